package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.FeatureMap;

/** Takes the action of the greatest value, but any action with some probability. */
final class EpsilonGreedy implements PolicyLearner.Policy {
    private final FeatureMap map;
    private final int classes;
    private final int rows;
    private final int observationWidth;
    private final double epsilon;
    private final RandomStream random;
    private final CriticMix critics;
    private final Program program;
    private final float[] features;
    private final float[] values;

    /**
     * Compiles the critics' values.
     *
     * @param epsilon the probability of any action in {@link #act(float[], float[], float[])}
     * @param random where chance comes from
     */
    EpsilonGreedy(
            FeatureMap map,
            Actions actions,
            CriticMix critics,
            Compute compute,
            Rows rows,
            double epsilon,
            RandomStream random) {
        this.map = map;
        this.classes = actions.classes();
        this.critics = critics;
        this.rows = rows.count;
        this.observationWidth = rows.observationWidth;
        this.epsilon = epsilon;
        this.random = random;
        this.features = new float[rows.count * map.width()];
        this.values = new float[rows.count * classes];
        var x = Graphs.input("features", rows.count, map.width());
        this.program = compute.compile(new Computation().output("values", critics.sum(critic -> critic.values(x))));
    }

    /** How many observations there are, and how wide. */
    record Rows(int count, int observationWidth) {}

    @Override
    public void act(float[] observations, float[] conditions, float[] actions) {
        for (int row = 0; row < rows; row++) {
            map.write(observations, row * observationWidth, conditions, 0, features, row * map.width());
        }
        critics.weigh();
        act(features, 0, actions, epsilon);
    }

    /** Acts on rows of features from {@code first} on. */
    void act(float[] from, int first, float[] samples, double chance) {
        int needed = 0;
        for (int row = 0; row < rows; row++) {
            boolean any = chance > 0 && random.nextDouble() < chance;
            samples[first + row] = any ? random.nextInt(classes) : -1;
            needed += any ? 0 : 1;
        }
        if (needed == 0) {
            return;
        }
        critics.feed(program);
        program.set("features", from, first * map.width());
        program.run();
        program.get("values", values, 0);
        for (int row = 0; row < rows; row++) {
            if (samples[first + row] < 0) {
                samples[first + row] = best(row * classes);
            }
        }
    }

    private int best(int at) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            if (values[at + i] > values[at + best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void close() {
        program.close();
    }
}
