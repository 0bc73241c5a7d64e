package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.nn.Initializers;
import io.polycritic.nn.Mlp;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.ProgramObjective;
import io.polycritic.rl.Transitions;
import java.util.List;

/**
 * Twin delayed deterministic policy gradient (Fujimoto, van Hoof and Meger, "Addressing function approximation error in
 * actor-critic methods", 2018, algorithm 1): the policy tanh(mu(s)) follows the critics' gradient (equation 1) more
 * rarely than they learn, and their targets use a slowly following policy with clipped noise (equation 14).
 */
final class DelayedDeterministic implements Method {
    private static final String GRADIENT = "gradient";

    private final PartContext context;
    private final PolicyDesign design;
    private final Slot<GradientOptimizer> optimizer;
    private final Constants constants;
    private final FeatureMap map;
    private final Actions actions;
    private final Mlp mlp;
    private final Parameters parameters;
    private final Parameters target;
    private final NumberActing acting;
    private final Exploration exploration;
    private final Program after;
    private final RandomStream random;
    private final FieldSpec nextSample;
    private final float[] noise;
    private final int rows;
    private final CriticConflict conflict;
    private Program improvement;
    private ProgramObjective objective;
    private CriticMix critics;
    private long optimised;

    /**
     * What the settings say; spreads count the action's limits as 1.
     *
     * @param exploration standard deviation of noise in training
     * @param smoothing standard deviation of noise in targets
     * @param smoothingClip its greatest size
     * @param policyEvery optimisations of the critics for one of the policy
     * @param targetRate share of the way that the target policy moves with each optimisation of the policy
     */
    record Constants(double exploration, double smoothing, double smoothingClip, int policyEvery, double targetRate) {}

    DelayedDeterministic(
            PartContext context,
            Schedule schedule,
            PolicyDesign design,
            Constants constants,
            FeatureMap map,
            Actions actions) {
        this.context = context;
        this.design = design;
        this.optimizer = context.slot(design.optimizer(), GradientOptimizer.class);
        this.constants = constants;
        this.map = map;
        this.actions = actions;
        this.rows = schedule.batch();
        int a = actions.width();
        this.mlp = Mlp.of("actor", map.width(), design.hidden(), a, design.activation(), PolicyDesign.OUTPUT_GAIN);
        Parameters.Builder builder = Parameters.builder("policy");
        mlp.addTo(builder, context.random("initial"));
        this.parameters = builder.build();
        Parameters.Builder copy = Parameters.builder("targetPolicy");
        for (Parameters.Segment part : parameters.segments()) {
            copy.add(part.name(), Initializers.constant(0), part.shape().toArray());
        }
        this.target = copy.build();
        System.arraycopy(parameters.values(), 0, target.values(), 0, target.size());
        this.acting = acting(schedule.lanes());
        this.exploration = new Exploration(design.correlation(), schedule.lanes(), a, context.random("actions"));
        this.random = context.random("noise");
        this.nextSample = FieldSpec.numbers(Transitions.NEXT_SAMPLE, a);
        this.noise = new float[rows * a];
        this.conflict = new CriticConflict(design.conflictEvery(), parameters.size(), context.metrics());
        this.after = context.compute().compile(after());
    }

    private NumberActing acting(int count) {
        return new NumberActing(
                context.compute(),
                count,
                map.width(),
                actions.width(),
                (x, e) -> noisy(Elementwise.tanh(mlp.apply(parameters, x)), Elementwise.scale(e, (float)
                        constants.exploration)));
    }

    private static Node noisy(Node samples, Node added) {
        return Elementwise.clip(Elementwise.add(samples, added), -1, 1);
    }

    private Node features() {
        return Graphs.input("features", rows, map.width());
    }

    private Computation after() {
        float limit = (float) constants.smoothingClip;
        Node drawn = Elementwise.scale(Graphs.input("noise", rows, actions.width()), (float) constants.smoothing);
        Node samples = Elementwise.tanh(mlp.apply(target, features()));
        return new Computation().output("samples", noisy(samples, Elementwise.clip(drawn, -limit, limit)));
    }

    private Computation improvement() {
        Node features = features();
        Node samples = Elementwise.tanh(mlp.apply(parameters, features));
        Node loss = Elementwise.negate(Reduce.mean(critics.sum(critic -> critic.value(features, samples))));
        return new Computation().output("loss", loss).gradient(GRADIENT, loss, parameters);
    }

    @Override
    public List<FieldSpec> offers() {
        return List.of(nextSample);
    }

    @Override
    public List<String> optimizers() {
        return List.of(design.optimizer());
    }

    @Override
    public void listen(CriticMix mix) {
        critics = mix;
        closeImprovement();
        improvement = context.compute().compile(improvement());
        objective = new ProgramObjective("policy", improvement, "loss", GRADIENT);
    }

    @Override
    public void act(float[] features, int first, float[] samples, boolean anything, long made) {
        if (anything) {
            exploration.uniform(samples, first * actions.width());
        } else {
            acting.act(features, first, exploration.next(), samples);
        }
    }

    @Override
    public void prepare(Batch batch) {
        random.gaussians(noise, 0, noise.length);
        after.set("features", batch.numbers(Fields.NEXT_FEATURES), 0);
        after.set("noise", noise, 0);
        after.run();
        after.get("samples", batch.put(nextSample), 0);
    }

    @Override
    public void improve(Batch batch) {
        optimised++;
        if (optimised % constants.policyEvery != 0) {
            return;
        }
        improvement.set("features", batch.numbers(Fields.FEATURES), 0);
        conflict.next(improvement, GRADIENT, critics, false);
        critics.feed(improvement);
        double loss = optimizer.get().step(context.path(), parameters, objective);
        context.metrics().record("policyLoss", loss);
        float[] from = parameters.values();
        float[] to = target.values();
        float share = (float) constants.targetRate;
        for (int i = 0; i < to.length; i++) {
            to[i] += share * (from[i] - to[i]);
        }
    }

    @Override
    public PolicyLearner.Policy policy(int count, PolicyLearner.Mode mode, CriticMix mix) {
        return new NumberPolicy(
                map,
                actions,
                acting(count),
                mode == PolicyLearner.Mode.EXPLORE ? context.random("policy") : null,
                count,
                context.environment().observation().width());
    }

    @Override
    public GraphModel model(int count, CriticMix mix) {
        int o = context.environment().observation().width();
        return NumberModel.of(count, o, map, actions, x -> Elementwise.tanh(mlp.apply(parameters, x)));
    }

    @Override
    public void save(StateWriter out) {
        out.put(parameters);
        out.put(target);
        out.put("optimised", optimised);
        exploration.save(out.under("exploration"));
        conflict.save(out);
    }

    @Override
    public void load(StateReader in) {
        in.read(parameters);
        if (!in.read(target)) {
            System.arraycopy(parameters.values(), 0, target.values(), 0, target.size());
        }
        long[] saved = {optimised};
        in.read("optimised", saved);
        optimised = saved[0];
        exploration.load(in.under("exploration"));
        conflict.load(in);
    }

    private void closeImprovement() {
        if (improvement != null) {
            improvement.close();
        }
    }

    @Override
    public void close() {
        acting.close();
        after.close();
        closeImprovement();
    }
}
