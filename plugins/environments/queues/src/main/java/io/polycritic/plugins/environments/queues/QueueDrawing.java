package io.polycritic.plugins.environments.queues;

import io.polycritic.api.environment.Drawn.Form;
import io.polycritic.api.environment.Drawn.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the queues of an edge network: a column for each server, in it a block for each task, as high as its work. */
final class QueueDrawing {
    /** Work that a column is drawn for, in cycles; higher ones stand out of it. */
    private static final double TOP = 20 * MecSetup.MEAN_WORK;

    private static final double HEIGHT = 4;
    private static final double HALF = 0.36;

    private QueueDrawing() {}

    static List<Mark> draw(List<SharedServer> servers, double now, int placed) {
        List<Mark> marks = new ArrayList<>();
        marks.add(line(-0.6, 0, Math.max(1, servers.size()) - 0.4, 0));
        for (int i = 0; i < servers.size(); i++) {
            SharedServer server = servers.get(i);
            double low = 0;
            for (int task = 0; task < server.count(); task++) {
                double high = low + HEIGHT * server.residual(task) / TOP;
                marks.add(block(i, low, high));
                low = high;
            }
            marks.add(label(i, -0.35, String.format(Locale.ROOT, "%.1f GHz", server.speed() / 1e9)));
        }
        String clock = String.format(Locale.ROOT, "%.1f s, %d tasks", now, Math.max(0, placed));
        marks.add(label(Math.max(0, servers.size() - 1) / 2.0, HEIGHT + 0.4, clock));
        return marks;
    }

    private static Mark line(double fromX, double fromY, double toX, double toY) {
        return new Mark(Form.LINE, new double[] {fromX, toX}, new double[] {fromY, toY}, 0, "ground", "");
    }

    private static Mark block(double x, double low, double high) {
        return new Mark(
                Form.POLYGON,
                new double[] {x - HALF, x + HALF, x + HALF, x - HALF},
                new double[] {low, low, high, high},
                0,
                "task",
                "");
    }

    private static Mark label(double x, double y, String text) {
        return new Mark(Form.CIRCLE, new double[] {x}, new double[] {y}, 0, "label", text);
    }
}
