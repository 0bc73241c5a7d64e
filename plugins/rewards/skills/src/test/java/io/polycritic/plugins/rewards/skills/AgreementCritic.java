package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.nn.Contrastive;
import java.util.List;
import java.util.Map;

/** InfoNCE between moves and skills. */
final class AgreementCritic implements LossCritic {
    @Override
    public Node loss(Map<String, Node> fields) {
        return Contrastive.infoNce(
                Contrastive.normalised(fields.get("move")), Contrastive.normalised(fields.get("skill")), 0.2);
    }

    @Override
    public List<Parameters> parameters() {
        return List.of();
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
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
