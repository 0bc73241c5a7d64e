package io.polycritic.http.testkit;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapRequest;
import java.util.List;
import java.util.Map;

/** The runs to begin with: one in each state that people meet. */
final class SampleRuns {
    private SampleRuns() {}

    static List<LivelyRun> all() {
        LivelyRun running = slim(1, 4_000_000).trainedTo(0.21);
        running.swap(SwapRequest.of("critics.safety", "quantile-critic", Map.of("tail", 0.1), "warm", null));
        running.trainedTo(0.34);
        running.swap(SwapRequest.of("critics.safety", "no-such-critic", Map.of(), "warm", null));
        running.set(new SettingRequest("critics.skill", "weight", 3.0, null, null, null));
        running.trainedTo(0.47);
        running.snapshot();
        running.swap(SwapRequest.of("rewards.skill", "skill-lipschitz", Map.of(), "cold", null));
        running.trainedTo(0.58);
        LivelyRun paused = slim(2, 4_000_000).trainedTo(0.31);
        paused.to(RunState.PAUSED, "paused");
        LivelyRun failed = slim(3, 4_000_000).trainedTo(0.12);
        failed.curveOf("critics.safety/loss").add(4_000, 500_000, Double.NaN);
        failed.failed(new Problem(
                "PLUGIN", "critics.safety", "loss is NaN at update 1,202; last good snapshot: update 1,200"));
        LivelyRun done = cartPole(1).trainedTo(1);
        LivelyRun stopped = cartPole(2).trainedTo(0.44);
        stopped.to(RunState.STOPPED, "stopped");
        return List.of(running, paused, failed, done, stopped);
    }

    static LivelyRun slim(long seed, long budget) {
        return slim("slim-" + seed, seed, budget);
    }

    static LivelyRun slim(String id, long seed, long budget) {
        return new LivelyRun(id, "slim", seed, budget)
                .slot("environment", "environment", "tabletop", 1)
                .slot("learner", "learner", "multi-critic-ppo", 1)
                .slot("critics.reach", "critic", "v-critic", 1, Map.of("discount", 0.95))
                .slot("critics.skill", "critic", "v-critic", 1)
                .slot("critics.safety", "critic", "v-critic", 1, Map.of("discount", 0.95))
                .slot("rewards.reach", "reward model", "reach", 1)
                .slot("rewards.skill", "reward model", "skill-diayn", 1)
                .slot("rewards.safety", "reward model", "safety", 1)
                .slot("optimizers.policy", "optimizer", "adam", 1)
                .slot("evaluators.coverage", "evaluator", "skill-coverage", 1)
                .slot("evaluators.safety", "evaluator", "safety-rate", 1)
                .curve("learner/return.reach", 2.1, 36.4, 4, 0.03)
                .curve("learner/return.skill", 0.0, 6.2, 3, 0.05)
                .curve("learner/return.safety", -9.8, -0.4, 5, 0.03)
                .curve("learner/episodeLength", 50, 50, 1, 0)
                .curve("critics.reach/loss", 1.4, 0.08, 7, 0.03)
                .curve("critics.skill/loss", 1.9, 0.21, 3.5, 0.04)
                .curve("critics.safety/loss", 0.9, 0.05, 5, 0.05)
                .curve("critics.reach/weight", 1, 1, 0, 0)
                .curve("critics.skill/weight", 1, 1, 0, 0)
                .curve("critics.safety/weight", 1, 1, 0, 0)
                .curve("critics.reach/explainedVariance", 0.02, 0.93, 6, 0.02)
                .curve("critics.skill/explainedVariance", 0.0, 0.78, 3, 0.03)
                .curve("critics.safety/explainedVariance", 0.05, 0.66, 4, 0.04)
                .curve("rewards.reach/mean", 0.04, 0.71, 5, 0.02)
                .curve("rewards.skill/mean", 0.0, 0.012, 3, 0.05)
                .curve("rewards.safety/mean", -0.21, -0.006, 6, 0.03)
                .curve("learner/policyLoss", -0.031, -0.006, 2, 0.25)
                .curve("learner/gradientShare.reach", 0.62, 0.24, 3, 0.04)
                .curve("learner/gradientShare.skill", 0.21, 0.61, 3, 0.04)
                .curve("learner/gradientShare.safety", 0.17, 0.15, 3, 0.04)
                .curve("learner/gradientCosine.reach.skill", 0.35, 0.12, 3, 0.1)
                .curve("learner/gradientCosine.reach.safety", -0.05, -0.42, 3, 0.1)
                .curve("learner/gradientCosine.skill.safety", 0.1, -0.08, 3, 0.1)
                .curve("learner/entropy", 2.77, 1.12, 2.2, 0.01)
                .curve("learner/klDivergence", 0.019, 0.008, 3, 0.2)
                .curve("optimizers.policy/gradientNorm", 0.48, 0.17, 2, 0.15)
                .curve("evaluators.coverage/coverage", 0.03, 0.96, 4, 0.02, 12)
                .curve("evaluators.coverage/control", 0.0, 0.74, 3, 0.03, 12)
                .curve("evaluators.safety/violationRate", 0.34, 0.009, 7, 0.02, 12);
    }

    static LivelyRun cartPole(long seed) {
        return new LivelyRun("ppo-cartpole", seed, 500_000)
                .slot("environment", "environment", "tabletop", 1)
                .slot("learner", "learner", "multi-critic-ppo", 1)
                .slot("critics.value", "critic", "v-critic", 1)
                .slot("optimizers.policy", "optimizer", "adam", 1)
                .curve("run/return", 21, 500, 6, 0.02)
                .curve("run/episodeLength", 21, 500, 6, 0.02)
                .curve("critics.value/loss", 38, 2.1, 5, 0.03)
                .curve("critics.value/weight", 1, 1, 0, 0)
                .curve("learner/policyLoss", -0.021, -0.002, 2, 0.2)
                .curve("learner/entropy", 0.69, 0.31, 2, 0.01);
    }
}
