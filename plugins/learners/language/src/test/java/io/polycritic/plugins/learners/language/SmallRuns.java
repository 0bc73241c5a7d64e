package io.polycritic.plugins.learners.language;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.language.GoldJudge;
import io.polycritic.plugins.environments.language.PostsSummary;
import io.polycritic.plugins.optimizers.gradient.AdamW;
import java.util.Map;

/** Runs of the smallest models. */
final class SmallRuns {
    static final Map<String, Object> MODEL = Map.of("width", 8, "layers", 1, "heads", 2);

    private SmallRuns() {}

    /** Posts and an optimizer. */
    static TestRun posts() {
        return posts(1);
    }

    static TestRun posts(long seed) {
        TestRun run = new TestRun(seed, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new PostsSummary(), Map.of());
        run.add("optimizers.policy", new AdamW(), Map.of("learningRate", 0.01));
        return run;
    }

    /**
     * Posts, a hidden judge, a model that likes brevity, and a frozen policy of the run {@code sft}; the run
     * {@code mute} has none.
     */
    static TestRun judged() {
        TestRun sft = posts(5);
        Learner learner = sft.add("learner", new TinyLmSft(), model(Map.of("minibatch", 8)));
        TestRun run = posts();
        run.add("rewards.judge", new GoldJudge(), Map.of());
        run.seat("rewards.brevity", new Brevity());
        run.frozen("sft", new TestSubject(0, Map.of("learner", learner), null));
        return run.frozen("mute", new TestSubject(0, Map.of(), null));
    }

    /** The smallest model with other settings. */
    static Map<String, Object> model(Map<String, Object> others) {
        Map<String, Object> all = new java.util.LinkedHashMap<>(MODEL);
        all.putAll(others);
        return all;
    }
}
