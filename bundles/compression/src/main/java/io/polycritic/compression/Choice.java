package io.polycritic.compression;

import java.util.Arrays;
import java.util.List;

/**
 * A sub-network and the width of each of its matrices: what a search chooses.
 *
 * @param network the sub-network
 * @param bits one number per matrix of the network: 4, 8, or 32 for floating point
 */
public record Choice(Vit network, int... bits) {
    /** The widths that there are. */
    public static final List<Integer> WIDTHS = List.of(4, 8, 32);

    /** The width of a matrix that is not quantised. */
    public static final int FLOAT = 32;

    /**
     * Checks the widths.
     *
     * @throws IllegalArgumentException if there are not as many widths as matrices, or one is no width, naming its gene
     */
    public Choice {
        int matrices = network.matrices().size();
        if (bits.length != matrices) {
            throw new IllegalArgumentException(
                    "bits need one number for each of " + matrices + " matrices, found " + bits.length);
        }
        for (int i = 0; i < matrices; i++) {
            if (!WIDTHS.contains(bits[i])) {
                int gene = 1 + 2 * network.layers().size() + i;
                throw new IllegalArgumentException("bits must be one of 4, 8, 32 (gene " + gene + ": " + bits[i] + ")");
            }
        }
    }

    /** A network with one width for all of its matrices. */
    public static Choice uniform(Vit network, int bits) {
        int[] all = new int[network.matrices().size()];
        Arrays.fill(all, bits);
        return new Choice(network, all);
    }
}
