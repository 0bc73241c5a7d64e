package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.Objectives;

/** What a base optimizer sees of a step: one objective, whose gradient is found already. */
final class Direction implements Objectives {
    private final float[] direction;
    private Objectives origin;
    private double loss;

    /** Shows what stands in an array of [p] numbers when it is asked for. */
    Direction(float[] direction) {
        this.direction = direction;
    }

    /** Says what the direction was made of, and the loss before the step. */
    Direction of(Objectives objectives, double sum) {
        origin = objectives;
        loss = sum;
        return this;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public String name(int index) {
        return "direction";
    }

    @Override
    public double weight(int index) {
        return 1;
    }

    @Override
    public double evaluate(int index, float[] gradient) {
        return evaluateSum(gradient);
    }

    @Override
    public double evaluateSum(float[] gradient) {
        System.arraycopy(direction, 0, gradient, 0, direction.length);
        return loss;
    }

    @Override
    public String firstNonFinite() {
        return origin.firstNonFinite();
    }
}
