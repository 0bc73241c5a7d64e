package io.polycritic.api.tensor;

/** Choices between numbers, element by element. Arguments broadcast as in {@link Elementwise}. */
public final class Select {
    private Select() {}

    /**
     * Keeps numbers and drops others. What is dropped has no influence, not even if it is infinite or NaN.
     *
     * @param x the numbers
     * @param condition not 0 where they are kept
     * @return x where the condition is not 0, else 0; no gradient flows to the condition
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Node keep(Node x, Node condition) {
        return Elementwise.binary(BinaryFunction.KEEP, x, condition);
    }

    /**
     * Chooses between two numbers. What is not chosen has no influence, not even if it is infinite or NaN.
     *
     * @param condition 1 or 0
     * @param x what is chosen where the condition is 1
     * @param y what is chosen where it is 0
     * @return the choice; no gradient flows to the condition
     * @throws ShapeException if the shapes do not broadcast
     */
    public static Node where(Node condition, Node x, Node y) {
        Node other = Elementwise.subtract(Graphs.constant(1f), condition);
        return Elementwise.add(keep(x, condition), keep(y, other));
    }
}
