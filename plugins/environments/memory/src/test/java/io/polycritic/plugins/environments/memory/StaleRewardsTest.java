package io.polycritic.plugins.environments.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.ReplayMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rewards of step i are i times a scale; the memory's metric says how many come from another model. */
class StaleRewardsTest {
    private static final String METRIC = "streams.replay/staleRewards.task";

    private static TestRun run(EnvironmentFactory<?> factory, Map<String, ?> config) {
        TestRun run = new TestRun(1, null, null);
        run.seat("rewards.task", new Scaled("task", Rows.FEATURES, 1));
        Rows.memory(run, factory, config).open(Rows.FIELDS, 1);
        return run;
    }

    private static ReplayMemory memory(TestRun run) {
        return run.part("streams.replay", ReplayMemory.class);
    }

    /** Appends steps as a learner does, scored by the present model. */
    private static void append(TestRun run, int from, int count, float scale) {
        memory(run).refresh();
        Batch batch = Rows.batch(from, count);
        float[] rewards = batch.numbers("rewards.task");
        for (int i = 0; i < count; i++) {
            rewards[i] *= scale;
        }
        memory(run).append(batch);
    }

    private static double stale(TestRun run) {
        return run.metrics().get(METRIC);
    }

    private static float[] rewards(TestRun run, String name) {
        return (float[]) State.of(memory(run)).values().get("columns/rewards." + name);
    }

    private static Map<String, Object> relabel(int capacity) {
        return Map.of("capacity", capacity, "staleRewards", "relabel");
    }

    @Test
    void staleRowsAreKeptAndCountedUntilTheyAreForgotten() {
        try (TestRun run = run(new UniformReplay(), Map.of("capacity", 10))) {
            assertFalse(memory(run).relabels());
            append(run, 0, 8, 1);
            append(run, 8, 2, 1);
            assertEquals(0, stale(run));
            run.seat("rewards.task", new Scaled("task", Rows.FEATURES, 2));
            append(run, 10, 4, 2);
            assertEquals(1, stale(run));
            append(run, 14, 1, 2);
            assertEquals(0.6, stale(run), 1e-12);
            append(run, 15, 5, 2);
            memory(run).refresh();
            assertEquals(0, stale(run));
            assertArrayEquals(new float[] {20, 22, 24, 26, 28, 30, 32, 34, 36, 38}, rewards(run, "task"));
        }
    }

    /** Two changes; what the first one left is as stale as what was there before. */
    @Test
    void aSecondModelMakesAllRowsStaleAgain() {
        try (TestRun run = run(new UniformReplay(), Map.of("capacity", 10))) {
            append(run, 0, 5, 1);
            run.seat("rewards.task", new Scaled("task", Rows.FEATURES, 2));
            append(run, 5, 5, 2);
            run.seat("rewards.task", new Scaled("task", Rows.FEATURES, 3));
            append(run, 10, 4, 3);
            memory(run).refresh();
            assertEquals(0.6, stale(run), 1e-12);
        }
    }

    @Test
    void aLiveSettingOfTheModelMakesRowsStale() {
        try (TestRun run = run(new UniformReplay(), Map.of("capacity", 10))) {
            run.add("rewards.task", new ScaledReward(), Map.of());
            append(run, 0, 5, 1);
            run.change("rewards.task", new ScaledReward(), Map.of("scale", 2));
            memory(run).refresh();
            assertEquals(1, stale(run));
        }
    }

    private static void settles(EnvironmentFactory<?> factory) {
        int size = 3000;
        try (TestRun run = run(factory, relabel(size))) {
            for (int from = 0; from < size; from += 10) {
                append(run, from, 10, 1);
            }
            run.seat("rewards.task", new Scaled("task", Rows.FEATURES, -2));
            int rounds = 0;
            int step = size;
            do {
                append(run, step, 10, -2);
                step += 10;
                rounds++;
            } while (stale(run) > 0);
            assertEquals(4, rounds, "one to notice, then 1030, 1030, and what is left");
            float[] rewards = rewards(run, "task");
            float[] features = (float[]) State.of(memory(run)).values().get("columns/features");
            for (int position = 0; position < size; position++) {
                assertEquals(-2 * features[2 * position], rewards[position], "position " + position);
            }
            Batch batch = Rows.draw(memory(run), 100);
            for (int row = 0; row < 100; row++) {
                assertEquals(-2 * batch.numbers(Fields.FEATURES)[2 * row], batch.numbers("rewards.task")[row]);
            }
        }
    }

    @Test
    void afterSomeRoundsAllRewardsAreThePresentModels() {
        settles(new UniformReplay());
        settles(new PrioritizedReplay());
    }

    /** Saved in the middle of relabelling, also with rows that were written over meanwhile. */
    private static void continues(EnvironmentFactory<?> factory) {
        int size = 3000;
        try (TestRun whole = run(factory, relabel(size));
                TestRun second = run(factory, relabel(size))) {
            append(whole, 0, 2990, 1);
            append(whole, 2990, 10, 1);
            for (TestRun run : List.of(whole, second)) {
                run.seat("rewards.task", new Scaled("task", Rows.FEATURES, 2));
            }
            append(whole, 3000, 10, 2);
            append(whole, 3010, 10, 2);
            second.load(whole.save());
            memory(second).open(Rows.FIELDS, 1);
            for (int from = 3020; from < 3060; from += 10) {
                append(whole, from, 10, 2);
                append(second, from, 10, 2);
                assertEquals(stale(whole), stale(second), "before step " + from);
                assertArrayEquals(rewards(whole, "task"), rewards(second, "task"));
                assertArrayEquals(
                        Rows.draw(memory(whole), 32).numbers("rewards.task"),
                        Rows.draw(memory(second), 32).numbers("rewards.task"));
            }
            assertEquals(0, stale(whole));
        }
    }

    @Test
    void goesOnAsIfNeverSavedInTheMiddle() {
        continues(new UniformReplay());
        continues(new PrioritizedReplay());
    }

    @Test
    void rowsThatLackWhatTheModelNeedsAreKept() {
        try (TestRun run = run(new UniformReplay(), relabel(10))) {
            append(run, 1, 5, 1);
            run.seat("rewards.task", new Scaled("task", FieldSpec.numbers(Fields.SIGNALS, 3), 2));
            for (int i = 0; i < 3; i++) {
                memory(run).refresh();
            }
            assertEquals(1, stale(run));
            assertArrayEquals(new float[] {1, 2, 3, 4, 5}, rewards(run, "task"));
        }
    }

    /** The sum of a reward that was replaced is stale too, and is scored after its term. */
    @Test
    void aRewardThatIsMadeOfAnotherOneFollowsIt() {
        List<FieldSpec> fields = new ArrayList<>(Rows.FIELDS);
        fields.add(FieldSpec.numbers("rewards.twice"));
        try (TestRun run = run(new UniformReplay(), relabel(3000))) {
            run.seat("rewards.twice", new Scaled("twice", Rows.REWARD, 2));
            memory(run).open(fields, 1);
            memory(run).refresh();
            Batch batch = Rows.batch(0, 3000);
            float[] twice = batch.put(FieldSpec.numbers("rewards.twice"));
            for (int i = 0; i < 3000; i++) {
                twice[i] = 2 * i;
            }
            memory(run).append(batch);
            run.seat("rewards.task", new Scaled("task", Rows.FEATURES, 5));
            memory(run).refresh();
            assertEquals(1, run.metrics().get("streams.replay/staleRewards.twice"));
            memory(run).refresh();
            memory(run).refresh();
            for (int i = 0; i < 3000; i++) {
                assertEquals(5 * i, rewards(run, "task")[i]);
                assertEquals(10 * i, rewards(run, "twice")[i]);
            }
        }
    }

    @Test
    void aNewRewardIsScoredFromWhatIsStored() {
        List<FieldSpec> fields = new ArrayList<>(Rows.FIELDS);
        fields.add(FieldSpec.numbers("rewards.other"));
        fields.add(FieldSpec.numbers("rewards.twice"));
        try (TestRun run = run(new UniformReplay(), Map.of("capacity", 3000))) {
            append(run, 1, 2500, 1);
            run.seat("rewards.other", new Scaled("other", Rows.NEXT, 3));
            run.seat("rewards.twice", new Scaled("twice", FieldSpec.numbers("rewards.other"), 2));
            memory(run).open(fields, 1);
            assertEquals(2500, memory(run).size());
            for (int i = 0; i < 2500; i++) {
                assertEquals(3 * (i + 2), rewards(run, "other")[i]);
                assertEquals(6 * (i + 2), rewards(run, "twice")[i]);
            }
            memory(run).refresh();
            assertEquals(0, run.metrics().get("streams.replay/staleRewards.other"));
            run.seat("rewards.lost", new Scaled("lost", FieldSpec.numbers(Fields.SIGNALS, 2), 1));
            fields.add(FieldSpec.numbers("rewards.lost"));
            memory(run).open(fields, 1);
            assertEquals(0, memory(run).size(), "its signals are not stored");
        }
    }

    /** Rows that go to a smaller ring take along what is known of their rewards. */
    @Test
    void anotherRingKnowsWhichRowsAreStale() {
        try (TestRun run = run(new UniformReplay(), Map.of("capacity", 10));
                TestRun other = run(new PrioritizedReplay(), Map.of("capacity", 6))) {
            append(run, 0, 8, 1);
            append(run, 8, 2, 1);
            for (TestRun each : List.of(run, other)) {
                each.seat("rewards.task", new Scaled("task", Rows.FEATURES, 2));
            }
            append(run, 10, 4, 2);
            memory(other).load(State.of(memory(run)).reader(new State.Report()));
            memory(other).open(Rows.FIELDS, 1);
            memory(other).refresh();
            assertEquals(2 / 6.0, stale(other), 1e-12, "steps 8 to 13, of which 8 and 9 are of the old model");
        }
    }
}
