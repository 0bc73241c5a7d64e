package io.polycritic.plugins.critics.contrastive;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One loss of all views of a batch.
 *
 * @param loss from embeddings [N, M, d] of length 1 to a scalar
 */
record MultiViewTerm(UnaryOperator<Node> loss) implements LossCritic {
    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .requires(MultiViewStream.VIEWS, 2, ViewTerms.MOST)
                .build();
    }

    @Override
    public Node loss(Map<String, Node> fields) {
        return loss.apply(ViewTerms.units(fields));
    }

    @Override
    public Map<String, Node> metrics(Map<String, Node> fields) {
        return ViewTerms.metrics(fields);
    }

    @Override
    public List<Parameters> parameters() {
        return List.of();
    }

    @Override
    public void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public void load(StateReader in) {
        // There is no state.
    }
}
