package io.polycritic.plugins.learners.imitation;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Demonstrations of a known rule. A number from -1 to 1 is seen; who demonstrates chooses the class 1 where it is above
 * 0 and the class 0 elsewhere, or, where actions are numbers from -4 to 4, three times the number plus noise of a known
 * spread.
 *
 * @param discrete which of the two
 * @param batches how many there are, below 0 for any number
 * @param random draws
 */
record Steps(boolean discrete, int[] batches, RandomStream random) implements DataStream {
    static final double NOISE = 0.4;

    private static EnvironmentSpec world(boolean discrete) {
        return EnvironmentSpec.single(
                Space.of(FieldSpec.numbers("seen").within(-1, 1)),
                Space.of(
                        discrete
                                ? FieldSpec.category("side", 2)
                                : FieldSpec.numbers("pull").within(-4, 4)),
                Space.EMPTY,
                10,
                0);
    }

    /** A run with a cloning learner; settings are those of the tests unless changed. */
    static TestRun run(boolean discrete, int batches, Map<String, ?> changes) {
        TestRun run = base(discrete, batches);
        Map<String, Object> config = new HashMap<>(Map.of("hidden", List.of(16), "minibatch", 64, "gradientSteps", 10));
        config.putAll(changes);
        run.add("learner", new BehaviorCloning(), config);
        return run;
    }

    /** The same without the learner. */
    static TestRun base(boolean discrete, int batches) {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null).environment(world(discrete));
        run.add("optimizers.actor", new Adam(), Map.of("learningRate", 0.01));
        RandomStream random = run.context("streams.demonstrations").random("rows");
        run.seat("streams.demonstrations", new Steps(discrete, new int[] {batches}, random));
        return run;
    }

    @Override
    public boolean next(Batch batch) {
        if (batches[0]-- == 0) {
            return false;
        }
        float[] seen = batch.put(FieldSpec.numbers(Fields.OBSERVATION, 1));
        float[] done = batch.put(FieldSpec.numbers(Fields.ACTION, 1));
        for (int row = 0; row < batch.rows(); row++) {
            seen[row] = 2 * random.nextFloat() - 1;
            double pull = 3 * seen[row] + NOISE * random.nextGaussian();
            done[row] = discrete ? seen[row] > 0 ? 1 : 0 : (float) pull;
        }
        return true;
    }

    @Override
    public EnvironmentSpec spec() {
        Space rows = Space.of(FieldSpec.numbers(Fields.OBSERVATION, 1), FieldSpec.numbers(Fields.ACTION, 1));
        return EnvironmentSpec.single(rows, Space.EMPTY, Space.EMPTY, 0, 0);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // The random stream is the run's.
    }

    @Override
    public void load(StateReader in) {
        // There is nothing to load.
    }
}
