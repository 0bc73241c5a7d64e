package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;

/** The part of {@link SafetyRate}. */
final class SafetyEvaluator extends StatelessEvaluator {
    private final SkillTrials trials;
    private final int at;
    private final RandomStream random;

    SafetyEvaluator(SkillTrials trials, int at, RandomStream random) {
        this.trials = trials;
        this.at = at;
        this.random = random;
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        long[] steps = new long[trials.resets()];
        long[] violations = new long[trials.resets()];
        trials.run(subject, random, new SkillTrials.Watcher() {
            @Override
            public void begin(int skill, int reset, float[] observations, int offset) {
                // Only steps count.
            }

            @Override
            public void step(int skill, int reset, float[] observation, float[] signals) {
                steps[reset]++;
                violations[reset] += signals[at] > 0.5f ? 1 : 0;
            }
        });
        double[] rates = new double[trials.resets()];
        for (int reset = 0; reset < rates.length; reset++) {
            rates[reset] = violations[reset] / (double) steps[reset];
        }
        return List.of(new Measure("violationRate", "", Measure.Better.LOWER, rates));
    }
}
