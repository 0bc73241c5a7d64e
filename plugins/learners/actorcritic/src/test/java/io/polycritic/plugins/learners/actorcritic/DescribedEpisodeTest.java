package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Critics judge an episode that they have not been trained on, once the learner has described it. */
class DescribedEpisodeTest {
    @Test
    void aStateHasOneValueWhereverItStandsInAnEpisode() {
        try (TestRun run = SmallRuns.single(new Ppo(), Map.of())) {
            SmallRuns.update(run, 3);
            double[] values = values(run, 0.3f, -0.7f, 0.3f, 0.5f, 0.3f);
            assertEquals(values[0], values[2], 1e-5);
            assertEquals(values[0], values[4], 1e-5);
            assertNotEquals(values[0], values[1], 1e-5);
            assertEquals(values[1], values(run, -0.7f)[0], 1e-5);
        }
    }

    /** What the critic gives for states whose observations are all one number. */
    private static double[] values(TestRun run, float... states) {
        EnvironmentSpec spec = run.context("learner").environment();
        Batch batch = new Batch(Shape.of(states.length, 1));
        int o = spec.observation().width();
        for (String name : new String[] {Fields.OBSERVATION, Fields.NEXT_OBSERVATION}) {
            float[] rows = batch.put(FieldSpec.numbers(name, o));
            for (int i = 0; i < rows.length; i++) {
                rows[i] = states[i / o];
            }
        }
        batch.put(FieldSpec.numbers(Fields.ACTION, spec.action().width()));
        batch.put(FieldSpec.numbers(Fields.SIGNALS, spec.signals().width()));
        batch.put(FieldSpec.category(Fields.ENDING, Ending.values().length))[states.length - 1] =
                Ending.TERMINATED.ordinal();
        run.part("learner", PolicyLearner.class).describe(batch);
        run.part("rewards.task", RewardModel.class).score(batch);
        run.part("critics.task", ScoringCritic.class).score(batch);
        double[] values = new double[states.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = batch.numbers(Fields.returns("task"))[i] - batch.numbers(Fields.advantages("task"))[i];
        }
        return values;
    }
}
