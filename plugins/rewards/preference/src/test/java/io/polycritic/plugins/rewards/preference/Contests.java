package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.Judge;
import java.util.Map;

/**
 * Comparisons of n known items, shown one-hot, by a given matrix of log-odds.
 *
 * @param logits [n, n]
 * @param prompted whether there is a prompt of two numbers, which means nothing
 * @param random draws items and labels
 */
record Contests(double[][] logits, boolean prompted, RandomStream random) implements DataStream {
    static final int PROMPT = 2;

    /** A run of such comparisons, with an optimizer. */
    static TestRun run(double[][] logits, boolean prompted, double learningRate) {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.seat("environment", new Contests(logits, prompted, RandomStream.of(3, "contests", "rows")));
        run.add("optimizers.preference", new Adam(), Map.of("learningRate", learningRate));
        return run;
    }

    /** Items 0, 1, 2 beat one another in a circle. */
    static double[][] cycle() {
        return new double[][] {{0, 4, -4}, {-4, 0, 4}, {4, -4, 0}};
    }

    /** The field of responses. */
    FieldSpec response() {
        return Comparisons.response(spec().observation());
    }

    /** A batch of so many comparisons. */
    Batch batch(int rows) {
        Batch batch = new Batch(Shape.of(rows));
        next(batch);
        return batch;
    }

    /** All items as one set. */
    Batch all() {
        int n = logits.length;
        Batch batch = new Batch(Shape.of(1, n));
        if (prompted) {
            batch.put(FieldSpec.numbers(Comparisons.PROMPT, PROMPT));
        }
        float[] items = batch.put(FieldSpec.numbers(Comparisons.RESPONSE, n));
        for (int i = 0; i < n; i++) {
            items[i * n + i] = 1;
        }
        return batch;
    }

    @Override
    public EnvironmentSpec spec() {
        FieldSpec prompt = prompted ? FieldSpec.numbers("p", PROMPT) : null;
        return EnvironmentSpec.single(
                Comparisons.rows(prompt, FieldSpec.numbers("r", logits.length)), Space.EMPTY, Space.EMPTY, 0, 0);
    }

    @Override
    public boolean next(Batch batch) {
        int n = logits.length;
        if (prompted) {
            float[] prompt = batch.put(FieldSpec.numbers(Comparisons.PROMPT, PROMPT));
            random.gaussians(prompt, 0, prompt.length);
        }
        float[] first = batch.put(FieldSpec.numbers(Comparisons.FIRST, n));
        float[] second = batch.put(FieldSpec.numbers(Comparisons.SECOND, n));
        float[] preferred = batch.put(FieldSpec.numbers(Comparisons.PREFERRED));
        for (int row = 0; row < batch.rows(); row++) {
            int i = random.nextInt(n);
            int j = random.nextInt(n);
            for (int k = 0; k < n; k++) {
                first[row * n + k] = k == i ? 1 : 0;
                second[row * n + k] = k == j ? 1 : 0;
            }
            preferred[row] = (float) Judge.OF_LOG_ODDS.probability(logits[i][j]);
        }
        return true;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // The random stream is the test's.
    }

    @Override
    public void load(StateReader in) {
        // There is nothing to load.
    }
}
