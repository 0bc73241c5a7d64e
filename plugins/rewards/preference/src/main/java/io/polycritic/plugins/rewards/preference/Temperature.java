package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.nn.Initializers;

/**
 * What scores are divided by to be log-odds, tau: fixed, or max(softplus(t), 0.01) of a parameter t.
 *
 * @param first tau, the first one where it is learned
 * @param learned whether it is a parameter
 */
record Temperature(double first, boolean learned) {
    static final double FLOOR = 0.01;

    private static final String NAME = "temperature";

    void addTo(Parameters.Builder builder) {
        if (learned) {
            builder.add(NAME, Initializers.constant(Math.log(Math.expm1(first))), 1);
        }
    }

    /** Log-odds of scores of any shape. */
    Node divide(Parameters parameters, Node scores) {
        if (!learned) {
            return Elementwise.scale(scores, (float) (1 / first));
        }
        Node tau = Elementwise.softplus(Graphs.parameter(parameters, NAME));
        return Elementwise.divide(scores, Elementwise.maximum(tau, Graphs.constant((float) FLOOR)));
    }

    /** The present tau. */
    double now(Parameters parameters) {
        if (!learned) {
            return first;
        }
        float raw = parameters.values()[parameters.segment(NAME).offset()];
        return Math.max(Math.log1p(Math.exp(raw)), FLOOR);
    }
}
