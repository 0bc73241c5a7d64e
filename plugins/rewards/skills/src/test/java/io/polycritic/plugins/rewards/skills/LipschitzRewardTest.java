package io.polycritic.plugins.rewards.skills;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.rl.SkillModel;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LipschitzRewardTest {
    private static final Map<String, ?> SMALL = Map.of("minibatch", 64);

    private static SkillModel model(TestRun run) {
        return (SkillModel) run.add("rewards.skill", new SkillLipschitz(), SMALL);
    }

    private static void train(SkillModel model, int updates) {
        for (int i = 0; i < updates; i++) {
            Batch batch = Pushes.batch(i);
            model.score(batch);
            model.learn(batch);
        }
    }

    /** Mechanism check (d): the sum over an episode is (phi(o_T) - phi(o_0)) . z. */
    @Test
    void rewardTelescopes() {
        try (TestRun run = Pushes.run()) {
            SkillModel model = model(run);
            train(model, 5);
            Batch episodes = Pushes.batch(99);
            model.score(episodes);
            float[] rewards = episodes.numbers("rewards.skill").clone();
            Batch ends = new Batch(Shape.of(1, Pushes.LANES));
            int width = 4 * Pushes.LANES;
            int last = (Pushes.STEPS - 1) * width;
            float[] now = ends.put(FieldSpec.numbers(Fields.OBSERVATION, 4));
            float[] next = ends.put(FieldSpec.numbers(Fields.NEXT_OBSERVATION, 4));
            float[] skills = ends.put(FieldSpec.numbers(Fields.SKILL, 2));
            System.arraycopy(episodes.numbers(Fields.OBSERVATION), 0, now, 0, width);
            System.arraycopy(episodes.numbers(Fields.NEXT_OBSERVATION), last, next, 0, width);
            System.arraycopy(episodes.numbers(Fields.SKILL), 0, skills, 0, skills.length);
            model.score(ends);
            for (int lane = 0; lane < Pushes.LANES; lane++) {
                double sum = 0;
                for (int t = 0; t < Pushes.STEPS; t++) {
                    sum += rewards[t * Pushes.LANES + lane];
                }
                assertEquals(ends.numbers("rewards.skill")[lane], sum, 1e-5);
            }
        }
    }

    /** Mechanism check (e): no layer has a singular value above 1.001, at first and after each of many updates. */
    @Test
    void everyLayerIsLipschitz() {
        try (TestRun run = Pushes.run()) {
            LipschitzEncoder encoder = new LipschitzEncoder(
                    CompiledCompute.withJavaBlas(), 2, new int[] {64, 64}, 2, 5, RandomStream.of(1, "e", "e"));
            SkillModel model =
                    new LipschitzReward(run.context("rewards.skill"), field(), encoder, 4, 64, "optimizers.skill");
            check(encoder);
            for (int i = 0; i < 6; i++) {
                train(model, 10);
                check(encoder);
            }
            model.close();
        }
    }

    private static ObjectField field() {
        return ObjectField.of(Pushes.SPEC.observation(), "block.position", 2);
    }

    private static void check(LipschitzEncoder encoder) {
        int[][] shapes = {{2, 64}, {64, 64}, {64, 2}};
        Computation computation = new Computation();
        for (int layer = 0; layer < shapes.length; layer++) {
            computation.output("weight" + layer, encoder.normalised(layer));
        }
        try (Program program = CompiledCompute.withJavaBlas().compile(computation)) {
            encoder.feed(program);
            program.run();
            for (int layer = 0; layer < shapes.length; layer++) {
                int m = shapes[layer][0];
                int n = shapes[layer][1];
                float[] weight = new float[m * n];
                program.get("weight" + layer, weight, 0);
                double largest = JacobiSvd.largest(weight, m, n);
                assertTrue(largest <= 1.001, "layer " + layer + " has " + largest);
                assertTrue(largest >= 0.99, "layer " + layer + " has " + largest);
            }
        }
    }

    /** A 1-Lipschitz encoder cannot see more than the distance; a trained one sees nearly all of it. */
    @Test
    void learnsTheDirectionThatSkillsMoveIn() {
        try (TestRun run = Pushes.run()) {
            SkillModel model = model(run);
            train(model, 40);
            Batch batch = Pushes.batch(1000);
            model.score(batch);
            double mean = run.metrics().get("rewards.skill/mean");
            assertTrue(mean > 0.75 * Pushes.PUSH, "mean " + mean);
            assertTrue(mean < 1.01 * Pushes.PUSH, "mean " + mean);
            try (SkillModel.Planner planner = model.planner(2)) {
                float[] skills = new float[4];
                planner.plan(new float[4], new float[] {0.2f, 0, 0, -0.2f}, skills);
                // Skills move the block at a right angle: to the right with (0, -1), down with (-1, 0).
                assertArrayEquals(new float[] {0, -1, -1, 0}, skills, 0.3f);
            }
        }
    }

    @Test
    void continuesBitForBitAfterLoading() {
        try (TestRun whole = Pushes.run();
                TestRun second = Pushes.run()) {
            SkillModel model = model(whole);
            train(model, 3);
            Map<String, State> saved = whole.save();
            train(model, 3);
            SkillModel other = model(second);
            second.load(saved);
            train(other, 3);
            State expected = State.of(model);
            State found = State.of(other);
            expected.values()
                    .forEach((name, value) -> assertArrayEquals(
                            (float[]) value, (float[]) found.values().get(name), name));
        }
    }

    /** A skill of another length is refused by the wiring, which compares shapes. */
    @Test
    void needsSkillsOfItsOwnDimension() {
        try (TestRun run = Pushes.run()) {
            SkillModel three = (SkillModel) run.add("rewards.skill", new SkillLipschitz(), Map.of("dimension", 3));
            assertTrue(three.wiring().needs().contains(FieldSpec.numbers(Fields.SKILL, 3)));
        }
    }

    @Test
    void namesTheFieldsThatExist() {
        try (TestRun run = Pushes.run()) {
            InvalidConfigException missing = assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("rewards.skill", new SkillLipschitz(), Map.of("field", "ball")));
            assertTrue(missing.getMessage().endsWith("the fields are clock, block.position"), missing.getMessage());
            assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("rewards.skill", new SkillLipschitz(), Map.of("components", 4)));
        }
    }
}
