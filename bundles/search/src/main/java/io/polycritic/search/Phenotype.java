package io.polycritic.search;

import io.polycritic.api.optimizer.SearchSpace;
import java.util.Arrays;

/**
 * What tells candidates apart, as a key of maps. A list of numbers would be too slow a key: small whole numbers differ
 * in few bits of a double, so that hundreds of lists share a hash.
 */
final class Phenotype {
    /** 2 to the power of 64 by the golden ratio, which carries each bit into the upper half. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final int SIGN_AND_EXPONENT = 12;

    private final double[] numbers;
    private final int hash;

    private Phenotype(double[] numbers) {
        this.numbers = numbers;
        long mixed = 0;
        for (double number : numbers) {
            // The bits that tell small whole numbers apart are the highest; products carry low bits up.
            mixed = (mixed ^ Long.rotateLeft(Double.doubleToLongBits(number), SIGN_AND_EXPONENT)) * GOLDEN;
            mixed ^= mixed >>> Integer.SIZE;
        }
        this.hash = (int) mixed;
    }

    static Phenotype of(SearchSpace space, double[] genome) {
        return new Phenotype(space.phenotype(genome));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Phenotype that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
