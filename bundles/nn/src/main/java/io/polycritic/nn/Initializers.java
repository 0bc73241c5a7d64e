package io.polycritic.nn;

import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import java.util.Arrays;

/** First values of parameters. */
public final class Initializers {
    private Initializers() {}

    /** The same number everywhere. */
    public static Parameters.Initializer constant(double value) {
        return (values, offset, shape) -> Arrays.fill(values, offset, offset + shape.size(), (float) value);
    }

    /** Uniform between -limit and limit. */
    public static Parameters.Initializer uniform(RandomStream random, double limit) {
        return (values, offset, shape) -> {
            for (int i = 0; i < shape.size(); i++) {
                values[offset + i] = (float) (limit * (2 * random.nextDouble() - 1));
            }
        };
    }

    /** Normally distributed around 0. */
    public static Parameters.Initializer gaussian(RandomStream random, double deviation) {
        return (values, offset, shape) -> {
            for (int i = 0; i < shape.size(); i++) {
                values[offset + i] = (float) (deviation * random.nextGaussian());
            }
        };
    }

    /** 1 in the last row, normally distributed around 0 before: a causal convolution led by the newest token. */
    static Parameters.Initializer causal(RandomStream random, double deviation) {
        return (values, offset, shape) -> {
            int end = offset + shape.size();
            int last = end - shape.size() / shape.length(0);
            for (int i = offset; i < end; i++) {
                values[i] = i < last ? (float) (deviation * random.nextGaussian()) : 1f;
            }
        };
    }

    /** 1 in the last row, one value in those before: a causal convolution that adds a share of what came before. */
    public static Parameters.Initializer trailing(double before) {
        return (values, offset, shape) -> {
            int end = offset + shape.size();
            int last = end - shape.size() / shape.length(0);
            Arrays.fill(values, offset, last, (float) before);
            Arrays.fill(values, last, end, 1f);
        };
    }

    /**
     * A matrix [i, n] whose shorter side is orthonormal, times a gain (Saxe, McClelland and Ganguli, "Exact solutions
     * to the nonlinear dynamics of learning in deep linear neural networks", 2014, section 3): all its singular values
     * are the gain.
     */
    public static Parameters.Initializer orthogonal(RandomStream random, double gain) {
        return (values, offset, shape) -> {
            requireMatrix(shape);
            int rows = shape.length(0);
            int columns = shape.length(1);
            boolean wide = columns > rows;
            double[][] basis = orthonormal(random, Math.min(rows, columns), Math.max(rows, columns));
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    values[offset + r * columns + c] = (float) (gain * (wide ? basis[r][c] : basis[c][r]));
                }
            }
        };
    }

    private static void requireMatrix(Shape shape) {
        if (shape.rank() != 2) {
            throw new IllegalArgumentException("orthogonal values need a matrix, found the shape " + shape);
        }
    }

    /** Random orthonormal vectors, by Gram and Schmidt's method, applied twice against rounding. */
    private static double[][] orthonormal(RandomStream random, int count, int length) {
        double[][] basis = new double[count][length];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < length; i++) {
                basis[k][i] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < k; j++) {
                    subtractProjection(basis[k], basis[j]);
                }
                normalise(basis[k]);
            }
        }
        return basis;
    }

    private static void subtractProjection(double[] vector, double[] unit) {
        double dot = 0;
        for (int i = 0; i < unit.length; i++) {
            dot += vector[i] * unit[i];
        }
        for (int i = 0; i < unit.length; i++) {
            vector[i] -= dot * unit[i];
        }
    }

    private static void normalise(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
    }
}
