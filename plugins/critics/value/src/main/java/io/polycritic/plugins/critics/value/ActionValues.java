package io.polycritic.plugins.critics.value;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.model.ModelSource;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.rl.ActionValueCritic;
import io.polycritic.rl.Transitions;
import java.util.ArrayList;
import java.util.List;

/** A critic of actions with networks of its own, made when it sees the first features or loads state. */
final class ActionValues implements ActionValueCritic, ModelSource {
    private final PartContext context;
    private final QSettings settings;
    private final Estimator estimator;
    private final Slot<GradientOptimizer> optimizer;
    private final ActionShape actions;
    private final RandomStream subsets;
    private final FieldSpec errors;
    private QNetworks networks;
    private TdStep step;
    private long steps;

    ActionValues(PartContext context, QSettings settings, Estimator estimator) {
        this.context = context;
        this.settings = settings.checked(context.environment());
        this.estimator = estimator;
        this.optimizer = context.slot(settings.optimizer(), GradientOptimizer.class);
        this.actions = ActionShape.of(context.environment().action());
        this.subsets = context.random("subsets");
        this.errors = FieldSpec.numbers(Transitions.errors(context.name()));
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder()
                .needs(FieldSpec.category(Fields.ENDING, Ending.values().length))
                .offers(errors)
                .calls(settings.optimizer(), GradientOptimizer.class, 1);
        settings.judged().wire(wiring);
        if (actions.finite()) {
            wiring.needs(FieldSpec.category(Transitions.SAMPLE, actions.count()));
        } else {
            wiring.needs(FieldSpec.numbers(Transitions.SAMPLE, actions.width()));
            wiring.needs(FieldSpec.numbers(Transitions.NEXT_SAMPLE, actions.width()));
        }
        return wiring.build();
    }

    @Override
    public double discount() {
        return settings.discount();
    }

    @Override
    public Node values(Node features) {
        if (!actions.finite()) {
            throw new IllegalStateException(
                    context.path() + " judges actions that are numbers; only finite actions have values side by side");
        }
        return judged(features, features);
    }

    @Override
    public Node value(Node features, Node sample) {
        Node values = judged(features, actions.inputs(features, sample));
        return actions.finite() ? QNetworks.pick(values, Shaping.oneHot(sample, actions.count())) : values;
    }

    private Node judged(Node features, Node inputs) {
        fit(features.shape().length(1));
        List<Node> outputs = networks.apply(networks.trained(), inputs);
        List<Node> values = new ArrayList<>();
        for (Node output : outputs) {
            values.add(estimator.expected(output, actions.count()));
        }
        return settings.policyValue().of(values);
    }

    @Override
    public void learn(Batch batch) {
        TdStep.Form form = TdStep.Form.of(batch, settings.judged());
        fit(form.features());
        if (step == null || !step.form().equals(form)) {
            closeStep();
            step = new TdStep(settings, networks, estimator, actions, form, context.compute(), context.name());
        }
        double loss = optimizer.get().step(context.path(), networks.trained(), step.objective(batch, subsets));
        step.errors(batch.put(errors));
        steps++;
        settings.target().after(steps, networks.trained(), networks.target());
        context.metrics().record("loss", loss);
        context.metrics().record("value", step.value());
    }

    /** Makes networks for features of a width, unless they are there. */
    private void fit(int width) {
        if (networks == null || networks.features() != width) {
            close();
            networks = new QNetworks(
                    settings,
                    context.environment().observation(),
                    width,
                    actions,
                    estimator.perAction(),
                    context.random("initial"));
        }
    }

    /** Values of all actions where they are finite, else of the action that is an input. */
    @Override
    public List<GraphModel> models(int rows) {
        if (networks == null) {
            return List.of();
        }
        Node features = Graphs.input(Fields.FEATURES, rows, networks.features());
        Node value = actions.finite() ? values(features) : value(features, actions.input(Transitions.SAMPLE, rows));
        return List.of(new GraphModel(
                "value",
                "What the critic tells a policy: from the learner's features, and actions from -1 to 1 where they are"
                        + " numbers, to discounted returns in the units of the reward.",
                new Computation().output("value", value)));
    }

    @Override
    public void save(StateWriter out) {
        out.put("steps", steps);
        if (networks != null) {
            out.put("features", networks.features());
            out.put(networks.trained());
            out.put(networks.target());
        }
    }

    @Override
    public void load(StateReader in) {
        long[] saved = new long[1];
        if (in.read("steps", saved)) {
            steps = saved[0];
        }
        int width = in.longs("features").map(found -> (int) found[0]).orElse(0);
        if (width > 0) {
            fit(width);
            networks.load(in);
        }
    }

    private void closeStep() {
        if (step != null) {
            step.close();
            step = null;
        }
    }

    @Override
    public void close() {
        closeStep();
    }
}
