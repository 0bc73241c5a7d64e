package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
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
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.RowLayout;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.Actor;
import io.polycritic.rl.ActorPolicy;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.NetworkDesign;
import io.polycritic.rl.ProgramObjective;
import io.polycritic.rl.RowSets;
import io.polycritic.rl.Transitions;
import java.util.List;
import java.util.Optional;

/**
 * Soft actor-critic for finite actions (Christodoulou, "Soft actor-critic for discrete action settings", 2019). The
 * policy minimises the mean of sum_a pi(a|s) (alpha log pi(a|s) - Q(s, a)) (equation 12); critics are told its
 * probabilities at the next observation and alpha times its entropy there (equation 3).
 *
 * <p>With a preference w among the features, critics of objectives count w_o Q_o. With a critic of the entropy to come,
 * Q_H, the loss is sum_a pi (alpha log pi - w.Q - alpha Q_H), and critics are told the entropy itself: so rewards are
 * judged in their own units whatever alpha is. Over a set of rows only those that are present are chosen.
 */
final class DiscreteSac implements Method {
    private static final String GRADIENT = "gradient";

    private final PartContext context;
    private final PolicyDesign design;
    private final Slot<GradientOptimizer> optimizer;
    private final Schedule schedule;
    private final FiniteChoice choice;
    private final FeatureMap map;
    private final Actions actions;
    private final Temperature temperature;
    private final Actor actor;
    private final Program acting;
    private final Program after;
    private final RandomStream random;
    private final float[] logits;
    private final float[] logProbabilities;
    private final FieldSpec nextProbabilities;
    private final FieldSpec nextEntropy;

    /** Where rows are present; null for a flat input. */
    private final RowLayout layout;

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
            Temperature temperature,
            FiniteChoice choice) {
        this.context = context;
        this.choice = choice;
        this.map = map;
        this.nextEntropy = choice.roles().told();
        this.design = design;
        this.optimizer = context.slot(design.optimizer(), GradientOptimizer.class);
        this.schedule = schedule;
        this.actions = actions;
        this.temperature = temperature;
        Space observation = context.environment().observation();
        this.actor = Actor.of(
                map,
                observation,
                ActionHead.of(context.environment().action(), 0),
                new NetworkDesign(choice.input(), design.hidden(), design.activation()),
                context.random("initial"));
        this.layout = choice.input() == NetworkDesign.Input.ROWS
                ? RowSets.layout(observation, map.width() - observation.width())
                : null;
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
                .output(
                        "told",
                        choice.roles().entropy().isEmpty()
                                ? Elementwise.multiply(next.entropy, temperature())
                                : next.entropy);
    }

    private static Node temperature() {
        return Graphs.input(CriticConflict.TEMPERATURE, 1);
    }

    /** The preferences at the end of features, [B, k]; null where there are none. */
    private Node preferences(Node features) {
        int k = choice.roles().objectives().size();
        return k == 0 ? null : Shaping.slice(features, 1, map.width() - k, map.width());
    }

    /** The mean logarithm of the number of actions, a scalar. */
    private Node greatestEntropy(Node features) {
        return layout == null
                ? Graphs.constant((float) Math.log(actions.classes()))
                : Reduce.mean(Elementwise.log(Reduce.sum(layout.mask(features), 1)));
    }

    private Computation improvement() {
        Node features = features();
        Node temperature = temperature();
        Choice now = Choice.of(actor.outputs(features));
        Node values = critics.sum(critic -> critic.values(features), preferences(features), temperature);
        Node worth = Reduce.sum(Elementwise.multiply(now.probabilities, values), 1);
        Node soft = Elementwise.add(worth, Elementwise.multiply(now.entropy, temperature));
        Node loss = Elementwise.negate(Reduce.mean(soft));
        return new Computation()
                .output("loss", loss)
                .output("entropy", Reduce.mean(now.entropy))
                .output("greatestEntropy", greatestEntropy(features))
                .gradient(GRADIENT, loss, actor.parameters());
    }

    @Override
    public List<FieldSpec> offers() {
        return List.of(nextProbabilities, nextEntropy);
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
                samples[row] = anyAction(features, row);
            }
            return;
        }
        acting.set("features", features, first * actor.features().width());
        acting.run();
        acting.get("outputs", logits, 0);
        actor.head().draw(actor.parameters(), logits, random, lanes, samples, logProbabilities, first);
    }

    private int anyAction(float[] features, int row) {
        if (layout == null) {
            return random.nextInt(actions.classes());
        }
        int first = row * map.width() + layout.present();
        int present = 0;
        for (int i = 0; i < layout.rows(); i++) {
            present += features[first + i] > 0 ? 1 : 0;
        }
        int wanted = random.nextInt(present);
        int action = -1;
        for (int passed = -1; passed < wanted; ) {
            action++;
            passed += features[first + action] > 0 ? 1 : 0;
        }
        return action;
    }

    @Override
    public void prepare(Batch batch) {
        after.set("features", batch.numbers(Fields.NEXT_FEATURES), 0);
        if (choice.roles().entropy().isEmpty()) {
            after.set(CriticConflict.TEMPERATURE, temperature.value(), 0);
        }
        after.run();
        after.get("probabilities", batch.put(nextProbabilities), 0);
        after.get("told", batch.put(nextEntropy), 0);
    }

    @Override
    public void improve(Batch batch) {
        improvement.set("features", batch.numbers(Fields.FEATURES), 0);
        conflict.next(improvement, GRADIENT, critics, true);
        improvement.set(CriticConflict.TEMPERATURE, temperature.value(), 0);
        critics.feed(improvement);
        double loss = optimizer.get().step(context.path(), actor.parameters(), objective);
        context.metrics().record("policyLoss", loss);
        temperature.follow(
                improvement.scalar("entropy"), choice.entropyShare() * improvement.scalar("greatestEntropy"));
    }

    @Override
    public PolicyLearner.Policy policy(int rows, PolicyLearner.Mode mode, CriticMix mix) {
        return new ActorPolicy(
                actor,
                context.compute(),
                rows,
                context.environment().observation().width(),
                choice.roles().objectives().size(),
                mode == PolicyLearner.Mode.EXPLORE ? context.random("policy") : null);
    }

    @Override
    public Optional<PolicyLearner.Policy> policy(EnvironmentSpec world, int rows, PolicyLearner.Mode mode) {
        int condition = choice.roles().objectives().size();
        return actor.in(world, condition)
                .map(other -> new ActorPolicy(
                        other,
                        context.compute(),
                        rows,
                        world.observation().width(),
                        condition,
                        mode == PolicyLearner.Mode.EXPLORE ? context.random("policy") : null));
    }

    @Override
    public GraphModel model(int rows, CriticMix mix) {
        int o = context.environment().observation().width();
        return actor.model(rows, o, choice.roles().objectives().size());
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
