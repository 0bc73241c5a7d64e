package io.polycritic.plugins.environments.robotics;

import io.polycritic.api.environment.Drawn.Form;
import io.polycritic.api.environment.Drawn.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a tabletop from above, in m. */
final class TabletopDrawing {
    private static final double GOAL_RADIUS = 0.04;

    private TabletopDrawing() {}

    static List<Mark> draw(TabletopSetup setup, Scene scene, double[] goal) {
        List<Mark> marks = new ArrayList<>();
        double half = TabletopSetup.TABLE_HALF;
        marks.add(new Mark(
                Form.POLYGON,
                new double[] {-half, half, half, -half},
                new double[] {-half, -half, half, half},
                0,
                "table",
                ""));
        if (setup.goal()) {
            marks.add(circle(goal[0], goal[1], GOAL_RADIUS, "goal", ""));
        }
        for (int block = 1; block <= setup.blocks(); block++) {
            marks.add(upperFace(setup, scene, block));
        }
        double[] state = scene.state();
        String height = String.format(Locale.ROOT, "z %.2f m", state[2]);
        marks.add(circle(state[0], state[1], TabletopSetup.TIP_RADIUS, "tip", height));
        return marks;
    }

    private static Mark circle(double x, double y, double radius, String role, String text) {
        return new Mark(Form.CIRCLE, new double[] {x}, new double[] {y}, radius, role, text);
    }

    /** The face of a block that looks up most. */
    private static Mark upperFace(TabletopSetup setup, Scene scene, int block) {
        int up = 0;
        for (int axis = 1; axis < 3; axis++) {
            if (Math.abs(scene.rotation(block, 2, axis)) > Math.abs(scene.rotation(block, 2, up))) {
                up = axis;
            }
        }
        double[][] corners = new double[2][4];
        for (int row = 0; row < 2; row++) {
            double along = scene.rotation(block, row, (up + 1) % 3);
            double across = scene.rotation(block, row, (up + 2) % 3);
            double middle = Math.signum(scene.rotation(block, 2, up)) * scene.rotation(block, row, up);
            double centre = scene.state()[block * Scene.BODY + row];
            for (int corner = 0; corner < 4; corner++) {
                double u = corner == 0 || corner == 3 ? -1 : 1;
                double v = corner < 2 ? -1 : 1;
                corners[row][corner] = centre + setup.blockSize() / 2 * (middle + u * along + v * across);
            }
        }
        return new Mark(Form.POLYGON, corners[0], corners[1], 0, TabletopSpaces.blockName(block - 1), "");
    }
}
