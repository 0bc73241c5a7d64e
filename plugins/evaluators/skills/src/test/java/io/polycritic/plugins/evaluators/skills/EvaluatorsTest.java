package io.polycritic.plugins.evaluators.skills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.numerics.RidgeRegression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EvaluatorsTest {
    static TestRun run() {
        return new TestRun(1, null, new FakeParts.NormalEquations()).environment(SlideWorld.SPEC);
    }

    private static Map<String, Measure> measure(
            EvaluatorFactory<?> factory, Map<String, ?> config, UnaryOperator<float[]> rule) {
        Map<String, Part> parts = new HashMap<>();
        parts.put("learner", new FakeParts.Pusher(rule));
        parts.put("rewards.skill", new FakeParts.Straight());
        Evaluator evaluator = run().add("evaluators.test", factory, config);
        List<Measure> first = evaluator.evaluate(new TestSubject(0, parts, new SlideWorld()));
        List<Measure> second = evaluator.evaluate(new TestSubject(0, parts, new SlideWorld()));
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.get(i).mean(), second.get(i).mean(), "an evaluation repeats itself");
        }
        return first.stream().collect(Collectors.toMap(Measure::name, measure -> measure));
    }

    private static final UnaryOperator<float[]> FOLLOW = skill -> skill;
    private static final UnaryOperator<float[]> REST = skill -> new float[2];
    private static final UnaryOperator<float[]> RIGHT = skill -> new float[] {1, 0};

    @Test
    void skillsInAllDirectionsCoverAllCells() {
        assertEquals(
                1,
                measure(new SkillCoverage(), Map.of(), FOLLOW).get("coverage").mean());
    }

    /** From the origin to the right: the four cells of the upper middle row, and none beyond the square. */
    @Test
    void oneDirectionCoversItsOwnCells() {
        assertEquals(
                4 / 64.0,
                measure(new SkillCoverage(), Map.of(), RIGHT).get("coverage").mean());
        assertEquals(
                1 / 64.0,
                measure(new SkillCoverage(), Map.of(), REST).get("coverage").mean());
    }

    @Test
    void cellsOfTheGridTouchWithoutGapsAndEndAtItsEdge() {
        Grid grid = new Grid(0.4, 8);
        assertEquals(0, grid.cell(-0.4, -0.4));
        assertEquals(1, grid.cell(-0.2999, -0.4));
        assertEquals(8, grid.cell(-0.4, -0.2999));
        assertEquals(63, grid.cell(0.3999, 0.3999));
        assertEquals(-1, grid.cell(0.4, 0));
        assertEquals(-1, grid.cell(0, -0.4001));
    }

    @Test
    void controlIsOneWhereSkillsDecideAllAndNothingWhereTheyAreIgnored() {
        Map<String, Measure> all = measure(new SkillControl(), Map.of("skills", 60, "resets", 3), FOLLOW);
        assertEquals(1, all.get("control").mean(), 1e-4);
        assertEquals(3, all.get("control").samples().length);
        assertEquals(1, all.get("displacement").mean(), 1e-4);
        Map<String, Measure> none = measure(new SkillControl(), Map.of("skills", 60, "resets", 3), RIGHT);
        assertEquals(0, none.get("control").mean(), 1e-4);
    }

    /** Twice the angle is not linear in the skill: the regression must not find it. */
    @Test
    void controlIsLinear() {
        UnaryOperator<float[]> twice = z -> new float[] {z[0] * z[0] - z[1] * z[1], 2 * z[0] * z[1]};
        assertTrue(measure(new SkillControl(), Map.of("skills", 64), twice)
                        .get("control")
                        .mean()
                < 0.01);
    }

    @Test
    void ridgeShrinksSlopesAndLeavesTheInterceptAlone() {
        RidgeRegression regression = new RidgeRegression(new FakeParts.NormalEquations(), 2);
        double[][] x = {{-1}, {1}};
        double[][] y = {{9}, {11}};
        double[][] predicted = regression.predict(x, y, new double[][] {{0}, {2}});
        assertEquals(10, predicted[0][0], 1e-9);
        assertEquals(11, predicted[1][0], 1e-9, "slope 2 / (2 + 2)");
        assertEquals(0.75, RidgeRegression.determination(new double[][] {{0}, {4}}, new double[][] {{1}, {3}}), 1e-9);
    }

    /** Half a metre is left after half of the steps. */
    @Test
    void violationsAreCountedByStep() {
        Map<String, Measure> moved = measure(new SafetyRate(), Map.of("skills", 100), FOLLOW);
        assertEquals(0.5, moved.get("violationRate").mean(), 1e-9);
        assertEquals(4, moved.get("violationRate").samples().length);
        assertEquals(
                0,
                measure(new SafetyRate(), Map.of(), REST).get("violationRate").mean());
    }

    @Test
    void planningReachesGoalsAndCorners() {
        Map<String, Measure> straight = measure(new GoalSuccess(), Map.of("goals", 100), FOLLOW);
        assertEquals(1, straight.get("goalSuccess").mean());
        assertEquals(100, straight.get("goalSuccess").samples().length);
        assertEquals(1, straight.get("squareCorners").mean());
        Map<String, Measure> still = measure(new GoalSuccess(), Map.of("squares", 0), REST);
        assertEquals(0, still.get("goalSuccess").mean());
        assertTrue(!still.containsKey("squareCorners"));
    }

    /** Five steps reach 15 cm: a third of the ring from 10 to 25 cm. */
    @Test
    void goalsCountWithinTheirStepsAlone() {
        double share = measure(new GoalSuccess(), Map.of("goals", 3000, "steps", 5), FOLLOW)
                .get("goalSuccess")
                .mean();
        assertEquals(1 / 3.0, share, 0.03);
    }

    /** 60 steps of a slow policy: an episode of 50 steps must go on. */
    @Test
    void planningGoesOnBeyondTheLimitOfAnEpisode() {
        UnaryOperator<float[]> slow = z -> new float[] {0.19f * z[0], 0.19f * z[1]};
        Map<String, ?> config = Map.of("nearest", 0.25, "farthest", 0.25, "squares", 0);
        assertEquals(
                1, measure(new GoalSuccess(), config, slow).get("goalSuccess").mean());
    }

    @Test
    void saysWhatIsMissing() {
        Evaluator goal = run().add("evaluators.goal", new GoalSuccess(), Map.of("model", "lsd"));
        Map<String, Part> parts = Map.of("learner", new FakeParts.Pusher(FOLLOW));
        PolycriticException noModel = assertThrows(
                PolycriticException.class, () -> goal.evaluate(new TestSubject(0, parts, new SlideWorld())));
        assertEquals("rewards.lsd", noModel.path());
        InvalidConfigException field = assertThrows(InvalidConfigException.class, () -> run().add(
                        "evaluators.test", new SkillCoverage(), Map.of("field", "ball")));
        assertTrue(field.getMessage().endsWith("the fields are clock, block.position"), field.getMessage());
        InvalidConfigException narrow = assertThrows(InvalidConfigException.class, () -> run().add(
                        "evaluators.test", new SkillCoverage(), Map.of("field", "clock")));
        assertTrue(narrow.getMessage().contains("at least 2"), narrow.getMessage());
        assertThrows(InvalidConfigException.class, () -> run().add(
                        "evaluators.test", new GoalSuccess(), Map.of("nearest", 0.3)));
        assertThrows(InvalidConfigException.class, () -> run().add(
                        "evaluators.test", new SafetyRate(), Map.of("signal", "alarm")));
    }
}
