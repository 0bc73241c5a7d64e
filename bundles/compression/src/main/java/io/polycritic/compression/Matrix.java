package io.polycritic.compression;

/**
 * One of a network's matrices, with a bias.
 *
 * @param name for example {@code layer0.q}
 * @param inputs i
 * @param outputs n
 * @param rows how many rows it multiplies for one picture
 */
public record Matrix(String name, int inputs, int outputs, int rows) {
    /** The name of the parameters' part that holds the weight [i, n]. */
    public String weight() {
        return name + ".weight";
    }

    /** The name of the parameters' part that holds the bias [n]. */
    public String bias() {
        return name + ".bias";
    }

    /** Counts the weights. */
    public int size() {
        return inputs * outputs;
    }

    /** Counts the multiplications for one picture. */
    public long multiplications() {
        return (long) rows * size();
    }
}
