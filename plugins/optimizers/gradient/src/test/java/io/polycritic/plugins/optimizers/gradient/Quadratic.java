package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.tensor.Parameters;

/** Half the sum of c_i x_i^2. */
record Quadratic(Parameters x, float... curvature) implements Objectives {
    static Parameters start(String name, float... values) {
        return Parameters.builder(name)
                .add(
                        "x",
                        (into, offset, shape) -> System.arraycopy(values, 0, into, offset, values.length),
                        values.length)
                .build();
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public String name(int index) {
        return "quadratic";
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
        double loss = 0;
        for (int i = 0; i < gradient.length; i++) {
            float value = x.values()[i];
            gradient[i] = curvature[i] * value;
            loss += 0.5 * curvature[i] * value * value;
        }
        return loss;
    }

    @Override
    public String firstNonFinite() {
        return "a curvature";
    }
}
