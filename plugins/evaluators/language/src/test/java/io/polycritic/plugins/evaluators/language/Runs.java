package io.polycritic.plugins.evaluators.language;

import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.language.TextPolicy;
import io.polycritic.plugins.environments.language.GoldJudge;
import io.polycritic.plugins.environments.language.PostsSummary;
import io.polycritic.plugins.learners.language.TinyLmSft;
import io.polycritic.plugins.optimizers.gradient.AdamW;
import java.util.Map;

/** Runs of small policies, and frozen copies of them. */
final class Runs {
    private Runs() {}

    static TestRun policy(long seed) {
        TestRun run = new TestRun(seed, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new PostsSummary(), Map.of());
        run.add("rewards.judge", new GoldJudge(), Map.of());
        run.add("optimizers.policy", new AdamW(), Map.of("learningRate", 0.01));
        run.add("learner", new TinyLmSft(), Map.of("width", 8, "layers", 1, "heads", 2, "minibatch", 8));
        return run;
    }

    /** A run that knows others by the names {@code same}, a copy of itself, and {@code other}. */
    static TestRun judged() {
        TestRun run = policy(1);
        run.part("learner", TextPolicy.class).update();
        TestRun same = policy(1);
        same.load(run.save());
        return run.frozen("same", subject(same)).frozen("other", subject(policy(2)));
    }

    static TestSubject subject(TestRun run) {
        return new TestSubject(
                0,
                Map.of(
                        "learner",
                        run.part("learner", TextPolicy.class),
                        "environment",
                        run.part("environment", io.polycritic.language.PromptStream.class),
                        "rewards.judge",
                        run.part("rewards.judge", io.polycritic.language.HiddenJudge.class)),
                null);
    }
}
