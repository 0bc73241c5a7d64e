package io.polycritic.plugins.environments.memory;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.ReplayMemory;
import java.util.List;
import java.util.Map;

/** Rows whose numbers say which step they are: the features of step i are i and -i, its reward is i. */
final class Rows {
    static final FieldSpec FEATURES = FieldSpec.numbers(Fields.FEATURES, 2);
    static final FieldSpec NEXT = FieldSpec.numbers(Fields.NEXT_FEATURES, 2);
    static final FieldSpec ENDING = FieldSpec.category(Fields.ENDING, Ending.values().length);
    static final FieldSpec REWARD = FieldSpec.numbers(Fields.rewards("task"));
    static final List<FieldSpec> FIELDS = List.of(FEATURES, NEXT, ENDING, REWARD);

    private Rows() {}

    static ReplayMemory memory(TestRun run, EnvironmentFactory<?> factory, Map<String, ?> config) {
        return (ReplayMemory) run.add("streams.replay", factory, config);
    }

    /** Steps from, from + 1, .. of one lane, in the middle of an episode. */
    static Batch batch(int from, int count) {
        Ending[] endings = new Ending[count];
        java.util.Arrays.fill(endings, Ending.RUNNING);
        return batch(from, endings);
    }

    private static Batch batch(int from, Ending... endings) {
        Batch batch = new Batch(Shape.of(endings.length, 1));
        for (FieldSpec field : FIELDS) {
            batch.put(field);
        }
        for (int t = 0; t < endings.length; t++) {
            int step = from + t;
            batch.numbers(Fields.FEATURES)[2 * t] = step;
            batch.numbers(Fields.FEATURES)[2 * t + 1] = -step;
            batch.numbers(Fields.NEXT_FEATURES)[2 * t] = step + 1;
            batch.numbers(Fields.NEXT_FEATURES)[2 * t + 1] = -step - 1;
            batch.numbers(Fields.ENDING)[t] = endings[t].ordinal();
            batch.numbers(REWARD.name())[t] = step;
        }
        return batch;
    }

    static void append(ReplayMemory memory, int from, Ending... endings) {
        memory.append(batch(from, endings));
    }

    static void append(ReplayMemory memory, int from, int count) {
        memory.append(batch(from, count));
    }

    static Batch draw(ReplayMemory memory, int rows) {
        Batch batch = new Batch(Shape.of(rows));
        if (!memory.next(batch)) {
            throw new AssertionError("the memory is empty");
        }
        return batch;
    }
}
