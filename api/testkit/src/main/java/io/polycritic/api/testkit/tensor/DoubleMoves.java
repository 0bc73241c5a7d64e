package io.polycritic.api.testkit.tensor;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;

/** Products, reductions and moves in double precision. */
final class DoubleMoves {
    private DoubleMoves() {}

    static double[] apply(Node node, double[][] arguments) {
        Op op = node.op();
        double[] x = arguments[0];
        Shape from = node.inputs().get(0).shape();
        Shape to = node.shape();
        if (op instanceof Op.Reshape) {
            return x;
        } else if (op instanceof Op.MatMul product) {
            return matMul(product, node, x, arguments[1]);
        } else if (op instanceof Op.Broadcast) {
            return broadcast(x, from, to);
        } else if (op instanceof Op.Sum sum) {
            return reduce(x, from, sum.axis(), 0, Double::sum);
        } else if (op instanceof Op.Max max) {
            return reduce(x, from, max.axis(), Double.NEGATIVE_INFINITY, Math::max);
        } else if (op instanceof Op.Permute permute) {
            return permute(x, from, to, permute.axes());
        } else if (op instanceof Op.LogSoftmax) {
            return logSoftmax(x, from.length(-1));
        } else if (op instanceof Op.Softmax) {
            return java.util.Arrays.stream(logSoftmax(x, from.length(-1)))
                    .map(Math::exp)
                    .toArray();
        } else if (op instanceof Op.SoftmaxGradient
                || op instanceof Op.Normalise
                || op instanceof Op.NormaliseGradient) {
            return DoubleRows.apply(node, arguments);
        } else if (op instanceof Op.OneHot) {
            return oneHot(x, to.length(-1));
        } else if (op instanceof Op.Concat concat) {
            double[] result = new double[to.size()];
            int at = 0;
            for (int i = 0; i < arguments.length; i++) {
                Shape part = node.inputs().get(i).shape();
                insert(arguments[i], part, result, to, concat.axis(), at);
                at += part.length(concat.axis());
            }
            return result;
        } else if (op instanceof Op.Pad pad) {
            double[] result = new double[to.size()];
            insert(x, from, result, to, pad.axis(), pad.before());
            return result;
        } else if (op instanceof Op.Slice slice) {
            return slice(x, from, to, slice);
        }
        return DoubleIndexing.apply(node, arguments);
    }

    private static double[] matMul(Op.MatMul op, Node node, double[] left, double[] right) {
        int m = node.shape().length(-2);
        int n = node.shape().length(-1);
        int k = node.inputs().get(0).shape().length(op.transposeLeft() ? -2 : -1);
        double[] result = new double[node.shape().size()];
        for (int at = 0; at < result.length; at++) {
            int matrix = at / (m * n);
            int i = at / n % m;
            int j = at % n;
            for (int p = 0; p < k; p++) {
                result[at] += left[matrix * m * k + (op.transposeLeft() ? p * m + i : i * k + p)]
                        * right[matrix * k * n + (op.transposeRight() ? j * k + p : p * n + j)];
            }
        }
        return result;
    }

    private static double[] broadcast(double[] x, Shape from, Shape to) {
        double[] result = new double[to.size()];
        int missing = to.rank() - from.rank();
        for (int i = 0; i < result.length; i++) {
            int rest = i;
            int source = 0;
            int stride = 1;
            for (int axis = to.rank() - 1; axis >= missing; axis--) {
                int length = from.length(axis - missing);
                source += length == 1 ? 0 : rest % to.length(axis) * stride;
                stride *= length;
                rest /= to.length(axis);
            }
            result[i] = x[source];
        }
        return result;
    }

    private static double[] reduce(
            double[] x, Shape shape, int axis, double start, java.util.function.DoubleBinaryOperator fold) {
        int length = shape.length(axis);
        int inner = inner(shape, axis);
        double[] result = new double[length == 0 ? 0 : x.length / length];
        java.util.Arrays.fill(result, start);
        for (int i = 0; i < x.length; i++) {
            int target = i / (inner * length) * inner + i % inner;
            result[target] = fold.applyAsDouble(result[target], x[i]);
        }
        return result;
    }

    private static double[] permute(double[] x, Shape from, Shape to, java.util.List<Integer> axes) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int rest = i;
            int source = 0;
            for (int axis = to.rank() - 1; axis >= 0; axis--) {
                source += rest % to.length(axis) * inner(from, axes.get(axis));
                rest /= to.length(axis);
            }
            result[i] = x[source];
        }
        return result;
    }

    private static double[] logSoftmax(double[] x, int n) {
        double[] result = new double[x.length];
        for (int row = 0; row < x.length; row += n) {
            double top = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < n; j++) {
                top = Math.max(top, x[row + j]);
            }
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += Math.exp(x[row + j] - top);
            }
            for (int j = 0; j < n; j++) {
                result[row + j] = x[row + j] - top - Math.log(sum);
            }
        }
        return result;
    }

    private static double[] oneHot(double[] x, int n) {
        double[] result = new double[x.length * n];
        for (int i = 0; i < x.length; i++) {
            if (x[i] >= 0 && x[i] < n) {
                result[i * n + (int) x[i]] = 1;
            }
        }
        return result;
    }

    private static void insert(double[] x, Shape part, double[] result, Shape whole, int axis, int at) {
        int inner = inner(whole, axis);
        int run = part.length(axis) * inner;
        int stride = whole.length(axis) * inner;
        for (int outer = 0; run > 0 && outer < x.length / run; outer++) {
            System.arraycopy(x, outer * run, result, outer * stride + at * inner, run);
        }
    }

    private static double[] slice(double[] x, Shape from, Shape to, Op.Slice op) {
        double[] result = new double[to.size()];
        int inner = inner(from, op.axis());
        int run = to.length(op.axis()) * inner;
        int stride = from.length(op.axis()) * inner;
        for (int outer = 0; run > 0 && outer < result.length / run; outer++) {
            System.arraycopy(x, outer * stride + op.from() * inner, result, outer * run, run);
        }
        return result;
    }

    static int inner(Shape shape, int axis) {
        int inner = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner *= shape.length(i);
        }
        return inner;
    }
}
