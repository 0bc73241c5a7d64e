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
    private final IqObjective.Kept kept;

    ImpliedRewardObjective(Phi phi, double alpha, IqObjective.Baseline baseline, IqObjective.Kept kept) {
        this.phi = phi;
        this.alpha = alpha;
        this.baseline = baseline;
        this.kept = kept;
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
        Node demonstrated = fields.get(GameFields.DEMONSTRATED);
        Node gain;
        if (kept == IqObjective.Kept.ALL) {
            Node squares = Reduce.mean(Elementwise.square(fields.get(GameFields.IMPLIED)));
            gain = Elementwise.subtract(
                    Reduce.mean(demonstrated), Elementwise.scale(squares, (float) (1 / (4 * alpha))));
        } else {
            gain = Reduce.mean(phi.node(demonstrated, alpha));
        }
        Node second = Reduce.mean(fields.get(initial() ? GameFields.INITIAL_VALUE : GameFields.FLOW));
        return Elementwise.subtract(second, gain);
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
