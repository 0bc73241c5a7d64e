package io.polycritic.api.testkit.tensor;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;

/** Operations along rows in double precision. */
final class DoubleRows {
    private DoubleRows() {}

    static double[] apply(Node node, double[][] arguments) {
        int n = node.shape().length(-1);
        double[] result = new double[node.shape().size()];
        for (int row = 0; row < result.length; row += n) {
            if (node.op() instanceof Op.Normalise op) {
                normalise(arguments[0], op.epsilon(), row, n, result);
            } else if (node.op() instanceof Op.NormaliseGradient op) {
                normaliseGradient(arguments[0], arguments[1], op.epsilon(), row, n, result);
            } else {
                double sum = meanOfProducts(arguments[0], arguments[1], row, n) * n;
                for (int i = row; i < row + n; i++) {
                    result[i] = arguments[0][i] * (arguments[1][i] - sum);
                }
            }
        }
        return result;
    }

    /** Leaves the normalised row and returns 1 / sqrt(variance + epsilon). */
    private static double normalise(double[] x, double epsilon, int row, int n, double[] y) {
        double mean = 0;
        for (int i = row; i < row + n; i++) {
            mean += x[i] / n;
        }
        double variance = 0;
        for (int i = row; i < row + n; i++) {
            variance += (x[i] - mean) * (x[i] - mean) / n;
        }
        double factor = 1 / Math.sqrt(variance + epsilon);
        for (int i = row; i < row + n; i++) {
            y[i] = (x[i] - mean) * factor;
        }
        return factor;
    }

    private static void normaliseGradient(double[] x, double[] dy, double epsilon, int row, int n, double[] result) {
        double factor = normalise(x, epsilon, row, n, result);
        double along = meanOfProducts(result, dy, row, n);
        double mean = 0;
        for (int i = row; i < row + n; i++) {
            mean += dy[i] / n;
        }
        for (int i = row; i < row + n; i++) {
            result[i] = factor * (dy[i] - mean - result[i] * along);
        }
    }

    private static double meanOfProducts(double[] x, double[] y, int row, int n) {
        double sum = 0;
        for (int i = row; i < row + n; i++) {
            sum += x[i] * y[i] / n;
        }
        return sum;
    }
}
