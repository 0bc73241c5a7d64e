package io.polycritic.api.optimizer;

/**
 * One decision of a search space: one of several levels, or a real number. A gene may depend on another one: a choice
 * for the fourth layer means nothing in a network of two.
 *
 * @param name what it decides, for example {@code depth}
 * @param levels how many levels it has, their numbers 0, 1, 2 ..; 0 for a real number
 * @param low the least value
 * @param high the greatest value, itself allowed; levels - 1 for a gene of levels
 * @param parent the index of the gene that it depends on, -1 for none
 * @param from the least value of that gene at which this one is active
 */
public record Gene(String name, int levels, double low, double high, int parent, double from) {
    /**
     * A gene of levels.
     *
     * @param name what it decides
     * @param levels how many there are, at least 1
     * @return the gene
     */
    public static Gene levels(String name, int levels) {
        if (levels < 1) {
            throw new IllegalArgumentException("gene '" + name + "' needs at least one level, found " + levels);
        }
        return new Gene(name, levels, 0, levels - 1, -1, 0);
    }

    /**
     * A gene that is a real number.
     *
     * @param name what it decides
     * @param low the least value
     * @param high the greatest value, more than the least
     * @return the gene
     */
    public static Gene real(String name, double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException("gene '" + name + "' has no values between " + low + " and " + high);
        }
        return new Gene(name, 0, low, high, -1, 0);
    }

    /**
     * The same gene, active only where another one is large enough.
     *
     * @param index the index of the other gene, which must come before this one
     * @param value the least value of it
     * @return the gene
     */
    public Gene activeFrom(int index, double value) {
        return new Gene(name, levels, low, high, index, value);
    }
}
