package io.polycritic.plugins.critics.inverse;

import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.games.GameWorld;
import io.polycritic.games.LogitEquilibrium;
import io.polycritic.games.MarginalCritic;
import io.polycritic.games.StageGame;
import io.polycritic.nn.Distributions;
import java.util.List;
import java.util.Map;

/** An expert's soft values of its own actions, V(s) + log pi(a|s) / lambda, as a constant table. */
final class ExpertValues implements MarginalCritic {
    private final int agent;
    private final double rationality;
    private final double discount;
    private final PartContext context;
    private final Slot<GameWorld> world;

    ExpertValues(int agent, double rationality, double discount, PartContext context) {
        this.agent = agent;
        this.rationality = rationality;
        this.discount = discount;
        this.context = context;
        this.world = context.slot(Kind.ENVIRONMENT.single(), GameWorld.class);
    }

    @Override
    public boolean joint() {
        return false;
    }

    @Override
    public double rationality() {
        return rationality;
    }

    @Override
    public double discount() {
        return discount;
    }

    @Override
    public StageGame.Averaging averaging() {
        return StageGame.Averaging.AUTO;
    }

    @Override
    public Node values(Node features) {
        LogitEquilibrium experts = world.get().experts();
        double[] policy = experts.policies()[agent];
        int states = experts.values()[agent].length;
        int n = policy.length / states;
        float[] table = new float[policy.length];
        for (int at = 0; at < table.length; at++) {
            table[at] = (float) (experts.values()[agent][at / n] + Math.log(policy[at]) / rationality);
        }
        Node state = ValueFunction.state(
                features, ValueFunction.places(context.environment().observation()));
        return Indexing.gather(Graphs.constant(table, states, n), state);
    }

    @Override
    public Node nextValues(Node features) {
        return values(features);
    }

    @Override
    public void follow() {
        // An expert has learned already.
    }

    @Override
    public Node loss(Map<String, Node> fields) {
        Node logits = Elementwise.scale(values(fields.get(Fields.FEATURES)), (float) rationality);
        return Elementwise.negate(
                Reduce.mean(Distributions.categoricalLogProbability(logits, fields.get(Fields.ACTION))));
    }

    @Override
    public List<Parameters> parameters() {
        return List.of();
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(Kind.ENVIRONMENT.single(), GameWorld.class, 1)
                .build();
    }

    @Override
    public void save(StateWriter out) {
        // The table is the game's.
    }

    @Override
    public void load(StateReader in) {
        // The table is the game's.
    }
}
