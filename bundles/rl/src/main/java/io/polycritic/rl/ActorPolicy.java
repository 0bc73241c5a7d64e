package io.polycritic.rl;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;

/** Acts with the actor's present parameters. */
public final class ActorPolicy implements PolicyLearner.Policy {
    private final Actor actor;
    private final int rows;
    private final int observationWidth;
    private final int conditionWidth;
    private final RandomStream random;
    private final Program program;
    private final float[] features;
    private final float[] outputs;
    private final float[] samples;
    private final float[] logProbabilities;

    /** Samples from the stream, or takes the most likely action where that is null. */
    public ActorPolicy(
            Actor actor, Compute compute, int rows, int observationWidth, int conditionWidth, RandomStream random) {
        this.actor = actor;
        this.rows = rows;
        this.observationWidth = observationWidth;
        this.conditionWidth = conditionWidth;
        this.random = random;
        this.program = actor.forward(compute, rows);
        this.features = new float[rows * actor.features().width()];
        this.outputs = new float[rows * actor.head().outputs()];
        this.samples = new float[rows * actor.head().width()];
        this.logProbabilities = new float[rows];
    }

    @Override
    public void act(float[] observations, float[] conditions, float[] actions) {
        look(observations, conditions);
        if (random == null) {
            actor.head().mode(outputs, rows, samples);
        } else {
            actor.head().draw(actor.parameters(), outputs, random, rows, samples, logProbabilities, 0);
        }
        actor.head().actions(samples, 0, rows, actions);
    }

    private void look(float[] observations, float[] conditions) {
        for (int row = 0; row < rows; row++) {
            actor.features()
                    .write(
                            observations,
                            row * observationWidth,
                            conditions,
                            row * conditionWidth,
                            features,
                            row * actor.features().width());
        }
        program.set("features", features, 0);
        program.run();
        program.get("outputs", outputs, 0);
    }

    @Override
    public void probabilities(float[] observations, float[] conditions, float[] probabilities) {
        look(observations, conditions);
        actor.head().probabilities(outputs, rows, probabilities);
        if (random == null) {
            int n = probabilities.length / rows;
            for (int row = 0; row < rows; row++) {
                int best = CategoricalHead.mode(probabilities, row * n, n);
                java.util.Arrays.fill(probabilities, row * n, row * n + n, 0);
                probabilities[row * n + best] = 1;
            }
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
