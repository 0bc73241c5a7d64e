package io.polycritic.plugins.critics.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.ActionValueCritic;
import io.polycritic.rl.Transitions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Critics that share their slot with a newcomer. */
class HandoverTest {
    private static final String PATH = "critics.task";
    private static final Map<String, ?> SMALL = Map.of("hidden", List.of(16));
    private static final Map<String, ?> WIDER = Map.of("hidden", List.of(24));

    private static void learn(TestRun run, Batch batch, int updates) {
        for (int i = 0; i < updates; i++) {
            if (run.part(PATH, io.polycritic.api.plugin.Part.class) instanceof ScoringCritic critic) {
                critic.score(batch);
                critic.learn(batch);
            } else {
                run.part(PATH, ActionValueCritic.class).learn(batch);
            }
        }
    }

    private static void assertSameState(State expected, State found) {
        assertEquals(expected.values().keySet(), found.values().keySet());
        expected.values().forEach((name, value) -> {
            Object other = found.values().get(name);
            assertTrue(Arrays.deepEquals(new Object[] {value}, new Object[] {other}), name);
        });
    }

    /** Q(s, a) of the batch's rows. */
    private static float[] values(TestRun run, ActionValueCritic critic, Batch batch) {
        int rows = batch.rows();
        FieldSpec sample = batch.spec(Transitions.SAMPLE);
        boolean finite = sample.width() == 1;
        try (Program program = run.context(PATH)
                .compute()
                .compile(new Computation()
                        .output(
                                "values",
                                critic.value(
                                        Graphs.input("features", rows, Replays.FEATURES),
                                        finite
                                                ? Graphs.input("sample", rows)
                                                : Graphs.input("sample", rows, sample.width()))))) {
            program.set("features", batch.numbers(Fields.FEATURES), 0);
            program.set("sample", batch.numbers(Transitions.SAMPLE), 0);
            program.run();
            float[] values = new float[rows];
            program.get("values", values, 0);
            return values;
        }
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    /** What a shadow ends up with is what it would be if it had had the slot to itself from the same state. */
    @Test
    void aShadowOfEqualStateAndMomentsStaysEqual() {
        Batch batch = Replays.batch(16, false);
        try (TestRun run = Replays.numbers(0.01)) {
            ActionValueCritic incumbent = (ActionValueCritic) run.add(PATH, new TwinQ(), SMALL);
            learn(run, batch, 5);
            ActionValueCritic newcomer = (ActionValueCritic) run.newcomer(PATH, new TwinQ(), SMALL);
            newcomer.load(State.of(incumbent).reader());
            run.part("optimizers.critics", GradientOptimizer.class).copy(Handover.next(PATH), PATH);
            run.share(PATH, new Handover(Handover.Mode.SHADOW));
            learn(run, batch, 10);
            assertSameState(State.of(incumbent), State.of(newcomer));
            run.takeOver(PATH);
            learn(run, batch, 5);
            try (TestRun straight = Replays.numbers(0.01)) {
                straight.add(PATH, new TwinQ(), SMALL);
                learn(straight, batch, 20);
                Map<String, State> expected = straight.save();
                Map<String, State> found = run.save();
                assertSameState(expected.get(PATH), found.get(PATH));
                assertSameState(expected.get("optimizers.critics"), found.get("optimizers.critics"));
            }
        }
    }

    private static void distilled(
            Supplier<TestRun> runs, boolean finite, CriticFactory<?> old, CriticFactory<?> young) {
        Batch batch = Replays.batch(16, finite);
        try (TestRun run = runs.get()) {
            ActionValueCritic incumbent = (ActionValueCritic) run.add(PATH, old, Map.of("hidden", List.of(16)));
            learn(run, batch, 200);
            ActionValueCritic newcomer = (ActionValueCritic) run.newcomer(PATH, young, WIDER);
            double before = distance(values(run, incumbent, batch), values(run, newcomer, batch));
            run.share(PATH, new Handover(Handover.Mode.DISTILL));
            learn(run, batch, 400);
            double after = distance(values(run, incumbent, batch), values(run, newcomer, batch));
            assertTrue(after < before / 10, "from " + before + " to " + after);
        }
    }

    @Test
    void aDistilledCriticOfNumbersComesNear() {
        distilled(() -> Replays.numbers(0.003), false, new TwinQ(), new QCritic());
    }

    @Test
    void aDistilledCriticOfClassesComesNear() {
        distilled(() -> Replays.finite(0.003), true, new QCritic(), new QuantileQ());
    }

    /** The newcomer's targets are the values alone: its own discount and reward have no part in them. */
    @Test
    void aLessonIsTheIncumbentsValueWhateverTheNewcomerDiscounts() {
        Batch batch = Replays.batch(16, false);
        batch.put(FieldSpec.numbers(Transitions.NEXT_BONUS))[3] = 50;
        Arrays.fill(batch.put(FieldSpec.numbers(Transitions.ELAPSED)), 3);
        float[][] found = new float[2][];
        for (int i = 0; i < 2; i++) {
            try (TestRun run = Replays.numbers(0.01)) {
                run.add(PATH, new TwinQ(), SMALL);
                learn(run, batch, 3);
                ActionValueCritic newcomer = (ActionValueCritic)
                        run.newcomer(PATH, new TwinQ(), Map.of("hidden", List.of(16), "discount", i));
                run.share(PATH, new Handover(Handover.Mode.DISTILL));
                learn(run, batch, 10);
                found[i] = values(run, newcomer, batch);
            }
        }
        assertArrayEquals(found[0], found[1]);
    }

    @Test
    void joinedStepsNeedOneDiscount() {
        Batch batch = Replays.batch(16, false);
        try (TestRun run = Replays.numbers(0.01)) {
            run.add(PATH, new TwinQ(), SMALL);
            run.newcomer(PATH, new TwinQ(), Map.of("discount", 0.5));
            run.share(PATH, new Handover(Handover.Mode.SHADOW));
            learn(run, batch, 1);
            batch.put(FieldSpec.numbers(Transitions.ELAPSED));
            PolycriticException refused = assertThrows(PolycriticException.class, () -> learn(run, batch, 1));
            assertEquals("critics.task.config.discount", refused.path());
        }
    }

    /** One program; the share moves between its runs. */
    @Test
    void blendedValuesAndErrorsAreLinearInTheShare() {
        Batch batch = Replays.batch(16, true);
        try (TestRun run = Replays.finite(0)) {
            ActionValueCritic incumbent = (ActionValueCritic) run.add(PATH, new QCritic(), SMALL);
            ActionValueCritic newcomer = (ActionValueCritic) run.newcomer(PATH, new QCritic(), WIDER);
            Handover handover = new Handover(Handover.Mode.BLEND);
            ActionValueCritic pair = (ActionValueCritic) run.share(PATH, handover);
            float[] old = values(run, incumbent, batch);
            float[] young = values(run, newcomer, batch);
            learn(run, batch, 1);
            float[] errors = batch.numbers("errors.task").clone();
            try (Program program = run.context(PATH)
                    .compute()
                    .compile(new Computation()
                            .output(
                                    "values",
                                    pair.value(
                                            Graphs.input("features", 16, Replays.FEATURES),
                                            Graphs.input("sample", 16))))) {
                program.set("features", batch.numbers(Fields.FEATURES), 0);
                program.set("sample", batch.numbers(Transitions.SAMPLE), 0);
                for (float share : new float[] {0, 0.25f, 1}) {
                    handover.share(share);
                    program.run();
                    float[] mixed = new float[16];
                    program.get("values", mixed, 0);
                    for (int row = 0; row < 16; row++) {
                        assertEquals((1 - share) * old[row] + share * young[row], mixed[row], 1e-6);
                    }
                }
            }
            handover.share(1);
            learn(run, batch, 1);
            float[] others = batch.numbers("errors.task").clone();
            assertTrue(distance(errors, others) > 1e-3, "the two do not err alike");
            handover.share(0.5);
            learn(run, batch, 1);
            for (int row = 0; row < 16; row++) {
                assertEquals((errors[row] + others[row]) / 2, batch.numbers("errors.task")[row], 1e-6);
            }
        }
    }

    @Test
    void aDistilledCriticOfStatesComesNear() {
        Batch batch = RolloutBatches.batch(16, 2, 3);
        try (TestRun run = RolloutBatches.run(1, 0.003)) {
            Map<String, ?> small = Map.of("hidden", List.of(16), "discount", 0.5);
            ScoringCritic incumbent = (ScoringCritic) run.add(PATH, new VCritic(), small);
            learn(run, batch, 100);
            ScoringCritic newcomer = (ScoringCritic) run.newcomer(PATH, new VCritic(), WIDER);
            double before = distance(values(incumbent, batch), values(newcomer, batch));
            run.share(PATH, new Handover(Handover.Mode.DISTILL));
            learn(run, batch, 600);
            double after = distance(values(incumbent, batch), values(newcomer, batch));
            assertTrue(after < before / 10, "from " + before + " to " + after);
        }
    }

    private static float[] values(ScoringCritic critic, Batch batch) {
        Batch view = batch.view(List.of("advantages.task", "returns.task"));
        critic.score(view);
        float[] values = view.numbers("returns.task").clone();
        for (int i = 0; i < values.length; i++) {
            values[i] -= view.numbers("advantages.task")[i];
        }
        return values;
    }

    private static void continues(Supplier<TestRun> runs, Batch batch, CriticFactory<?> plugin, Handover.Mode mode) {
        try (TestRun whole = runs.get();
                TestRun second = runs.get()) {
            Handover first = begin(whole, plugin, mode);
            learn(whole, batch, 5);
            Map<String, State> saved = whole.save();
            Handover other = begin(second, plugin, mode);
            second.load(saved);
            if (mode == Handover.Mode.BLEND) {
                first.share(0.75);
                other.share(0.75);
            }
            learn(whole, batch, 5);
            learn(second, batch, 5);
            whole.takeOver(PATH);
            second.takeOver(PATH);
            learn(whole, batch, 5);
            learn(second, batch, 5);
            Map<String, State> expected = whole.save();
            Map<String, State> found = second.save();
            assertEquals(expected.keySet(), found.keySet());
            expected.forEach((slot, state) -> assertSameState(state, found.get(slot)));
        }
    }

    private static Handover begin(TestRun run, CriticFactory<?> plugin, Handover.Mode mode) {
        run.add(PATH, plugin, SMALL);
        run.newcomer(PATH, plugin, WIDER);
        Handover handover = new Handover(mode);
        Pair pair = run.share(PATH, handover);
        assertTrue(pair.settled());
        return handover;
    }

    @Test
    void aPairContinuesBitForBitFromItsState() {
        for (Handover.Mode mode : Handover.Mode.values()) {
            continues(() -> RolloutBatches.run(1, 0.01), RolloutBatches.batch(8, 2, 3), new VCritic(), mode);
            continues(() -> Replays.finite(0.01), Replays.batch(16, true), new EnsembleQ(), mode);
        }
    }
}
