package io.polycritic.plugins.critics.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.Transitions;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgedTest {
    private static Judged of(String reward, int width, int component) {
        try (TestRun run = new TestRun(1, null, null)) {
            return Judged.of(reward, width, component, run.context("critics.task"));
        }
    }

    private static Batch batch() {
        Batch batch = new Batch(Shape.of(2));
        System.arraycopy(new float[] {1, 2, 3, 4}, 0, batch.put(FieldSpec.numbers(Fields.rewards("cost"), 2)), 0, 4);
        System.arraycopy(new float[] {0.25f, 0.75f, 1, 0}, 0, batch.put(FieldSpec.numbers(Fields.PREFERENCE, 2)), 0, 4);
        System.arraycopy(new float[] {7, 8}, 0, batch.put(FieldSpec.numbers(Fields.rewards("task"))), 0, 2);
        return batch;
    }

    @Test
    void readsOneNumberOrTheWeightedSum() {
        float[] buffer = new float[2];
        assertArrayEquals(new float[] {2, 4}, of("cost", 2, 1).read(batch(), buffer));
        assertArrayEquals(new float[] {1.75f, 3}, of("cost", 2, -1).read(batch(), buffer));
        assertArrayEquals(new float[] {0, 0}, Judged.ENTROPY.read(batch(), buffer));
        Batch batch = batch();
        assertSame(batch.numbers(Fields.rewards("task")), of("", 1, 0).read(batch, buffer));
    }

    @Test
    void needsWhatItReads() {
        assertEquals(List.of(FieldSpec.numbers("rewards.cost", 2)), needs(of("cost", 2, 1)));
        assertEquals(
                List.of(FieldSpec.numbers("rewards.cost", 2), FieldSpec.numbers(Fields.PREFERENCE, 2)),
                needs(of("cost", 2, -1)));
        assertEquals(List.of(FieldSpec.numbers(Transitions.NEXT_ENTROPY)), needs(Judged.ENTROPY));
        assertEquals(
                "component",
                assertThrows(InvalidConfigException.class, () -> of("cost", 2, 2))
                        .path());
    }

    private static List<FieldSpec> needs(Judged judged) {
        Wiring.Builder wiring = Wiring.builder();
        judged.wire(wiring);
        return wiring.build().needs();
    }
}
