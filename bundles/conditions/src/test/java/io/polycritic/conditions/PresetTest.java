package io.polycritic.conditions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.PolycriticException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {
    /** What the parts of a run with two critics report. */
    private static final List<String> SERIES = List.of(
            "critics.reach/loss",
            "critics.reach/explainedVariance",
            "critics.safety/loss",
            "critics.safety/explainedVariance",
            "critics.safety/returnMean",
            "evaluators.return/return",
            "learner/entropy",
            "learner/episodeLength",
            "learner/policyLoss",
            "learner/return.reach",
            "learner/return.safety",
            "learner/violationRate",
            "optimizers.actor/gradientNorm",
            "optimizers.critics/gradientNorm",
            "rewards.safety/mean",
            "run/stepsPerSecond");

    private static Condition of(Preset preset, String slot) {
        return Condition.parse("guard", preset.expression(slot, SERIES).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void isOnOfferForACriticAndAboutSeriesThatAreThere(Preset preset) {
        Condition condition = of(preset, "critics.safety");
        condition.check("guard", SERIES);
        assertFalse(condition.series().stream().anyMatch(name -> name.contains("reach")), condition.text());
        assertEquals(
                condition.text(),
                Preset.read("guard", preset.id(), "critics.safety", SERIES).text());
        assertEquals(true, preset.expression("critics.safety", List.of()).isEmpty());
    }

    @Test
    void titlesAndTextsDiffer() {
        assertEquals(
                Preset.values().length,
                Arrays.stream(Preset.values()).map(Preset::title).distinct().count());
        assertEquals(
                Preset.values().length,
                Arrays.stream(Preset.values()).map(Preset::text).distinct().count());
    }

    @Test
    void looksAtTheSeriesThatTheSlotIsAbout() {
        assertEquals(
                Set.of("learner/return.safety"),
                of(Preset.RETURN_DROP, "rewards.safety").series());
        assertEquals(
                Set.of("learner/return.reach", "learner/return.safety"),
                of(Preset.RETURN_DROP, "learner").series());
        assertEquals(
                Set.of("optimizers.actor/gradientNorm"),
                of(Preset.GRADIENT_SURGE, "optimizers.actor").series());
        assertEquals(
                Set.of("optimizers.actor/gradientNorm", "optimizers.critics/gradientNorm"),
                of(Preset.GRADIENT_SURGE, "environment").series());
        assertEquals(
                Set.of("learner/policyLoss"), of(Preset.LOSS_SPIKE, "learner").series());
        assertTrue(Preset.LOSS_SPIKE.expression("environment", SERIES).isEmpty());
        assertEquals(
                SERIES.stream().filter(name -> name.startsWith("learner/")).collect(Collectors.toSet()),
                of(Preset.NON_FINITE, "learner").series());
    }

    /**
     * What one series did before the mark and does after it, with a little noise; whether the guard trips in 150
     * updates.
     */
    private static boolean trips(Preset preset, double before, DoubleUnaryOperator after) {
        History history = new History();
        Random random = new Random(11);
        Condition condition = of(preset, "critics.safety");
        for (int i = 0; i < 300; i++) {
            report(history, condition, before + 0.1 * random.nextGaussian());
        }
        Watch watch = history.watch(condition);
        watch.mark();
        assertFalse(watch.holds(), condition.text());
        for (int i = 0; i < 150; i++) {
            report(history, condition, after.applyAsDouble(before) + 0.1 * random.nextGaussian());
            if (watch.holds()) {
                return true;
            }
        }
        return false;
    }

    private static void report(History history, Condition condition, double value) {
        condition.series().forEach(series -> history.add(series, value));
        history.advance();
    }

    @Test
    void tripsOnWhatItIsNamedAfterAndOnNothingElse() {
        for (Preset preset : Preset.values()) {
            assertFalse(trips(preset, 2, same -> same), preset.id() + " trips on nothing");
        }
        assertTrue(trips(Preset.NON_FINITE, 2, x -> Double.NaN));
        assertTrue(trips(Preset.NON_FINITE, 2, x -> Double.POSITIVE_INFINITY));
        assertTrue(trips(Preset.LOSS_SPIKE, 2, x -> 5 * x));
        assertFalse(trips(Preset.LOSS_SPIKE, 2, x -> 0.2 * x));
        assertTrue(trips(Preset.LOSS_SPIKE, -2, x -> x + 5));
        assertTrue(trips(Preset.RETURN_DROP, -2, x -> x - 1));
        assertFalse(trips(Preset.RETURN_DROP, -2, x -> x + 1));
        assertTrue(trips(Preset.EVALUATOR_DROP, 2, x -> 0.5 * x));
        assertFalse(trips(Preset.EVALUATOR_DROP, 2, x -> 1.5 * x));
        assertTrue(trips(Preset.VALUE_EXPLAINED_VARIANCE, 0.6, x -> -0.5));
        assertFalse(trips(Preset.VALUE_EXPLAINED_VARIANCE, -0.6, x -> -0.9));
        assertTrue(trips(Preset.GRADIENT_SURGE, 1, x -> 30 * x));
        assertTrue(trips(Preset.ENTROPY_COLLAPSE, 2, x -> 0.1 * x));
        assertFalse(trips(Preset.ENTROPY_COLLAPSE, 2, x -> 1.3 * x));
        assertTrue(trips(Preset.VIOLATION_RISE, 1, x -> 2.5 * x));
        assertTrue(trips(Preset.UPDATE_STALL, 900, x -> 100));
    }

    @Test
    void silenceTripsWhenNothingComes() {
        History history = new History();
        Condition condition = of(Preset.SILENCE, "critics.safety");
        report(history, condition, 1);
        Watch watch = history.watch(condition);
        watch.mark();
        for (int i = 1; i <= 200; i++) {
            history.advance();
            assertFalse(watch.holds());
        }
        history.advance();
        assertTrue(watch.holds());
    }

    @Test
    void aGuardIsANameOrACondition() {
        assertEquals(
                "last('learner/entropy') < 1",
                Preset.read("guard", "last('learner/entropy') < 1", "learner", SERIES)
                        .text());
        assertEquals(
                "guard: there is no guard 'los-spike'; did you mean 'loss-spike'? there are [non-finite, loss-spike,"
                        + " return-drop, evaluator-drop, value-explained-variance, gradient-surge, entropy-collapse,"
                        + " violation-rise, silence, update-stall], or a condition such as mean('learner/return', 50) < 10",
                assertThrows(PolycriticException.class, () -> Preset.read("guard", "los-spike", "learner", SERIES))
                        .getMessage());
        assertEquals(
                "guard: the guard 'loss-spike' finds nothing to look at for environment; possible are [return-drop,"
                        + " evaluator-drop, gradient-surge, entropy-collapse, violation-rise, update-stall]",
                assertThrows(PolycriticException.class, () -> Preset.read("guard", "loss-spike", "environment", SERIES))
                        .getMessage());
        assertThrows(
                PolycriticException.class,
                () -> Preset.read("guard", "last('learner/entropi') < 1", "learner", SERIES));
    }
}
