package io.polycritic.compute.graph;

import io.polycritic.api.tensor.BinaryFunction;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.UnaryFunction;
import java.util.List;

/**
 * What is simplified when a value is made. Only what gives the same floats for finite numbers, so that programs do not
 * depend on which rules fired.
 */
final class Rules {
    /** From so many rows on, and up to so large a right matrix, products are faster if it is not transposed. */
    private static final int TALL = 1024;

    private static final int NARROW = 30_000;

    private final ValueGraph graph;

    Rules(ValueGraph graph) {
        this.graph = graph;
    }

    Value make(Op op, Shape shape, List<Value> in) {
        if (op instanceof Op.Constant constant) {
            return constant(constant, shape);
        } else if (op instanceof Op.Unary unary) {
            return unary(unary.function(), in.get(0));
        } else if (op instanceof Op.Binary binary) {
            return binary(binary.function(), in.get(0), in.get(1));
        } else if (op instanceof Op.Broadcast) {
            return broadcast(in.get(0), shape);
        } else if (op instanceof Op.Reshape) {
            return reshape(in.get(0), shape);
        } else if (op instanceof Op.LogSoftmax) {
            return logSoftmax(in.get(0));
        } else if (op instanceof Op.MatMul product) {
            return matMul(product, shape, in.get(0), in.get(1));
        } else if (op instanceof Op.Permute permute) {
            return permute(permute.axes(), shape, in.get(0));
        }
        boolean keepsAll =
                op instanceof Op.Sum || op instanceof Op.Max || op instanceof Op.Slice || op instanceof Op.Pad;
        if (keepsAll && shape.equals(in.get(0).shape())) {
            return in.get(0);
        }
        return graph.plain(op, shape, in);
    }

    private Value constant(Op.Constant op, Shape shape) {
        float[] values = op.values();
        boolean uniform = values.length > 0;
        for (float value : values) {
            uniform &= Float.floatToRawIntBits(value) == Float.floatToRawIntBits(values[0]);
        }
        return uniform ? uniform(values[0], shape) : graph.plain(op, shape, List.of());
    }

    /** A constant of one number everywhere is a scalar that is broadcast. */
    private Value uniform(float value, Shape shape) {
        Value scalar = graph.plain(new Op.Constant(new float[] {value}), Shape.SCALAR, List.of());
        return shape.rank() == 0 ? scalar : graph.plain(new Op.Broadcast(), shape, List.of(scalar));
    }

    private Value unary(UnaryFunction function, Value x) {
        Float number = x.uniform();
        if (function == UnaryFunction.STOP_GRADIENT) {
            return x;
        } else if (number != null && Folding.knows(function)) {
            return uniform(Folding.apply(function, number), x.shape());
        } else if (function == UnaryFunction.NEGATE && isUnary(x, UnaryFunction.NEGATE)) {
            return x.input(0);
        } else if (x.op() instanceof Op.Broadcast) {
            return broadcast(unary(function, x.input(0)), x.shape());
        }
        return graph.plain(new Op.Unary(function), x.shape(), List.of(x));
    }

    private Value binary(BinaryFunction function, Value x, Value y) {
        Float left = x.uniform();
        Float right = y.uniform();
        if (left != null && right != null) {
            return uniform(Folding.apply(function, left, right), x.shape());
        }
        if (right != null && Folding.isIdentity(function, right)) {
            return x;
        }
        boolean commutes = function == BinaryFunction.ADD || function == BinaryFunction.MULTIPLY;
        if (commutes && right == null && (left != null || y.id() < x.id())) {
            return binary(function, y, x);
        }
        if (function == BinaryFunction.ADD) {
            Value joined = Pads.joined(graph, x, y);
            if (joined != null) {
                return joined;
            }
        }
        if (function == BinaryFunction.ADD && isUnary(y, UnaryFunction.NEGATE)) {
            return binary(BinaryFunction.SUBTRACT, x, y.input(0));
        } else if (function == BinaryFunction.ADD && isUnary(x, UnaryFunction.NEGATE)) {
            return binary(BinaryFunction.SUBTRACT, y, x.input(0));
        } else if (function == BinaryFunction.SUBTRACT && isUnary(y, UnaryFunction.NEGATE)) {
            return binary(BinaryFunction.ADD, x, y.input(0));
        }
        Value early = beforeBroadcast(function, x, y);
        return early != null ? early : graph.plain(new Op.Binary(function), x.shape(), List.of(x, y));
    }

    /** Computes on the small arguments first where both are broadcast alike. */
    private Value beforeBroadcast(BinaryFunction function, Value x, Value y) {
        boolean fromX = x.op() instanceof Op.Broadcast && x.uniform() == null;
        boolean fromY = y.op() instanceof Op.Broadcast && y.uniform() == null;
        if (fromX && fromY && x.input(0).shape().equals(y.input(0).shape())) {
            return broadcast(binary(function, x.input(0), y.input(0)), x.shape());
        } else if (fromX && y.uniform() != null) {
            Value small = x.input(0);
            return broadcast(binary(function, small, uniform(y.uniform(), small.shape())), x.shape());
        } else if (fromY && x.uniform() != null) {
            Value small = y.input(0);
            return broadcast(binary(function, uniform(x.uniform(), small.shape()), small), x.shape());
        }
        return null;
    }

    private Value broadcast(Value x, Shape shape) {
        Float number = x.uniform();
        if (x.shape().equals(shape)) {
            return x;
        } else if (number != null) {
            return uniform(number, shape);
        } else if (x.size() == shape.size()) {
            return reshape(x, shape);
        }
        Value from = x.op() instanceof Op.Broadcast ? x.input(0) : x;
        return graph.plain(new Op.Broadcast(), shape, List.of(from));
    }

    private Value reshape(Value x, Shape shape) {
        Float number = x.uniform();
        if (x.shape().equals(shape)) {
            return x;
        } else if (number != null) {
            return uniform(number, shape);
        } else if (x.op() instanceof Op.Reshape) {
            return reshape(x.input(0), shape);
        }
        return graph.plain(new Op.Reshape(), shape, List.of(x));
    }

    /** Two permutations are one; one that moves only axes of length 1 is another shape. */
    private Value permute(List<Integer> axes, Shape shape, Value x) {
        Float number = x.uniform();
        if (number != null) {
            return uniform(number, shape);
        } else if (x.op() instanceof Op.Permute before) {
            List<Integer> both = axes.stream().map(before.axes()::get).toList();
            return permute(both, shape, x.input(0));
        }
        List<Integer> moved =
                axes.stream().filter(axis -> x.shape().length(axis) != 1).toList();
        boolean inOrder = moved.equals(moved.stream().sorted().toList());
        return inOrder ? reshape(x, shape) : graph.plain(new Op.Permute(axes), shape, List.of(x));
    }

    private Value matMul(Op.MatMul op, Shape shape, Value left, Value right) {
        boolean flipLeft = left.op() instanceof Op.Permute permute && permute.isTranspose();
        boolean flipRight = right.op() instanceof Op.Permute permute && permute.isTranspose();
        boolean transposeLeft = op.transposeLeft() ^ flipLeft;
        boolean transposeRight = op.transposeRight() ^ flipRight;
        Value first = flipLeft ? left.input(0) : left;
        Value second = flipRight ? right.input(0) : right;
        if (transposeRight && !transposeLeft && isTallAndNarrow(shape, second)) {
            Shape turned = Shape.of(second.shape().length(1), second.shape().length(0));
            second = graph.plain(new Op.Permute(List.of(1, 0)), turned, List.of(second));
            transposeRight = false;
        }
        return graph.plain(new Op.MatMul(transposeLeft, transposeRight), shape, List.of(first, second));
    }

    /** Whether transposing the small right matrix first costs less than multiplying by it as it lies. */
    private static boolean isTallAndNarrow(Shape result, Value right) {
        return result.rank() == 2 && result.length(0) >= TALL && right.size() <= NARROW;
    }

    /** s - log sum exp s with s = x - max x, so that its elementwise parts are fused with their neighbours. */
    private Value logSoftmax(Value x) {
        Shape shape = x.shape();
        int axis = shape.rank() - 1;
        int[] lengths = shape.toArray();
        lengths[axis] = 1;
        Shape kept = Shape.of(lengths);
        Value top = make(new Op.Max(axis), kept, List.of(x));
        Value moved = binary(BinaryFunction.SUBTRACT, x, broadcast(top, shape));
        Value total = make(new Op.Sum(axis), kept, List.of(unary(UnaryFunction.EXP, moved)));
        return binary(BinaryFunction.SUBTRACT, moved, broadcast(unary(UnaryFunction.LOG, total), shape));
    }

    private static boolean isUnary(Value value, UnaryFunction function) {
        return value.op() instanceof Op.Unary unary && unary.function() == function;
    }
}
