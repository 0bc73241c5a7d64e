package io.polycritic.compression;

import io.polycritic.api.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * A sub-network after quantisation.
 *
 * @param choice the network and its widths
 * @param parameters the network's parameters; where a matrix is quantised, the numbers that its codes stand for
 * @param codes one per matrix; null for a matrix of floating-point numbers
 * @param ranges one per matrix, of what it multiplies; null for a matrix of floating-point numbers
 */
public record Compressed(Choice choice, Parameters parameters, List<Codes> codes, List<Range> ranges) {
    /**
     * Quantises after training, static: weights by their largest entries, activations by the ranges of a calibration.
     *
     * @param choice the network and its widths
     * @param parameters the network's own parameters; changed to the numbers that the codes stand for
     * @param seen for each matrix, the range of what it multiplied in calibration
     * @return the quantised network
     * @throws IllegalArgumentException if a matrix of whole numbers has a range of zero or one that is not finite,
     *     naming it
     */
    public static Compressed of(Choice choice, Parameters parameters, List<Range> seen) {
        List<Codes> codes = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        List<Matrix> matrices = choice.network().matrices();
        for (int i = 0; i < matrices.size(); i++) {
            Matrix matrix = matrices.get(i);
            boolean whole = choice.bits()[i] == Choice.FLOAT;
            codes.add(whole ? null : codes(matrix, parameters, choice.bits()[i]));
            ranges.add(whole ? null : usable(matrix, seen.get(i)));
        }
        return new Compressed(choice, parameters, codes, ranges);
    }

    private static Codes codes(Matrix matrix, Parameters parameters, int bits) {
        int offset = parameters.segment(matrix.weight()).offset();
        Codes made = Codes.of(parameters.values(), offset, matrix, bits);
        made.write(parameters.values(), offset);
        return made;
    }

    private static Range usable(Matrix matrix, Range range) {
        float scale = range.scale();
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException("the activations of the matrix " + matrix.name()
                    + " cannot be quantised: calibration saw the range from " + range.low() + " to " + range.high());
        }
        return range;
    }
}
