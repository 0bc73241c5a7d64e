package io.polycritic.plugins.critics.value;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.Transitions;

/** Replayed steps as a learner would hand them over, and runs with an action space. */
final class Replays {
    static final int FEATURES = 3;
    static final int CLASSES = 2;

    private Replays() {}

    static TestRun finite(double learningRate) {
        return RolloutBatches.run(1, learningRate).environment(spec(Space.of(FieldSpec.category("choice", CLASSES))));
    }

    static TestRun numbers(double learningRate) {
        return RolloutBatches.run(1, learningRate)
                .environment(spec(Space.of(FieldSpec.numbers("force", 2).within(-1, 1))));
    }

    private static EnvironmentSpec spec(Space actions) {
        return EnvironmentSpec.single(
                Space.of(FieldSpec.numbers("shown", FEATURES)),
                actions,
                Space.of(FieldSpec.numbers(EnvironmentSpec.REWARD)),
                0,
                0);
    }

    /** Random steps without an ending. */
    static Batch batch(int rows, boolean finite) {
        RandomStream random = RandomStream.of(7, "test", "replay");
        Batch batch = new Batch(Shape.of(rows));
        for (String name : new String[] {Fields.FEATURES, Fields.NEXT_FEATURES}) {
            float[] numbers = batch.put(FieldSpec.numbers(name, FEATURES));
            random.gaussians(numbers, 0, numbers.length);
        }
        batch.put(FieldSpec.category(Fields.ENDING, Ending.values().length));
        random.gaussians(batch.put(FieldSpec.numbers("rewards.task")), 0, rows);
        if (finite) {
            float[] sample = batch.put(FieldSpec.category(Transitions.SAMPLE, CLASSES));
            for (int i = 0; i < rows; i++) {
                sample[i] = random.nextInt(CLASSES);
            }
        } else {
            for (String name : new String[] {Transitions.SAMPLE, Transitions.NEXT_SAMPLE}) {
                float[] sample = batch.put(FieldSpec.numbers(name, 2));
                for (int i = 0; i < sample.length; i++) {
                    sample[i] = 2 * random.nextFloat() - 1;
                }
            }
        }
        return batch;
    }
}
