package io.polycritic.compute.plan;

import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.UnaryFunction;
import io.polycritic.compute.graph.Value;

/**
 * About how many microseconds a group takes on one core. The figures only decide which thread computes what; they were
 * taken on a core of 2.6 GHz with AVX-512.
 */
final class Cost {
    private static final double CALL = 0.2;
    private static final double MULTIPLICATION = 1.6e-5;
    private static final double CHEAP = 1e-4;
    private static final double TRANSCENDENTAL = 6e-4;
    private static final double SOFTMAX = 3e-3;
    private static final double ROWS = 1.2e-3;
    private static final double OTHER = 6e-4;

    private Cost() {}

    static double of(Group group) {
        double sum = CALL;
        for (Value member : group.members()) {
            sum += of(member);
        }
        return sum;
    }

    private static double of(Value value) {
        if (value.op() instanceof Op.MatMul product) {
            int k = value.input(0).shape().length(product.transposeLeft() ? -2 : -1);
            return (double) value.size() * k * MULTIPLICATION;
        } else if (value.op() instanceof Op.Unary unary) {
            return value.size() * (isCheap(unary.function()) ? CHEAP : TRANSCENDENTAL);
        } else if (value.op() instanceof Op.Binary) {
            return value.size() * CHEAP;
        } else if (value.op() instanceof Op.Sum || value.op() instanceof Op.Max) {
            return value.input(0).size() * CHEAP;
        } else if (value.op() instanceof Op.Softmax) {
            return value.size() * SOFTMAX;
        } else if (value.op() instanceof Op.Normalise
                || value.op() instanceof Op.NormaliseGradient
                || value.op() instanceof Op.SoftmaxGradient) {
            return value.size() * ROWS;
        }
        int size = value.size();
        for (Value input : value.inputs()) {
            size = Math.max(size, input.size());
        }
        return size * OTHER;
    }

    private static boolean isCheap(UnaryFunction function) {
        return switch (function) {
            case EXP, LOG, TANH, SIGMOID, SOFTPLUS, SIN, COS, ATAN, ERF, GELU, GELU_SLOPE, LOG1P, EXPM1 -> false;
            default -> true;
        };
    }
}
