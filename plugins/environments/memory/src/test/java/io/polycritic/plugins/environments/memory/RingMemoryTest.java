package io.polycritic.plugins.environments.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.ReplayMemory;
import io.polycritic.rl.Transitions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RingMemoryTest {
    private final TestRun run = new TestRun(1, null, null);

    private ReplayMemory memory(Map<String, ?> config) {
        ReplayMemory memory = Rows.memory(run, new UniformReplay(), config);
        memory.open(Rows.FIELDS, 1);
        return memory;
    }

    @Test
    void drawsWholeRowsAllAlike() {
        ReplayMemory memory = memory(Map.of("capacity", 100));
        assertFalse(memory.next(new Batch(Shape.of(4))));
        Rows.append(memory, 0, 10);
        int[] counts = new int[10];
        Batch batch = Rows.draw(memory, 10000);
        for (int row = 0; row < batch.rows(); row++) {
            int step = (int) batch.numbers(Fields.FEATURES)[2 * row];
            counts[step]++;
            assertEquals(-step, batch.numbers(Fields.FEATURES)[2 * row + 1]);
            assertEquals(step + 1, batch.numbers(Fields.NEXT_FEATURES)[2 * row]);
            assertEquals(step, batch.numbers("rewards.task")[row]);
        }
        for (int count : counts) {
            // Five standard deviations of a binomial count.
            assertEquals(1000, count, 150);
        }
        assertFalse(batch.has(Transitions.ELAPSED));
        assertFalse(batch.has(Transitions.IMPORTANCE));
    }

    @Test
    void forgetsTheOldestFirst() {
        ReplayMemory memory = memory(Map.of("capacity", 8));
        for (int from = 0; from < 30; from += 3) {
            Rows.append(memory, from, 3);
        }
        assertEquals(8, memory.size());
        boolean[] seen = new boolean[30];
        for (float step : Rows.draw(memory, 1000).numbers("rewards.task")) {
            seen[(int) step] = true;
        }
        for (int step = 0; step < 30; step++) {
            assertEquals(step >= 22, seen[step], "step " + step);
        }
    }

    /** By hand: gamma 0.5, rewards 1 to 5, an episode that ends with the fourth step. */
    @Test
    void joinsStepsOfAnEpisode() {
        ReplayMemory memory = memory(Map.of("capacity", 8, "steps", 3, "discount", 0.5));
        Rows.append(memory, 1, Ending.RUNNING, Ending.RUNNING, Ending.RUNNING, Ending.TERMINATED, Ending.RUNNING);
        float[] returns = {0, 1 + 1 + 0.75f, 2 + 1.5f + 1, 3 + 2, 4, 5};
        float[] elapsed = {0, 3, 3, 2, 1, 1};
        float[] next = {0, 4, 5, 5, 5, 6};
        int[] endings = {0, 0, 1, 1, 1, 0};
        Batch batch = Rows.draw(memory, 200);
        for (int row = 0; row < batch.rows(); row++) {
            int step = (int) batch.numbers(Fields.FEATURES)[2 * row];
            assertEquals(returns[step], batch.numbers("rewards.task")[row], 1e-6, "step " + step);
            assertEquals(elapsed[step], batch.numbers(Transitions.ELAPSED)[row], "step " + step);
            assertEquals(next[step], batch.numbers(Fields.NEXT_FEATURES)[2 * row], "step " + step);
            assertEquals(endings[step], batch.numbers(Fields.ENDING)[row], "step " + step);
        }
    }

    /** The ring's end is no end of an episode, and its newest row is not followed by its oldest. */
    @Test
    void joinsAcrossTheEndOfTheRing() {
        ReplayMemory memory = memory(Map.of("capacity", 4, "steps", 2, "discount", 1));
        Rows.append(memory, 1, 6);
        Batch batch = Rows.draw(memory, 100);
        for (int row = 0; row < batch.rows(); row++) {
            int step = (int) batch.numbers(Fields.FEATURES)[2 * row];
            assertEquals(step == 6 ? 6 : 2 * step + 1, batch.numbers("rewards.task")[row], "step " + step);
        }
    }

    @Test
    void lanesAreJoinedApart() {
        ReplayMemory memory = Rows.memory(run, new UniformReplay(), Map.of("capacity", 9, "steps", 2, "discount", 1));
        memory.open(Rows.FIELDS, 2);
        Batch steps = new Batch(Shape.of(2, 2));
        for (FieldSpec field : Rows.FIELDS) {
            steps.put(field);
        }
        System.arraycopy(new float[] {1, 10, 2, 20}, 0, steps.numbers("rewards.task"), 0, 4);
        memory.append(steps);
        for (float reward : Rows.draw(memory, 100).numbers("rewards.task")) {
            assertTrue(List.of(3f, 30f, 2f, 20f).contains(reward), "reward " + reward);
        }
        for (int i = 0; i < 4; i++) {
            memory.append(steps);
        }
        assertEquals(8, memory.size(), "whole steps of both lanes");
    }

    @Test
    void aCutEndsWhatIsJoined() {
        ReplayMemory memory = memory(Map.of("capacity", 8, "steps", 3, "discount", 1));
        Rows.append(memory, 1, 1);
        memory.cut();
        Rows.append(memory, 2, 1);
        Batch batch = Rows.draw(memory, 50);
        for (int row = 0; row < batch.rows(); row++) {
            float step = batch.numbers(Fields.FEATURES)[2 * row];
            assertEquals(step, batch.numbers("rewards.task")[row]);
            assertEquals(
                    step == 1 ? Ending.TRUNCATED.ordinal() : Ending.RUNNING.ordinal(),
                    batch.numbers(Fields.ENDING)[row]);
        }
    }

    @Test
    void aNewColumnForgetsAndADroppedOneDoesNot() {
        ReplayMemory memory = memory(Map.of("capacity", 8));
        Rows.append(memory, 1, 5);
        memory.open(List.of(Rows.FEATURES, Rows.ENDING), 1);
        assertEquals(5, memory.size());
        assertFalse(Rows.draw(memory, 2).has("rewards.task"));
        memory.open(Rows.FIELDS, 1);
        assertEquals(0, memory.size());
        Rows.append(memory, 1, 5);
        memory.open(Rows.FIELDS, 1);
        assertEquals(5, memory.size());
        memory.open(Rows.FIELDS, 5);
        assertEquals(0, memory.size());
    }

    private static float[] some(ReplayMemory memory) {
        return Rows.draw(memory, 64).numbers("rewards.task").clone();
    }

    private void survives(io.polycritic.api.environment.EnvironmentFactory<?> factory) {
        ReplayMemory memory = Rows.memory(run, factory, Map.of("capacity", 6));
        memory.open(Rows.FIELDS, 1);
        Rows.append(memory, 0, 10);
        Rows.draw(memory, 64);
        memory.learned(new float[64]);
        Map<String, State> saved = run.save();
        float[] expected = some(memory);
        try (TestRun other = new TestRun(1, null, null)) {
            ReplayMemory loaded = Rows.memory(other, factory, Map.of("capacity", 6));
            other.load(saved);
            loaded.open(Rows.FIELDS, 1);
            assertArrayEquals(expected, some(loaded));
            Rows.append(memory, 10, 3);
            Rows.append(loaded, 10, 3);
            assertArrayEquals(some(memory), some(loaded));
        }
    }

    @Test
    void continuesAsIfNeverSaved() {
        survives(new UniformReplay());
        survives(new PrioritizedReplay());
    }

    /** What a smaller or larger ring, or another kind of draw, takes over are the newest rows in their order. */
    @Test
    void anotherRingTakesOverTheNewestRows() {
        ReplayMemory memory = memory(Map.of("capacity", 6));
        Rows.append(memory, 0, 10);
        State state = State.of(memory);
        for (int capacity : new int[] {3, 6, 20}) {
            try (TestRun other = new TestRun(1, null, null)) {
                ReplayMemory taken = Rows.memory(
                        other, new PrioritizedReplay(), Map.of("capacity", capacity, "steps", 2, "discount", 1));
                taken.load(state.reader(new State.Report()));
                taken.open(Rows.FIELDS, 1);
                assertEquals(Math.min(6, capacity), taken.size());
                int oldest = 10 - taken.size();
                Batch batch = Rows.draw(taken, 200);
                for (int row = 0; row < 200; row++) {
                    int step = (int) batch.numbers(Fields.FEATURES)[2 * row];
                    assertTrue(step >= oldest && step <= 9, "step " + step + " in a ring of " + capacity);
                    assertEquals(step == 9 ? 9 : 2 * step + 1, batch.numbers("rewards.task")[row]);
                }
                Rows.append(taken, 10, 1);
                assertEquals(Math.min(7, capacity), taken.size());
            }
        }
    }

    /** Nothing is allocated for rows that are not there. */
    @Test
    void aLargeMemoryCostsNothingUntilItIsFilled() {
        ReplayMemory memory = memory(Map.of("capacity", 1_000_000_000));
        Rows.append(memory, 0, 3);
        assertEquals(3, memory.size());
    }
}
