package io.polycritic.plugins.learners.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.games.GameFields;
import io.polycritic.games.InverseObjective;
import io.polycritic.games.MarginalCritic;
import io.polycritic.games.Team;
import io.polycritic.plugins.critics.inverse.IqObjective;
import io.polycritic.plugins.critics.inverse.MarginalQ;
import io.polycritic.rl.FeatureMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        return gradient(run, rows, others, 0);
    }

    /** Of rows of which the last ones are own steps. */
    private static float[] gradient(TestRun run, Rows rows, float[] others, int own) {
        MarginalCritic critic = run.part("critics.agent1", MarginalCritic.class);
        float[] gradient = new float[critic.parameters().get(0).size()];
        try (AgentStep step = new AgentStep(
                Team.each(run.context("learner").environment()),
                0,
                critic,
                run.part("critics.objective", InverseObjective.class),
                new AgentStep.Shape(ROWS - own, own, 8),
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
            assertClones(run, rows, new float[0], found);
        }
    }

    /** (b) Linear and joint with marginal credit: the same, whatever the others do and were shown to do. */
    @Test
    void linearMarginalCreditClones() {
        Map<String, Object> joint = Map.of("hidden", List.of(8), "rationality", 4);
        try (TestRun run = run(joint, Map.of("phi", "linear", "credit", "marginal"))) {
            Rows rows = rows(run);
            float[] others = new float[ROWS * 3];
            for (int row = 0; row < ROWS; row++) {
                others[row * 3] = 0.6f;
                others[row * 3 + 1] = 0.3f;
                others[row * 3 + 2] = 0.1f;
            }
            assertClones(run, rows, others, gradient(run, rows, others));
        }
    }

    private static void assertClones(TestRun run, Rows rows, float[] others, float[] found) {
        MarginalCritic critic = run.part("critics.agent1", MarginalCritic.class);
        Map<String, Node> fields = new HashMap<>(
                Map.of(Fields.FEATURES, Graphs.input("features", ROWS, 8), Fields.ACTION, Graphs.input("taken", ROWS)));
        if (critic.joint()) {
            fields.put(GameFields.OTHERS, Graphs.input("others", ROWS, 3));
        }
        float[] taken = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            taken[row] = rows.actions().own(0, rows.joint()[row]);
        }
        float[] cloning = new float[found.length];
        try (Program program = CompiledCompute.withJavaBlas()
                .compile(new Computation()
                        .gradient(
                                "gradient",
                                critic.loss(fields),
                                critic.parameters().get(0)))) {
            program.set("features", rows.features(), 0);
            program.set("taken", taken, 0);
            if (critic.joint()) {
                program.set("others", others, 0);
            }
            program.run();
            program.get("gradient", cloning, 0);
        }
        for (int k = 0; k < found.length; k++) {
            assertEquals(cloning[k] / 4, found[k], 1e-6);
        }
    }

    /** The second term is that of demonstrated and own rows in the proportion that is set. */
    @Test
    void ownRowsHaveTheirShareOfTheSecondTerm() {
        Map<String, Object> direct = Map.of("form", "direct", "hidden", List.of(8), "rationality", 4);
        float[][] found = new float[3][];
        double[] shares = {0, 1, 0.25};
        for (int k = 0; k < shares.length; k++) {
            try (TestRun run = run(direct, Map.of("kept", "all", "ownShare", shares[k]))) {
                found[k] = gradient(run, rows(run), null, ROWS / 4);
            }
        }
        double difference = 0;
        for (int k = 0; k < found[0].length; k++) {
            assertEquals(0.75 * found[0][k] + 0.25 * found[1][k], found[2][k], 1e-6);
            difference += Math.abs(found[0][k] - found[1][k]);
        }
        assertTrue(difference > 0.01, "both terms are alike: " + difference);
    }

    /** (c) A joint critic that does not look at the others has the direct critic's gradient, summed over them. */
    @ParameterizedTest
    @ValueSource(strings = {"joint", "marginal"})
    void jointAndDirectAgreeWithoutInteraction(String credit) {
        Map<String, Object> table = Map.of("table", true, "rationality", 4);
        try (TestRun direct = run(Map.of("table", true, "rationality", 4, "form", "direct"), Map.of("alpha", 2));
                TestRun joint = run(table, Map.of("alpha", 2, "credit", credit))) {
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
