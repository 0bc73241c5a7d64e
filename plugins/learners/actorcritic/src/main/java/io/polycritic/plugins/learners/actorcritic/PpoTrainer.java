package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.rl.Actor;
import io.polycritic.rl.Minibatches;
import io.polycritic.rl.ProgramObjective;

/** Changes the actor along the clipped objective of PPO. */
final class PpoTrainer implements AutoCloseable {
    private static final String[] REPORTED = {"policyLoss", "entropy", "clipFraction", "approxKl"};

    private final Actor actor;
    private final PpoSettings settings;
    private final PartContext context;
    private final RandomStream random;
    private final Minibatches split;
    private final Program program;
    private final ProgramObjective objective;
    private final float[] features;
    private final float[] samples;
    private final float[] logProbabilities;
    private final float[] advantages;

    PpoTrainer(Actor actor, PpoSettings settings, PartContext context) {
        this.actor = actor;
        this.settings = settings;
        this.context = context;
        this.random = context.random("minibatches");
        int rows = settings.minibatch();
        this.split = new Minibatches(settings.rows(), rows);
        this.program = context.compute().compile(computation(actor, settings));
        this.objective = new ProgramObjective("policy", program, "loss", "gradient");
        this.features = new float[rows * actor.features().width()];
        this.samples = new float[rows * actor.head().width()];
        this.logProbabilities = new float[rows];
        this.advantages = new float[rows];
    }

    /**
     * min(r A, clip(r, 1 - c, 1 + c) A) of Schulman, Wolski, Dhariwal, Radford and Klimov, "Proximal policy
     * optimization algorithms", 2017, equation 7, plus the entropy bonus of equation 9; both with reversed sign.
     */
    private static Computation computation(Actor actor, PpoSettings settings) {
        int rows = settings.minibatch();
        Node outputs =
                actor.outputs(Graphs.input("features", rows, actor.features().width()));
        Node samples = actor.head().input("samples", rows);
        Node advantage = Graphs.input("advantages", rows, 1);
        Node before = Graphs.input("logProbabilities", rows, 1);
        Node now = actor.head().logProbability(actor.parameters(), outputs, samples);
        Node difference = Elementwise.subtract(now, before);
        Node ratio = Elementwise.exp(difference);
        float clip = (float) settings.clip();
        Node clipped = Elementwise.clip(ratio, 1 - clip, 1 + clip);
        Node gain =
                Elementwise.minimum(Elementwise.multiply(ratio, advantage), Elementwise.multiply(clipped, advantage));
        Node policyLoss = Elementwise.negate(Reduce.mean(gain));
        Node entropy = actor.head().entropy(actor.parameters(), outputs);
        Node loss = Elementwise.subtract(policyLoss, Elementwise.scale(entropy, (float) settings.entropy()));
        Node outside = Elementwise.greater(Elementwise.abs(Elementwise.shift(ratio, -1)), Graphs.constant(clip));
        // The estimator k3 = (r - 1) - log r of KL(old || new), which is never negative.
        Node divergence = Reduce.mean(Elementwise.subtract(Elementwise.shift(ratio, -1), difference));
        return new Computation()
                .output("loss", loss)
                .output("policyLoss", policyLoss)
                .output("entropy", entropy)
                .output("clipFraction", Reduce.mean(outside))
                .output("approxKl", divergence)
                .gradient("gradient", loss, actor.parameters());
    }

    /**
     * Makes all epochs on one rollout.
     *
     * @param batch the rollout
     * @param combined the advantages that count, one number a row
     */
    void train(Batch batch, float[] combined) {
        GradientOptimizer optimizer =
                context.slot(settings.optimizer(), GradientOptimizer.class).get();
        double[] sums = new double[REPORTED.length];
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            split.shuffle(random);
            for (int i = 0; i < split.count(); i++) {
                set(batch, combined, i);
                optimizer.step(context.path(), actor.parameters(), objective);
                for (int k = 0; k < REPORTED.length; k++) {
                    sums[k] += program.scalar(REPORTED[k]);
                }
            }
        }
        int steps = settings.epochs() * split.count();
        for (int k = 0; k < REPORTED.length; k++) {
            context.metrics().record(REPORTED[k], sums[k] / steps);
        }
    }

    private void set(Batch batch, float[] combined, int minibatch) {
        split.gather(minibatch, batch.numbers(Fields.FEATURES), actor.features().width(), features);
        split.gather(minibatch, batch.numbers(Rollouts.SAMPLE), actor.head().width(), samples);
        split.gather(minibatch, batch.numbers(Rollouts.LOG_PROBABILITY), 1, logProbabilities);
        split.gather(minibatch, combined, 1, advantages);
        program.set("features", features, 0);
        program.set("samples", samples, 0);
        program.set("logProbabilities", logProbabilities, 0);
        program.set("advantages", advantages, 0);
    }

    @Override
    public void close() {
        program.close();
    }
}
