package io.polycritic.plugins.critics.critique;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.language.Contrasts;
import java.util.List;
import java.util.Map;

/**
 * -E log sigmoid(beta [log C(d+|.) / C_ref(d+|.) - log C(d-|.) / C_ref(d-|.)]) (Rafailov et al., "Direct preference
 * optimization: your language model is secretly a reward model", 2023, equation 7; Zhang et al., "Critic-V", 2025,
 * section 3.3).
 */
final class DirectPreference implements LossCritic {
    private final double beta;

    DirectPreference(double beta) {
        this.beta = beta;
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder();
        Contrasts.FIELDS.forEach(field -> wiring.needs(FieldSpec.numbers(field)));
        return wiring.build();
    }

    @Override
    public Node loss(Map<String, Node> fields) {
        return Contrasts.direct(
                fields.get(Contrasts.CHOSEN),
                fields.get(Contrasts.REJECTED),
                fields.get(Contrasts.REFERENCE_CHOSEN),
                fields.get(Contrasts.REFERENCE_REJECTED),
                beta);
    }

    /** The share of pairs that the implied reward orders as they were, and its mean difference. */
    @Override
    public Map<String, Node> metrics(Map<String, Node> fields) {
        Node better = Elementwise.subtract(fields.get(Contrasts.CHOSEN), fields.get(Contrasts.REFERENCE_CHOSEN));
        Node worse = Elementwise.subtract(fields.get(Contrasts.REJECTED), fields.get(Contrasts.REFERENCE_REJECTED));
        Node margin = Elementwise.scale(Elementwise.subtract(better, worse), (float) beta);
        return Map.of(
                "accuracy", Reduce.mean(Elementwise.greater(margin, Graphs.constant(0f))),
                "margin", Reduce.mean(margin));
    }

    @Override
    public List<Parameters> parameters() {
        return List.of();
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
