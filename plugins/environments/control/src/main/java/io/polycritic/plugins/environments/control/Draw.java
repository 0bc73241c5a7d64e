package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.Drawn.Form;
import io.polycritic.api.environment.Drawn.Mark;

/** Marks that several tasks draw. */
final class Draw {
    private Draw() {}

    static Mark line(String role, double... xy) {
        return new Mark(Form.LINE, every(xy, 0), every(xy, 1), 0, role, "");
    }

    static Mark polygon(String role, double... xy) {
        return new Mark(Form.POLYGON, every(xy, 0), every(xy, 1), 0, role, "");
    }

    static Mark circle(String role, double x, double y, double radius) {
        return new Mark(Form.CIRCLE, new double[] {x}, new double[] {y}, radius, role, "");
    }

    private static double[] every(double[] xy, int first) {
        double[] picked = new double[xy.length / 2];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = xy[2 * i + first];
        }
        return picked;
    }
}
