package io.polycritic.api.tensor;

import java.util.List;

/**
 * Gradients of the operations along rows. First derivatives are operations of their own, which programs do in one pass
 * over each row; what they are differentiated to is composed of simple operations.
 */
final class RowPullback {
    private RowPullback() {}

    /** y = e^x / sum e^x: dx = y (dy - sum(dy y)). */
    static Node softmax(Node node, Node adjoint) {
        return new Node(new Op.SoftmaxGradient(), node.shape(), List.of(node, adjoint));
    }

    /**
     * z = y (dy - s) with s = sum(y dy), symmetric in what it does to dy: gradients are a (dy - s) - dy sum(a y) and
     * z(y, a).
     */
    static List<Node> softmaxGradient(Node node, Node adjoint) {
        Node y = node.inputs().get(0);
        Node dy = node.inputs().get(1);
        Node sum = Reduce.sum(Elementwise.multiply(y, dy), -1);
        Node weight = Reduce.sum(Elementwise.multiply(adjoint, y), -1);
        Node toY = Elementwise.subtract(
                Elementwise.multiply(adjoint, Elementwise.subtract(dy, sum)), Elementwise.multiply(dy, weight));
        return List.of(toY, softmax(y, adjoint));
    }

    static Node normalise(Op.Normalise op, Node node, Node adjoint) {
        return new Node(
                new Op.NormaliseGradient(op.epsilon()),
                node.shape(),
                List.of(node.inputs().get(0), adjoint));
    }

    /** Differentiates g = (dy - mean dy - y mean(dy y)) / deviation, y = (x - mean x) / deviation, as it is written. */
    static List<Node> normaliseGradient(Op.NormaliseGradient op, Node node, Node adjoint) {
        Node x = alias(node.inputs().get(0));
        Node dy = alias(node.inputs().get(1));
        Node centred = Elementwise.subtract(x, Reduce.mean(x, -1));
        Node variance = Reduce.mean(Elementwise.square(centred), -1);
        Node factor = Elementwise.reciprocal(Elementwise.sqrt(Elementwise.shift(variance, op.epsilon())));
        Node y = Elementwise.multiply(centred, factor);
        Node along = Elementwise.multiply(y, Reduce.mean(Elementwise.multiply(dy, y), -1));
        Node rest = Elementwise.subtract(Elementwise.subtract(dy, Reduce.mean(dy, -1)), along);
        Node gradient = Elementwise.multiply(factor, rest);
        return Gradients.of(Reduce.sum(Elementwise.multiply(gradient, adjoint)), List.of(x, dy));
    }

    /** The same node by another name, up to which alone is differentiated. */
    private static Node alias(Node node) {
        return new Node(new Op.Reshape(), node.shape(), List.of(node));
    }
}
