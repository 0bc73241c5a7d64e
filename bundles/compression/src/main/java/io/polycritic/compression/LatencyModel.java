package io.polycritic.compression;

import java.util.List;

/**
 * A model of how long a network takes for one picture, in millions of floating-point multiplications that would take as
 * long: for each matrix its multiplications times c(b), c(32) = 1, c(8) = 0.3, c(4) = 0.2, and a fixed effort; and an
 * effort for each boundary, where a matrix is of whole numbers and the one before it is not, or the reverse. A model,
 * not a measurement: nothing here multiplies whole numbers faster.
 */
public final class LatencyModel {
    private static final double MATRIX = 2_000;
    private static final double BOUNDARY = 4_000;
    private static final double MILLION = 1e6;

    private LatencyModel() {}

    /**
     * Models a network; the first matrix comes after floating-point numbers.
     *
     * @param choice the network and its widths
     * @return millions of multiplications
     */
    public static double of(Choice choice) {
        List<Matrix> matrices = choice.network().matrices();
        double sum = 0;
        boolean integer = false;
        for (int i = 0; i < matrices.size(); i++) {
            int bits = choice.bits()[i];
            sum += matrices.get(i).multiplications() * share(bits) + MATRIX;
            boolean next = bits != Choice.FLOAT;
            sum += next == integer ? 0 : BOUNDARY;
            integer = next;
        }
        return sum / MILLION;
    }

    private static double share(int bits) {
        return switch (bits) {
            case 4 -> 0.2;
            case 8 -> 0.3;
            default -> 1;
        };
    }
}
