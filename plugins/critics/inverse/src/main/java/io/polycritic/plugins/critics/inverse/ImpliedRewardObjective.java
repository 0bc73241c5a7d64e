package io.polycritic.plugins.critics.inverse;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.games.GameFields;
import io.polycritic.games.InverseObjective;
import java.util.List;
import java.util.Map;

/** The objective as a part without state. */
final class ImpliedRewardObjective implements InverseObjective {
    private final Phi phi;
    private final double alpha;
    private final IqObjective.Baseline baseline;
    private final double ownShare;
    private final IqObjective.Kept kept;
    private final IqObjective.Credit credit;

    ImpliedRewardObjective(
            Phi phi,
            double alpha,
            IqObjective.Baseline baseline,
            double ownShare,
            IqObjective.Kept kept,
            IqObjective.Credit credit) {
        this.phi = phi;
        this.alpha = alpha;
        this.baseline = baseline;
        this.ownShare = ownShare;
        this.kept = kept;
        this.credit = credit;
    }

    @Override
    public double phi(double x) {
        return phi.value(x, alpha);
    }

    @Override
    public double slope(double x) {
        return phi.slope(x, alpha);
    }

    @Override
    public boolean initial() {
        return baseline == IqObjective.Baseline.INITIAL;
    }

    @Override
    public Node loss(Map<String, Node> fields) {
        Node gain = phi.split(
                fields.get(credit == IqObjective.Credit.MARGINAL ? GameFields.MARGINAL : GameFields.DEMONSTRATED),
                fields.get(kept == IqObjective.Kept.ALL ? GameFields.IMPLIED : GameFields.DEMONSTRATED),
                alpha);
        return Elementwise.subtract(second(fields), gain);
    }

    private Node second(Map<String, Node> fields) {
        if (initial()) {
            return Reduce.mean(fields.get(GameFields.INITIAL_VALUE));
        }
        Node demonstrated = Reduce.mean(fields.get(GameFields.FLOW));
        Node own = fields.get(GameFields.OWN_FLOW);
        return own == null
                ? demonstrated
                : Elementwise.add(
                        Elementwise.scale(demonstrated, (float) (1 - ownShare)),
                        Elementwise.scale(Reduce.mean(own), (float) ownShare));
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
