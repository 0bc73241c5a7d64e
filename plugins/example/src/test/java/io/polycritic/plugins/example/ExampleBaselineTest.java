package io.polycritic.plugins.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExampleBaselineTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new ExampleBaseline();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "critics.task";
    }

    @Override
    protected void prepare(TestRun run) {
        ScoringCritic critic = run.part(path(), ScoringCritic.class);
        Batch batch = rollout();
        critic.score(batch);
        critic.learn(batch);
    }

    /** One lane, three steps of reward 1; the second one ends an episode. */
    private static Batch rollout() {
        Batch batch = new Batch(Shape.of(3, 1));
        java.util.Arrays.fill(batch.put(FieldSpec.numbers(Fields.rewards("task"))), 1);
        batch.put(FieldSpec.category(Fields.ENDING, 3))[1] = Ending.TERMINATED.ordinal();
        return batch;
    }

    @Test
    void returnsByHand() {
        try (TestRun run = run()) {
            run.add(path(), new ExampleBaseline(), Map.of("discount", 0.5, "rate", 1));
            ScoringCritic critic = run.part(path(), ScoringCritic.class);
            Batch batch = rollout();
            critic.score(batch);
            assertArrayEquals(new float[] {1.5f, 1, 1}, batch.numbers(Fields.returns("task")));
            critic.learn(batch);
            critic.score(batch);
            float mean = 3.5f / 3;
            float cut = 1 + 0.5f * mean;
            assertArrayEquals(
                    new float[] {1.5f - mean, 1 - mean, cut - mean}, batch.numbers(Fields.advantages("task")), 1e-6f);
        }
    }
}
