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
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Mlp;
import io.polycritic.nn.SquashedGaussian;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.ProgramObjective;
import io.polycritic.rl.Transitions;
import java.util.List;

/**
 * Soft actor-critic with a squashed Gaussian (Haarnoja et al., "Soft actor-critic algorithms and applications", 2018).
 * The policy minimises the mean of alpha log pi(a|s) - Q(s, a) over its own actions (equation 9); critics are told its
 * next actions and their entropy -alpha log pi (equation 3).
 */
final class ContinuousSac implements Method {
    private static final float MIN_LOG_STD = -20;
    private static final float MAX_LOG_STD = 2;

    private static final String GRADIENT = "gradient";

    private final PartContext context;
    private final PolicyDesign design;
    private final Slot<GradientOptimizer> optimizer;
    private final FeatureMap map;
    private final Actions actions;
    private final Temperature temperature;
    private final Parameters parameters;
    private final Mlp mlp;
    private final NumberActing acting;
    private final Exploration exploration;
    private final Program after;
    private final RandomStream random;
    private final FieldSpec nextSample;
    private final FieldSpec nextBonus = FieldSpec.numbers(Transitions.NEXT_BONUS);
    private final float[] noise;
    private final CriticConflict conflict;
    private CriticMix critics;
    private Program improvement;
    private ProgramObjective objective;

    ContinuousSac(
            PartContext context,
            Schedule schedule,
            PolicyDesign design,
            FeatureMap map,
            Actions actions,
            Temperature temperature) {
        this.context = context;
        this.design = design;
        this.optimizer = context.slot(design.optimizer(), GradientOptimizer.class);
        this.map = map;
        this.actions = actions;
        this.temperature = temperature;
        int a = actions.width();
        this.mlp = Mlp.of("actor", map.width(), design.hidden(), 2 * a, design.activation(), PolicyDesign.OUTPUT_GAIN);
        Parameters.Builder builder = Parameters.builder("policy");
        mlp.addTo(builder, context.random("initial"));
        this.parameters = builder.build();
        this.acting = acting(schedule.lanes());
        this.exploration = new Exploration(design.correlation(), schedule.lanes(), a, context.random("actions"));
        this.random = context.random("noise");
        this.nextSample = FieldSpec.numbers(Transitions.NEXT_SAMPLE, a);
        this.noise = new float[schedule.batch() * a];
        this.conflict = new CriticConflict(design.conflictEvery(), parameters.size(), context.metrics());
        this.after = context.compute().compile(after(schedule.batch()));
    }

    private SquashedGaussian draw(Node features, Node noiseNode) {
        int a = actions.width();
        Node outputs = mlp.apply(parameters, features);
        Node logStd = Elementwise.clip(Shaping.slice(outputs, 1, a, 2 * a), MIN_LOG_STD, MAX_LOG_STD);
        return SquashedGaussian.of(Shaping.slice(outputs, 1, 0, a), logStd, noiseNode);
    }

    private SquashedGaussian draw(int rows) {
        return draw(Graphs.input("features", rows, map.width()), Graphs.input("noise", rows, actions.width()));
    }

    private NumberActing acting(int rows) {
        return new NumberActing(context.compute(), rows, map.width(), actions.width(), (x, e) -> draw(x, e)
                .samples());
    }

    private Computation after(int rows) {
        SquashedGaussian next = draw(rows);
        Node worth = Elementwise.multiply(next.logProbability(), Graphs.input(CriticConflict.TEMPERATURE, 1));
        return new Computation().output("samples", next.samples()).output("bonus", Elementwise.negate(worth));
    }

    private Computation improvement(int rows) {
        SquashedGaussian now = draw(rows);
        Node features = Graphs.input("features", rows, map.width());
        Node value = critics.sum(critic -> critic.value(features, now.samples()));
        Node cost = Elementwise.multiply(now.logProbability(), Graphs.input(CriticConflict.TEMPERATURE, 1));
        Node loss = Reduce.mean(Elementwise.subtract(cost, value));
        return new Computation()
                .output("loss", loss)
                .output("entropy", Elementwise.negate(Reduce.mean(now.logProbability())))
                .gradient(GRADIENT, loss, parameters);
    }

    @Override
    public List<FieldSpec> offers() {
        return List.of(nextSample, nextBonus);
    }

    @Override
    public List<String> optimizers() {
        return temperature.optimizers(design.optimizer());
    }

    @Override
    public void listen(CriticMix mix) {
        critics = mix;
        closeImprovement();
        improvement = context.compute().compile(improvement(noise.length / actions.width()));
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
        after.set(CriticConflict.TEMPERATURE, temperature.value(), 0);
        after.run();
        after.get("samples", batch.put(nextSample), 0);
        after.get("bonus", batch.put(nextBonus), 0);
    }

    @Override
    public void improve(Batch batch) {
        random.gaussians(noise, 0, noise.length);
        improvement.set("features", batch.numbers(Fields.FEATURES), 0);
        improvement.set("noise", noise, 0);
        conflict.next(improvement, GRADIENT, critics, true);
        improvement.set(CriticConflict.TEMPERATURE, temperature.value(), 0);
        critics.feed(improvement);
        double loss = optimizer.get().step(context.path(), parameters, objective);
        context.metrics().record("policyLoss", loss);
        temperature.follow(improvement.scalar("entropy"));
    }

    @Override
    public PolicyLearner.Policy policy(int rows, PolicyLearner.Mode mode, CriticMix mix) {
        return new NumberPolicy(
                map,
                actions,
                acting(rows),
                mode == PolicyLearner.Mode.EXPLORE ? context.random("policy") : null,
                rows,
                context.environment().observation().width());
    }

    @Override
    public GraphModel model(int rows, CriticMix mix) {
        int o = context.environment().observation().width();
        int a = actions.width();
        return NumberModel.of(
                rows, o, map, actions, x -> Elementwise.tanh(Shaping.slice(mlp.apply(parameters, x), 1, 0, a)));
    }

    @Override
    public void save(StateWriter out) {
        out.put(parameters);
        temperature.save(out);
        exploration.save(out.under("exploration"));
        conflict.save(out);
    }

    @Override
    public void load(StateReader in) {
        in.read(parameters);
        temperature.load(in);
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
