package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.numerics.RidgeRegression;
import java.util.List;

/** The part of {@link SkillControl}. */
final class ControlEvaluator extends StatelessEvaluator {
    private final SkillTrials trials;
    private final RidgeRegression regression;
    private final int at;
    private final RandomStream random;

    ControlEvaluator(SkillTrials trials, RidgeRegression regression, int at, RandomStream random) {
        this.trials = trials;
        this.regression = regression;
        this.at = at;
        this.random = random;
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        double[][][] moved = new double[trials.resets()][trials.skills()][2];
        float[] skills = trials.run(subject, random, new SkillTrials.Watcher() {
            private final float[][][] starts = new float[trials.resets()][trials.skills()][2];

            @Override
            public void begin(int skill, int reset, float[] observations, int offset) {
                System.arraycopy(observations, offset + at, starts[reset][skill], 0, 2);
            }

            @Override
            public void step(int skill, int reset, float[] observation, float[] signals) {
                for (int axis = 0; axis < 2; axis++) {
                    moved[reset][skill][axis] = observation[at + axis] - starts[reset][skill][axis];
                }
            }
        });
        double[] samples = new double[trials.resets()];
        for (int reset = 0; reset < samples.length; reset++) {
            samples[reset] = heldOut(inputs(skills), moved, reset);
        }
        return List.of(
                new Measure("control", "R^2", Measure.Better.HIGHER, samples),
                new Measure("displacement", "m", Measure.Better.NEITHER, lengths(moved)));
    }

    private double[][] inputs(float[] skills) {
        int d = skills.length / trials.skills();
        double[][] inputs = new double[trials.skills()][d];
        for (int i = 0; i < skills.length; i++) {
            inputs[i / d][i % d] = skills[i];
        }
        return inputs;
    }

    /** Fits on all resets but one and tests on that one. */
    private double heldOut(double[][] inputs, double[][][] moved, int held) {
        int known = (moved.length - 1) * inputs.length;
        double[][] x = new double[known][];
        double[][] y = new double[known][];
        int row = 0;
        for (int reset = 0; reset < moved.length; reset++) {
            for (int skill = 0; reset != held && skill < inputs.length; skill++) {
                x[row] = inputs[skill];
                y[row++] = moved[reset][skill];
            }
        }
        return RidgeRegression.determination(moved[held], regression.predict(x, y, inputs));
    }

    /** The mean distance that the object was moved, for each reset. */
    private static double[] lengths(double[][][] moved) {
        double[] lengths = new double[moved.length];
        for (int reset = 0; reset < lengths.length; reset++) {
            for (double[] move : moved[reset]) {
                lengths[reset] += Math.hypot(move[0], move[1]) / moved[reset].length;
            }
        }
        return lengths;
    }
}
