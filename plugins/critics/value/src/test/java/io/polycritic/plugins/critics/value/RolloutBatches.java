package io.polycritic.plugins.critics.value;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.util.Map;

/** Rollouts as a learner would hand them over. */
final class RolloutBatches {
    private RolloutBatches() {}

    static TestRun run(long seed, double learningRate) {
        TestRun run = new TestRun(seed, CompiledCompute.withJavaBlas(), null);
        run.add("optimizers.critics", new Adam(), Map.of("learningRate", learningRate));
        return run;
    }

    /** Random features and rewards without an ending. */
    static Batch batch(int steps, int lanes, int width) {
        Batch batch = new Batch(Shape.of(steps, lanes));
        RandomStream random = RandomStream.of(7, "test", "batch");
        float[] features = batch.put(FieldSpec.numbers(Fields.FEATURES, width));
        random.gaussians(features, 0, features.length);
        float[] next = batch.put(FieldSpec.numbers(Fields.NEXT_FEATURES, width));
        System.arraycopy(features, lanes * width, next, 0, (steps - 1) * lanes * width);
        random.gaussians(next, (steps - 1) * lanes * width, lanes * width);
        batch.put(FieldSpec.category(Fields.ENDING, Ending.values().length));
        random.gaussians(batch.put(FieldSpec.numbers("rewards.task")), 0, steps * lanes);
        return batch;
    }
}
