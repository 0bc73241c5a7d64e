package io.polycritic.compute.graph;

import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;
import java.util.List;

/** A node of the simplified graph; equal expressions are one value. Ids grow from arguments to users. */
public final class Value {
    private final int id;
    private final Op op;
    private final Shape shape;
    private final List<Value> inputs;

    Value(int id, Op op, Shape shape, List<Value> inputs) {
        this.id = id;
        this.op = op;
        this.shape = shape;
        this.inputs = inputs;
    }

    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    public Shape shape() {
        return shape;
    }

    public List<Value> inputs() {
        return inputs;
    }

    public Value input(int index) {
        return inputs.get(index);
    }

    public int size() {
        return shape.size();
    }

    /** Whether it is computed elsewhere: set by the caller, read from parameters, or fixed. */
    public boolean isLeaf() {
        return inputs.isEmpty();
    }

    /** The number that all of its elements are known to be, or null. */
    public Float uniform() {
        if (op instanceof Op.Constant constant && constant.values().length == 1) {
            return constant.values()[0];
        }
        return op instanceof Op.Broadcast || op instanceof Op.Reshape
                ? inputs.get(0).uniform()
                : null;
    }

    /** The operation, shape and arguments' shapes in words, for messages. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (op instanceof Op.Unary unary) {
            text.append(unary.function());
        } else if (op instanceof Op.Binary binary) {
            text.append(binary.function());
        } else if (op instanceof Op.Input input) {
            text.append("input '").append(input.name()).append('\'');
        } else if (op instanceof Op.Parameter parameter) {
            text.append("parameter '").append(parameter.name()).append("' of ").append(parameter.parameters());
        } else {
            text.append(op.getClass().getSimpleName());
        }
        text.append(' ').append(shape);
        if (!inputs.isEmpty()) {
            text.append(" of");
            inputs.forEach(input -> text.append(' ').append(input.shape()));
        }
        return text.toString();
    }
}
