package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.model.GraphModel;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.rl.FeatureMap;
import java.util.function.UnaryOperator;

/** A policy of numbers for other programs, without noise. */
final class NumberModel {
    private NumberModel() {}

    /**
     * From observations to the world's actions.
     *
     * @param observation o
     * @param samples samples [B, a] from features [B, f]
     */
    static GraphModel of(int rows, int observation, FeatureMap map, Actions actions, UnaryOperator<Node> samples) {
        Node features = map.apply(Graphs.input(GraphModel.OBSERVATION, rows, observation), null);
        return new GraphModel(
                "policy",
                "A policy: from observations to actions, both in the units of the environment, without the noise of"
                        + " training.",
                new Computation().output(GraphModel.ACTION, actions.toWorld(samples.apply(features))));
    }
}
