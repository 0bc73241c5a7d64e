package io.polycritic.plugins.studies.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.language.GoldJudge;
import io.polycritic.plugins.environments.language.PostsSummary;
import io.polycritic.plugins.environments.language.TextComparisons;
import io.polycritic.plugins.learners.language.Gpo;
import io.polycritic.plugins.learners.language.TinyLmSft;
import io.polycritic.plugins.learners.preference.PreferenceFit;
import io.polycritic.plugins.optimizers.gradient.AdamW;
import io.polycritic.plugins.rewards.preference.BtReward;
import io.polycritic.plugins.rewards.preference.GpmReward;
import io.polycritic.plugins.rewards.preference.TrainedPreference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole way of a policy of text, with the smallest models: writers, comparisons, preference models, GPO. */
class SwappedPreferencesTest {
    private static TestRun run(double learningRate, String optimizer) {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("optimizers." + optimizer, new AdamW(), Map.of("learningRate", learningRate));
        return run;
    }

    private static void update(TestRun run, int times) {
        for (int i = 0; i < times; i++) {
            run.part("learner", Learner.class).update();
        }
    }

    private static TestRun writer() {
        TestRun run = run(0.01, "policy");
        run.add("environment", new PostsSummary(), Map.of());
        run.add(
                "learner",
                new TinyLmSft(),
                Map.of("width", 8, "layers", 1, "heads", 2, "minibatch", 8, "gradientSteps", 4));
        update(run, 3);
        return run;
    }

    private static TestSubject frozen(TestRun run, String... paths) {
        Map<String, Part> parts = new HashMap<>();
        for (String path : paths) {
            parts.put(path, run.part(path, Part.class));
        }
        return new TestSubject(0, parts, null);
    }

    /** Two models that learn side by side from labelled pairs of the writer's summaries. */
    private static TestRun models(TestRun writer) {
        TestRun run = run(0.01, "preference").frozen("sft", frozen(writer, "learner"));
        run.add("streams.prompts", new PostsSummary(), Map.of());
        run.add("rewards.judge", new GoldJudge(), Map.of("cyclic", 2));
        run.add("environment", new TextComparisons(), Map.of("run", "sft", "count", 64, "heldOut", 8));
        run.add("rewards.bt", new BtReward(), Map.of("run", "sft"));
        run.add("rewards.gpm", new GpmReward(), Map.of("run", "sft", "dimension", 4, "temperature", 1));
        run.add("learner", new PreferenceFit(), Map.of("minibatch", 16));
        update(run, 6);
        return run;
    }

    private static TestRun policy(TestRun writer, TestRun models) {
        TestRun run = run(0.01, "policy")
                .frozen("sft", frozen(writer, "learner"))
                .frozen("pairs", frozen(models, "rewards.bt", "rewards.gpm"));
        run.add("environment", new PostsSummary(), Map.of());
        run.add("rewards.preference", new TrainedPreference(), Map.of("run", "pairs", "model", "bt"));
        run.add("learner", new Gpo(), Map.of("run", "sft", "prompts", 3, "responses", 3, "iteration", 2, "beta", 1));
        return run;
    }

    private static float[] parameters(TestRun run) {
        for (Object values : State.of(run.part("learner", Part.class)).values().values()) {
            if (values instanceof float[] numbers) {
                return numbers;
            }
        }
        throw new AssertionError("the policy has no parameters");
    }

    /** A scalar model makes room for a general one in a live run: from the next update on the policy follows that. */
    @Test
    void aGeneralPreferenceModelTakesOverInALiveRun() {
        try (TestRun writer = writer();
                TestRun models = models(writer);
                TestRun left = policy(writer, models);
                TestRun swapped = policy(writer, models)) {
            for (TestRun run : List.of(left, swapped)) {
                update(run, 2);
            }
            assertTrue(Arrays.equals(parameters(left), parameters(swapped)), "equal runs went apart");
            swapped.add("rewards.preference", new TrainedPreference(), Map.of("run", "pairs", "model", "gpm"));
            for (TestRun run : List.of(left, swapped)) {
                assertEquals(
                        new Learner.Update(3, 9),
                        run.part("learner", Learner.class).update());
            }
            assertTrue(!Arrays.equals(parameters(left), parameters(swapped)), "the newcomer is not listened to");
            swapped.metrics().forEach((name, value) -> assertTrue(Double.isFinite(value), name + " is " + value));
        }
    }
}
