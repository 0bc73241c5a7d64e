package io.polycritic.plugins.learners.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.games.InverseObjective;
import io.polycritic.games.MarginalCritic;
import io.polycritic.games.Team;
import io.polycritic.plugins.critics.inverse.IqObjective;
import io.polycritic.plugins.critics.inverse.MarginalQ;
import io.polycritic.rl.FeatureMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentStepTest {
    private static final int ROWS = 32;
    private static final CriticFactory<?> Q = new MarginalQ();

    private static TestRun run(Map<String, ?> critic, Map<String, ?> objective) {
        TestRun run = GameRuns.inverse();
        run.add("critics.agent1", Q, critic);
        run.add("critics.objective", new IqObjective(), objective);
        run.part("critics.agent1", MarginalCritic.class).values(Graphs.input("features", 2, 8));
        float[] values = run.part("critics.agent1", MarginalCritic.class)
                .parameters()
                .get(0)
                .values();
        run.context("test.a").random("values").gaussians(values, 0, values.length);
        run.part("critics.agent1", MarginalCritic.class).follow();
        return run;
    }

    private static Rows rows(TestRun run) {
        Batch batch = new Batch(Shape.of(ROWS));
        run.part("streams.demonstrations", DataStream.class).next(batch);
        Rows rows = Rows.of(
                run.context("learner").environment(),
                new FeatureMap(run.context("learner").environment().observation(), 0),
                ROWS,
                0);
        rows.take(batch, 0);
        return rows;
    }

    private static float[] gradient(TestRun run, Rows rows, float[] others) {
        MarginalCritic critic = run.part("critics.agent1", MarginalCritic.class);
        float[] gradient = new float[critic.parameters().get(0).size()];
        try (AgentStep step = new AgentStep(
                Team.each(run.context("learner").environment()),
                0,
                critic,
                run.part("critics.objective", InverseObjective.class),
                new AgentStep.Shape(ROWS, 0, 8),
                CompiledCompute.withJavaBlas())) {
            step.set(rows, others, others, others);
            step.objective().evaluateSum(gradient);
        }
        return gradient;
    }

    /** (b) Linear and direct: 1/lambda times the gradient of the mean log-probability of what was demonstrated. */
    @Test
    void linearDirectClones() {
        Map<String, Object> direct = Map.of("form", "direct", "hidden", List.of(8), "rationality", 4);
        try (TestRun run = run(direct, Map.of("phi", "linear"))) {
            Rows rows = rows(run);
            float[] found = gradient(run, rows, null);
            MarginalCritic critic = run.part("critics.agent1", MarginalCritic.class);
            var loss = critic.loss(Map.of(
                    Fields.FEATURES, Graphs.input("features", ROWS, 8), Fields.ACTION, Graphs.input("taken", ROWS)));
            float[] taken = new float[ROWS];
            for (int row = 0; row < ROWS; row++) {
                taken[row] = rows.actions().own(0, rows.joint()[row]);
            }
            float[] cloning = new float[found.length];
            try (Program program = CompiledCompute.withJavaBlas()
                    .compile(new Computation()
                            .gradient("gradient", loss, critic.parameters().get(0)))) {
                program.set("features", rows.features(), 0);
                program.set("taken", taken, 0);
                program.run();
                program.get("gradient", cloning, 0);
            }
            for (int k = 0; k < found.length; k++) {
                assertEquals(cloning[k] / 4, found[k], 1e-6);
            }
        }
    }

    /** (c) A joint critic that does not look at the others has the direct critic's gradient, summed over them. */
    @Test
    void jointAndDirectAgreeWithoutInteraction() {
        Map<String, Object> table = Map.of("table", true, "rationality", 4);
        try (TestRun direct = run(Map.of("table", true, "rationality", 4, "form", "direct"), Map.of("alpha", 2));
                TestRun joint = run(table, Map.of("alpha", 2))) {
            MarginalCritic one = direct.part("critics.agent1", MarginalCritic.class);
            MarginalCritic other = joint.part("critics.agent1", MarginalCritic.class);
            float[] from = one.parameters().get(0).values();
            float[] to = other.parameters().get(0).values();
            for (int at = 0; at < to.length; at++) {
                to[at] = from[at / 3];
            }
            // so many steps that targets are copies
            for (int i = 0; i < 4000; i++) {
                one.follow();
                other.follow();
            }
            Rows rows = rows(direct);
            float[] others = new float[ROWS * 3];
            java.util.Arrays.fill(others, 1f / 3);
            float[] expected = gradient(direct, rows, null);
            float[] found = gradient(joint, rows, others);
            float[] summed = new float[expected.length];
            for (int at = 0; at < found.length; at++) {
                summed[at / 3] += found[at];
            }
            assertArrayEquals(expected, summed, 1e-6f);
        }
    }
}
