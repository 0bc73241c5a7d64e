package io.polycritic.plugins.critics.inverse;

import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.games.GameFields;
import io.polycritic.games.JointActions;
import io.polycritic.games.MarginalCritic;
import io.polycritic.games.Marginals;
import io.polycritic.games.StageGame;
import io.polycritic.nn.Distributions;
import io.polycritic.nn.Initializers;
import java.util.List;
import java.util.Map;

/**
 * An agent's values. What is trained are the numbers lambda Q, so that a policy learns equally fast whatever lambda is;
 * they are made when the width of the features is known.
 */
final class AgentValues implements MarginalCritic {
    private final Design design;
    private final ValueFunction function;
    private final PartContext context;
    private int features;
    private Parameters trained;
    private Parameters target;

    /** What the settings say; the agent's index, or -1 for all as one. */
    record Design(
            boolean joint,
            double rationality,
            double discount,
            StageGame.Averaging averaging,
            int outputs,
            double targetRate,
            int agent) {}

    AgentValues(Design design, ValueFunction function, PartContext context) {
        this.design = design;
        this.function = function;
        this.context = context;
        if (function.width() > 0) {
            fit(function.width());
        }
    }

    private void fit(int width) {
        if (trained == null || features != width) {
            features = width;
            Parameters.Builder builder = Parameters.builder("q");
            function.addTo(builder, width, context.random("initial"));
            trained = builder.build();
            Parameters.Builder copy = Parameters.builder("target");
            for (Parameters.Segment part : trained.segments()) {
                copy.add(part.name(), Initializers.constant(0), part.shape().toArray());
            }
            target = copy.build();
            copyTarget();
        }
    }

    private void copyTarget() {
        System.arraycopy(trained.values(), 0, target.values(), 0, target.size());
    }

    @Override
    public boolean joint() {
        return design.joint;
    }

    @Override
    public double rationality() {
        return design.rationality;
    }

    @Override
    public double discount() {
        return design.discount;
    }

    @Override
    public StageGame.Averaging averaging() {
        return design.averaging;
    }

    @Override
    public Node values(Node x) {
        fit(x.shape().length(1));
        return scaled(function.apply(trained, x));
    }

    @Override
    public Node nextValues(Node x) {
        fit(x.shape().length(1));
        return scaled(function.apply(design.targetRate == 1 ? trained : target, x));
    }

    private Node scaled(Node logits) {
        return Elementwise.scale(combined(logits), (float) (1 / design.rationality));
    }

    /**
     * What a network says of joint actions is a part that depends on the agent's own action alone, whichever the others
     * take, and one of the whole joint action: so a demonstration teaches about all joint actions with its own action.
     */
    private Node combined(Node logits) {
        int given = logits.shape().length(1);
        if (given == design.outputs) {
            return logits;
        }
        int rows = logits.shape().length(0);
        int own = given - design.outputs;
        JointActions actions = JointActions.of(context.environment().action());
        int after = actions.stride(design.agent);
        int before = design.outputs / (own * after);
        Node alone = Shaping.reshape(Shaping.slice(logits, 1, 0, own), rows, 1, own, 1);
        Node together = Shaping.reshape(Shaping.slice(logits, 1, own, given), rows, before, own, after);
        return Shaping.reshape(Elementwise.add(together, alone), rows, design.outputs);
    }

    @Override
    public void follow() {
        float[] from = trained.values();
        float[] to = target.values();
        float rate = (float) design.targetRate;
        for (int i = 0; i < to.length; i++) {
            to[i] += rate * (from[i] - to[i]);
        }
    }

    /** Minus the mean log-probability of the actions taken, whose numbers are the field {@code action}, [B]. */
    @Override
    public Node loss(Map<String, Node> fields) {
        Node values = values(fields.get(Fields.FEATURES));
        if (design.joint) {
            JointActions actions = JointActions.of(context.environment().action());
            values = Marginals.marginal(actions, design.agent, values, fields.get(GameFields.OTHERS));
        }
        Node logits = Elementwise.scale(values, (float) design.rationality);
        return Elementwise.negate(
                Reduce.mean(Distributions.categoricalLogProbability(logits, fields.get(Fields.ACTION))));
    }

    @Override
    public List<Parameters> parameters() {
        return trained == null ? List.of() : List.of(trained);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        if (trained != null) {
            out.put("features", features);
            out.put(trained);
            out.put(target);
        }
    }

    /** A target that was not carried whole with what it follows begins as its copy. */
    @Override
    public void load(StateReader in) {
        int width = in.longs("features").map(found -> (int) found[0]).orElse(0);
        if (width > 0) {
            fit(width);
            if (!in.read(trained) | !in.read(target)) {
                copyTarget();
            }
        }
    }
}
