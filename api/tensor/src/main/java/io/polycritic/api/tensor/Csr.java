package io.polycritic.api.tensor;

/**
 * Where the values of a sparse matrix [m, n] stand, row by row ("compressed sparse row"). Values of row r are those
 * from {@code starts[r]} to before {@code starts[r + 1]}. Two patterns are equal only if they are the same object.
 */
public final class Csr {
    private final int columns;
    private final int[] starts;
    private final int[] places;

    private Csr(int columns, int[] starts, int[] places) {
        this.columns = columns;
        this.starts = starts;
        this.places = places;
    }

    /**
     * Makes a pattern.
     *
     * @param columns n
     * @param starts m + 1 numbers that do not fall, from 0 to z: where each row's values begin, and where the last ends
     * @param places the column of each of the z values, 0 .. n-1
     * @return the pattern
     * @throws ShapeException if starts fall or do not end at z, or a column is outside of the matrix
     */
    public static Csr of(int columns, int[] starts, int[] places) {
        boolean fits = starts.length > 0 && starts[0] == 0 && starts[starts.length - 1] == places.length;
        for (int row = 1; fits && row < starts.length; row++) {
            fits = starts[row] >= starts[row - 1];
        }
        if (!fits) {
            throw new ShapeException(
                    "csr", "starts of " + starts.length + " for " + places.length + " values", "0 .. z, not falling");
        }
        for (int column : places) {
            if (column < 0 || column >= columns) {
                throw new ShapeException("csr", "column " + column, "0 .. " + (columns - 1));
            }
        }
        return new Csr(columns, starts.clone(), places.clone());
    }

    /**
     * Counts the rows.
     *
     * @return m
     */
    public int rows() {
        return starts.length - 1;
    }

    /**
     * Counts the columns.
     *
     * @return n
     */
    public int columns() {
        return columns;
    }

    /**
     * Counts the values.
     *
     * @return z
     */
    public int size() {
        return places.length;
    }

    /**
     * Where a row begins.
     *
     * @param row the row, or m for the end
     * @return the index of its first value
     */
    public int start(int row) {
        return starts[row];
    }

    /**
     * The column of a value.
     *
     * @param value its index
     * @return the column
     */
    public int column(int value) {
        return places[value];
    }

    @Override
    public String toString() {
        return "csr [" + rows() + ", " + columns + "] of " + size() + " values";
    }
}
