package io.polycritic.plugins.evaluators.skills;

/**
 * A square around the origin, in cells.
 *
 * @param halfWidth half its edge
 * @param cells cells along an edge
 */
record Grid(double halfWidth, int cells) {
    /** The number of the cell of a point, or -1 outside of the square. */
    int cell(double x, double y) {
        int column = (int) Math.floor((x + halfWidth) / (2 * halfWidth) * cells);
        int row = (int) Math.floor((y + halfWidth) / (2 * halfWidth) * cells);
        boolean inside = column >= 0 && column < cells && row >= 0 && row < cells;
        return inside ? row * cells + column : -1;
    }
}
