package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.Actor;
import io.polycritic.rl.ActorPolicy;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.ProgramObjective;
import io.polycritic.rl.Transitions;
import java.util.List;

/**
 * Soft actor-critic for finite actions (Christodoulou, "Soft actor-critic for discrete action settings", 2019). The
 * policy minimises the mean of sum_a pi(a|s) (alpha log pi(a|s) - Q(s, a)) (equation 12); critics are told its
 * probabilities at the next observation and alpha times its entropy there (equation 3).
 */
final class DiscreteSac implements Method {
    private static final String GRADIENT = "gradient";

    private final PartContext context;
    private final PolicyDesign design;
    private final Slot<GradientOptimizer> optimizer;
    private final Schedule schedule;
    private final Actions actions;
    private final Temperature temperature;
    private final Actor actor;
    private final Program acting;
    private final Program after;
    private final RandomStream random;
    private final float[] logits;
    private final float[] logProbabilities;
    private final FieldSpec nextProbabilities;
    private final FieldSpec nextBonus = FieldSpec.numbers(Transitions.NEXT_BONUS);
    private final CriticConflict conflict;
    private CriticMix critics;
    private Program improvement;
    private ProgramObjective objective;

    /** A policy and its entropy, [B, n] and [B, 1]. */
    private record Choice(Node probabilities, Node logProbabilities, Node entropy) {
        static Choice of(Node logits) {
            Node logs = Reduce.logSoftmax(logits);
            Node probabilities = Elementwise.exp(logs);
            Node entropy = Elementwise.negate(Reduce.sum(Elementwise.multiply(probabilities, logs), 1));
            return new Choice(probabilities, logs, entropy);
        }
    }

    DiscreteSac(
            PartContext context,
            Schedule schedule,
            PolicyDesign design,
            FeatureMap map,
            Actions actions,
            Temperature temperature) {
        this.context = context;
        this.design = design;
        this.optimizer = context.slot(design.optimizer(), GradientOptimizer.class);
        this.schedule = schedule;
        this.actions = actions;
        this.temperature = temperature;
        this.actor = new Actor(
                map,
                ActionHead.of(context.environment().action(), 0),
                design.hidden(),
                design.activation(),
                context.random("initial"));
        this.acting = actor.forward(context.compute(), schedule.lanes());
        this.random = context.random("actions");
        this.logits = new float[schedule.lanes() * actions.classes()];
        this.logProbabilities = new float[schedule.lanes() * schedule.trainEvery()];
        this.nextProbabilities = FieldSpec.numbers(Transitions.NEXT_PROBABILITIES, actions.classes());
        this.conflict =
                new CriticConflict(design.conflictEvery(), actor.parameters().size(), context.metrics());
        this.after = context.compute().compile(after());
    }

    private Node features() {
        return Graphs.input("features", schedule.batch(), actor.features().width());
    }

    private Computation after() {
        Choice next = Choice.of(actor.outputs(features()));
        return new Computation()
                .output("probabilities", next.probabilities)
                .output("bonus", Elementwise.multiply(next.entropy, Graphs.input(CriticConflict.TEMPERATURE, 1)));
    }

    private Computation improvement() {
        Node features = features();
        Choice now = Choice.of(actor.outputs(features));
        Node values = critics.sum(critic -> critic.values(features));
        Node worth = Reduce.sum(Elementwise.multiply(now.probabilities, values), 1);
        Node soft =
                Elementwise.add(worth, Elementwise.multiply(now.entropy, Graphs.input(CriticConflict.TEMPERATURE, 1)));
        Node loss = Elementwise.negate(Reduce.mean(soft));
        return new Computation()
                .output("loss", loss)
                .output("entropy", Reduce.mean(now.entropy))
                .gradient(GRADIENT, loss, actor.parameters());
    }

    @Override
    public List<FieldSpec> offers() {
        return List.of(nextProbabilities, nextBonus);
    }

    @Override
    public List<String> optimizers() {
        return temperature.optimizers(design.optimizer());
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
        int lanes = schedule.lanes();
        if (anything) {
            for (int row = first; row < first + lanes; row++) {
                samples[row] = random.nextInt(actions.classes());
            }
            return;
        }
        acting.set("features", features, first * actor.features().width());
        acting.run();
        acting.get("outputs", logits, 0);
        actor.head().draw(actor.parameters(), logits, random, lanes, samples, logProbabilities, first);
    }

    @Override
    public void prepare(Batch batch) {
        after.set("features", batch.numbers(Fields.NEXT_FEATURES), 0);
        after.set(CriticConflict.TEMPERATURE, temperature.value(), 0);
        after.run();
        after.get("probabilities", batch.put(nextProbabilities), 0);
        after.get("bonus", batch.put(nextBonus), 0);
    }

    @Override
    public void improve(Batch batch) {
        improvement.set("features", batch.numbers(Fields.FEATURES), 0);
        conflict.next(improvement, GRADIENT, critics, true);
        improvement.set(CriticConflict.TEMPERATURE, temperature.value(), 0);
        critics.feed(improvement);
        double loss = optimizer.get().step(context.path(), actor.parameters(), objective);
        context.metrics().record("policyLoss", loss);
        temperature.follow(improvement.scalar("entropy"));
    }

    @Override
    public PolicyLearner.Policy policy(int rows, PolicyLearner.Mode mode, CriticMix mix) {
        return new ActorPolicy(
                actor,
                context.compute(),
                rows,
                context.environment().observation().width(),
                0,
                mode == PolicyLearner.Mode.EXPLORE ? context.random("policy") : null);
    }

    @Override
    public void save(StateWriter out) {
        out.put(actor.parameters());
        temperature.save(out);
        conflict.save(out);
    }

    @Override
    public void load(StateReader in) {
        in.read(actor.parameters());
        temperature.load(in);
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
