package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.Actor;
import io.polycritic.rl.Minibatches;
import io.polycritic.rl.ProgramObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes the actor along a loss, in several passes over a rollout. Allocates nothing while it trains. */
final class PolicyTrainer implements AutoCloseable {
    /** The output that is the gradient of the loss. */
    static final String GRADIENT = "gradient";

    private final Actor actor;
    private final Method method;
    private final PartContext context;
    private final Slot<GradientOptimizer> optimizer;
    private final RandomStream random;
    private final Minibatches split;
    private final Program program;
    private final ProgramObjective objective;
    private final Batch batch;
    private final float[] advantages;
    private final CriticConflict conflict;
    private final Feed[] feeds;
    private final String[] reported;
    private final double[] sums;

    /** An input of the program, and where its rows come from: [rows, width]. */
    private record Feed(String input, float[] source, int width, float[] minibatch) {}

    /**
     * Compiles the loss for one shape of rollout.
     *
     * @param batch the rollout, filled again before each {@link #train}
     * @param advantages the advantages that count, one number a row, live
     * @param conflict looks at the first minibatch of a rollout
     */
    PolicyTrainer(
            Actor actor, Method method, PartContext context, Batch batch, float[] advantages, CriticConflict conflict) {
        this.actor = actor;
        this.method = method;
        this.context = context;
        this.batch = batch;
        this.advantages = advantages;
        this.conflict = conflict;
        this.optimizer = context.slot(method.optimizer(), GradientOptimizer.class);
        this.random = context.random("minibatches");
        this.split = new Minibatches(batch.rows(), method.minibatch());
        LossInputs inputs = new LossInputs(actor, method.minibatch());
        Map<String, Node> terms = method.loss().build(inputs);
        this.program = context.compute().compile(computation(terms, actor));
        this.objective = new ProgramObjective("policy", program, PolicyLoss.LOSS, GRADIENT);
        this.feeds = feeds(inputs);
        this.reported = terms.keySet().stream()
                .filter(name -> !name.equals(PolicyLoss.LOSS))
                .toArray(String[]::new);
        this.sums = new double[reported.length];
    }

    private static Computation computation(Map<String, Node> terms, Actor actor) {
        Computation computation = new Computation();
        terms.forEach(computation::output);
        return computation.gradient(GRADIENT, terms.get(PolicyLoss.LOSS), actor.parameters());
    }

    private Feed[] feeds(LossInputs inputs) {
        List<Feed> all = new ArrayList<>();
        all.add(feed(
                "features", batch.numbers(Fields.FEATURES), actor.features().width()));
        all.add(feed("samples", batch.numbers(Rollouts.SAMPLE), actor.head().width()));
        all.add(feed(LossInputs.ADVANTAGES, advantages, 1));
        for (String name : List.of(Rollouts.LOG_PROBABILITY, Rollouts.REFERENCE_LOG_PROBABILITY)) {
            if (inputs.uses(name)) {
                all.add(feed(name, batch.numbers(name), 1));
            }
        }
        return all.toArray(Feed[]::new);
    }

    private Feed feed(String input, float[] source, int width) {
        return new Feed(input, source, width, new float[split.size() * width]);
    }

    /** Makes all epochs on the rollout. */
    void train() {
        GradientOptimizer stepper = optimizer.get();
        java.util.Arrays.fill(sums, 0);
        for (int epoch = 0; epoch < method.epochs(); epoch++) {
            split.shuffle(random);
            for (int i = 0; i < split.count(); i++) {
                for (Feed feed : feeds) {
                    split.gather(i, feed.source, feed.width, feed.minibatch);
                    program.set(feed.input, feed.minibatch, 0);
                }
                if (epoch == 0 && i == 0) {
                    conflict.measure(program, batch, split, advantages);
                }
                stepper.step(context.path(), actor.parameters(), objective);
                for (int k = 0; k < reported.length; k++) {
                    sums[k] += program.scalar(reported[k]);
                }
            }
        }
        int steps = method.epochs() * split.count();
        for (int k = 0; k < reported.length; k++) {
            context.metrics().record(reported[k], sums[k] / steps);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
