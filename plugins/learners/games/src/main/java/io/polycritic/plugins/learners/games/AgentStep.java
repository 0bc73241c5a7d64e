package io.polycritic.plugins.learners.games;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.games.GameFields;
import io.polycritic.games.InverseObjective;
import io.polycritic.games.JointActions;
import io.polycritic.games.MarginalCritic;
import io.polycritic.games.Marginals;
import io.polycritic.games.Team;
import io.polycritic.rl.ProgramObjective;
import java.util.HashMap;
import java.util.Map;

/**
 * One decider's objective and its gradient on minibatches: x = Q(s, a) - gamma V(s') of demonstrated and replayed rows,
 * with the others' policies as constants.
 */
final class AgentStep implements AutoCloseable {
    private final MarginalCritic critic;
    private final JointActions actions;
    private final int decider;
    private final boolean initial;
    private final Program program;
    private final ProgramObjective objective;
    private final float[] taken;
    private final float[] own;

    /** Numbers of rows, and f. */
    record Shape(int demonstrated, int replayed, int features) {
        int rows() {
            return demonstrated + replayed;
        }
    }

    AgentStep(Team team, int decider, MarginalCritic critic, InverseObjective term, Shape shape, Compute compute) {
        this.critic = critic;
        this.actions = team.actions();
        this.decider = decider;
        this.initial = term.initial();
        this.taken = new float[shape.rows()];
        this.own = new float[shape.rows()];
        int rows = shape.rows();
        Node q = critic.values(Graphs.input("features", rows, shape.features));
        Node marginal = marginal(q, "others", rows);
        Node value = Marginals.softValue(marginal, critic.rationality());
        Node next = value(critic.nextValues(Graphs.input("nextFeatures", rows, shape.features)), "nextOthers", rows);
        Node followed = Elementwise.scale(
                Elementwise.multiply(next, Graphs.input("going", rows, 1)), (float) critic.discount());
        Node implied = Elementwise.subtract(Indexing.takeAlong(q, Graphs.input("taken", rows, 1)), followed);
        Node averaged = Elementwise.subtract(Indexing.takeAlong(marginal, Graphs.input("own", rows, 1)), followed);
        Node flow = Elementwise.subtract(value, followed);
        Map<String, Node> fields = new HashMap<>();
        fields.put(GameFields.IMPLIED, implied);
        fields.put(GameFields.DEMONSTRATED, Shaping.slice(implied, 0, 0, shape.demonstrated));
        fields.put(GameFields.MARGINAL, Shaping.slice(averaged, 0, 0, shape.demonstrated));
        fields.put(GameFields.FLOW, Shaping.slice(flow, 0, 0, shape.demonstrated));
        if (shape.replayed > 0) {
            fields.put(GameFields.OWN_FLOW, Shaping.slice(flow, 0, shape.demonstrated, rows));
        }
        if (initial) {
            fields.put(GameFields.INITIAL_VALUE, firstValue(shape));
        }
        Node loss = term.loss(fields);
        Parameters parameters = critic.parameters().get(0);
        // Both kinds of implied rewards are outputs, so that their inputs are there whichever the objective takes.
        this.program = compute.compile(new Computation()
                .output("loss", loss)
                .output("marginal", Reduce.mean(fields.get(GameFields.MARGINAL)))
                .output("implied", Reduce.mean(fields.get(GameFields.DEMONSTRATED)))
                .output("value", Reduce.mean(value))
                .gradient("gradient", loss, parameters));
        this.objective = new ProgramObjective(team.names().get(decider), program, "loss", "gradient");
    }

    /** (1 - gamma) V(s0), so that its mean is the second term. */
    private Node firstValue(Shape shape) {
        int rows = shape.demonstrated;
        Node q = critic.values(Graphs.input("initialFeatures", rows, shape.features));
        return Elementwise.scale(value(q, "initialOthers", rows), (float) (1 - critic.discount()));
    }

    private Node value(Node q, String weights, int rows) {
        return Marginals.softValue(marginal(q, weights, rows), critic.rationality());
    }

    private Node marginal(Node q, String weights, int rows) {
        return critic.joint()
                ? Marginals.marginal(actions, decider, q, Graphs.input(weights, rows, actions.others(decider)))
                : q;
    }

    boolean joint() {
        return critic.joint();
    }

    MarginalCritic critic() {
        return critic;
    }

    /** Gives rows, and how likely the others' joint actions are there: [B, J_-i], ignored by a direct critic. */
    void set(Rows rows, float[] others, float[] nextOthers, float[] initialOthers) {
        program.set("features", rows.features(), 0);
        program.set("nextFeatures", rows.nextFeatures(), 0);
        program.set("going", rows.going(), 0);
        for (int row = 0; row < taken.length; row++) {
            own[row] = actions.own(decider, rows.joint()[row]);
            taken[row] = critic.joint() ? rows.joint()[row] : own[row];
        }
        program.set("taken", taken, 0);
        program.set("own", own, 0);
        if (initial) {
            program.set("initialFeatures", rows.initialFeatures(), 0);
        }
        if (critic.joint()) {
            program.set("others", others, 0);
            program.set("nextOthers", nextOthers, 0);
            if (initial) {
                program.set("initialOthers", initialOthers, 0);
            }
        }
    }

    ProgramObjective objective() {
        return objective;
    }

    double implied() {
        return program.scalar("implied");
    }

    double value() {
        return program.scalar("value");
    }

    @Override
    public void close() {
        program.close();
    }
}
