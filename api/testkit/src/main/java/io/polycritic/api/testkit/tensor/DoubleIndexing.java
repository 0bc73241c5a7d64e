package io.polycritic.api.testkit.tensor;

import io.polycritic.api.tensor.Csr;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Window;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Operations with indices, windows and sparse matrices in double precision. */
final class DoubleIndexing {
    private DoubleIndexing() {}

    static double[] apply(Node node, double[][] arguments) {
        Op op = node.op();
        double[] x = arguments[0];
        Shape from = node.inputs().get(0).shape();
        double[] result = new double[node.shape().size()];
        if (op instanceof Op.Gather) {
            move(x, arguments[1], result, from.length(0), true);
        } else if (op instanceof Op.ScatterAdd) {
            move(x, arguments[1], result, node.shape().length(0), false);
        } else if (op instanceof Op.SegmentMax) {
            segmentMax(x, arguments[1], result, node.shape().length(0));
        } else if (op instanceof Op.CumulativeSum sum) {
            cumulativeSum(x, from, sum, result);
        } else if (op instanceof Op.ArgMax || op instanceof Op.ArgSort) {
            order(x, from.length(-1), op instanceof Op.ArgMax, result);
        } else if (op instanceof Op.Im2Col patches) {
            patches(result, x, from, patches.window(), patches.fill());
        } else if (op instanceof Op.Col2Im patches) {
            patches(x, result, node.shape(), patches.window(), Double.NaN);
        } else if (op instanceof Op.SparseMatMul product) {
            sparse(product, x, arguments[1], result);
        } else if (op instanceof Op.SampledMatMul product) {
            sampled(product.pattern(), x, arguments[1], result);
        } else {
            throw new IllegalStateException("the interpreter does not know " + op);
        }
        return result;
    }

    /** Row i of x to the result, or added to it: row index(i) there is row i here. */
    private static void move(double[] x, double[] indices, double[] result, int n, boolean gather) {
        int width = indices.length == 0 ? 0 : (gather ? result : x).length / indices.length;
        for (int i = 0; i < indices.length; i++) {
            int row = (int) indices[i];
            for (int j = 0; row >= 0 && row < n && j < width; j++) {
                if (gather) {
                    result[i * width + j] = x[row * width + j];
                } else {
                    result[row * width + j] += x[i * width + j];
                }
            }
        }
    }

    private static void segmentMax(double[] x, double[] ids, double[] result, int n) {
        int width = x.length / ids.length;
        Arrays.fill(result, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
            int row = (int) ids[i / width];
            if (row >= 0 && row < n) {
                int at = row * width + i % width;
                result[at] = Math.max(result[at], x[i]);
            }
        }
        for (int i = 0; i < result.length; i++) {
            result[i] = result[i] == Double.NEGATIVE_INFINITY ? 0 : result[i];
        }
    }

    private static void cumulativeSum(double[] x, Shape shape, Op.CumulativeSum op, double[] result) {
        int inner = DoubleMoves.inner(shape, op.axis());
        int length = shape.length(op.axis());
        for (int step = 0; step < x.length; step++) {
            int i = op.reverse() ? x.length - 1 - step : step;
            int place = i / inner % length;
            boolean first = place == (op.reverse() ? length - 1 : 0);
            result[i] = x[i] + (first ? 0 : result[op.reverse() ? i + inner : i - inner]);
        }
    }

    private static void order(double[] x, int n, boolean largestOnly, double[] result) {
        for (int row = 0; row < x.length; row += n) {
            int start = row;
            Comparator<Integer> byValue = Comparator.comparingDouble(i -> x[start + i]);
            int[] sorted = IntStream.range(0, n)
                    .boxed()
                    .sorted(byValue)
                    .mapToInt(i -> i)
                    .toArray();
            if (largestOnly) {
                double largest = x[row + sorted[n - 1]];
                result[row / n] = IntStream.range(0, n)
                        .filter(i -> x[start + i] == largest)
                        .findFirst()
                        .orElse(0);
            } else {
                for (int i = 0; i < n; i++) {
                    result[row + i] = sorted[i];
                }
            }
        }
    }

    /** Image to patches, or with a fill of NaN, patches added to the image. */
    private static void patches(double[] patches, double[] image, Shape shape, Window window, double fill) {
        int height = shape.length(1);
        int width = shape.length(2);
        int channels = shape.length(3);
        int columns = window.columns(width);
        int row = window.height() * window.width() * channels;
        for (int at = 0; at < patches.length; at++) {
            int place = at / row;
            int b = place / columns / window.rows(height);
            int dy = at % row / channels / window.width();
            int dx = at % row / channels % window.width();
            int y = place / columns % window.rows(height) * window.stride() + dy - window.padding();
            int x = place % columns * window.stride() + dx - window.padding();
            boolean inside = y >= 0 && y < height && x >= 0 && x < width;
            int pixel = ((b * height + y) * width + x) * channels + at % channels;
            if (!Double.isNaN(fill)) {
                patches[at] = inside ? image[pixel] : fill;
            } else if (inside) {
                image[pixel] += patches[at];
            }
        }
    }

    private static void sparse(Op.SparseMatMul op, double[] values, double[] dense, double[] result) {
        Csr pattern = op.pattern();
        int width = dense.length / (op.transposed() ? pattern.rows() : pattern.columns());
        for (int row = 0; row < pattern.rows(); row++) {
            for (int z = pattern.start(row); z < pattern.start(row + 1); z++) {
                int to = op.transposed() ? pattern.column(z) : row;
                int from = op.transposed() ? row : pattern.column(z);
                for (int j = 0; j < width; j++) {
                    result[to * width + j] += values[z] * dense[from * width + j];
                }
            }
        }
    }

    private static void sampled(Csr pattern, double[] a, double[] b, double[] result) {
        int width = a.length / pattern.rows();
        for (int row = 0; row < pattern.rows(); row++) {
            for (int z = pattern.start(row); z < pattern.start(row + 1); z++) {
                for (int j = 0; j < width; j++) {
                    result[z] += a[row * width + j] * b[pattern.column(z) * width + j];
                }
            }
        }
    }
}
