package io.polycritic.plugins.environments.games;

import io.polycritic.api.environment.Drawn.Form;
import io.polycritic.api.environment.Drawn.Mark;
import java.util.ArrayList;
import java.util.List;

/** Draws what is observed of a game. Cells are squares of side 1; the first row is the upper one. */
@FunctionalInterface
interface Painter {
    /** Draws nothing, for games that have no place. */
    Painter NONE = observation -> List.of();

    /**
     * Draws.
     *
     * @param observation the digits of a state, as in the game's observation space
     * @return the marks from back to front
     */
    List<Mark> draw(float[] observation);

    /** A board of cells. */
    static List<Mark> board(int rows, int columns) {
        List<Mark> marks = new ArrayList<>();
        marks.add(square("board", 0, 0, columns, rows));
        for (int row = 1; row < rows; row++) {
            marks.add(line("grid", 0, row, columns, row));
        }
        for (int column = 1; column < columns; column++) {
            marks.add(line("grid", column, 0, column, rows));
        }
        return marks;
    }

    /** A rectangle. */
    static Mark square(String role, double left, double low, double right, double high) {
        return new Mark(
                Form.POLYGON,
                new double[] {left, right, right, left},
                new double[] {low, low, high, high},
                0,
                role,
                "");
    }

    /** A line of two points. */
    static Mark line(String role, double fromX, double fromY, double toX, double toY) {
        return new Mark(Form.LINE, new double[] {fromX, toX}, new double[] {fromY, toY}, 0, role, "");
    }

    /** A disc with a label. */
    static Mark disc(String role, double x, double y, double radius, String text) {
        return new Mark(Form.CIRCLE, new double[] {x}, new double[] {y}, radius, role, text);
    }
}
