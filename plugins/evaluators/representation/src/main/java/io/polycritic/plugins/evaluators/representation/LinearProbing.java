package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.numerics.Lbfgs;
import java.util.List;

/**
 * The part of {@link LinearProbe}: features standardised by the mean and deviation of the training items, zero start,
 * L-BFGS with ten pairs.
 */
record LinearProbing(Source of, int items, double decay, double tolerance, int iterations)
        implements StatelessEvaluator {
    private static final int MEMORY = 10;
    private static final int BLOCK = 256;

    @Override
    public List<Measure> evaluate(Subject subject) {
        Encoded.Reader reader = Encoded.Reader.of(subject);
        Encoded train = reader.training(items, of);
        Encoded test = reader.test(of);
        Standardized standardized = Standardized.of(train);
        SoftmaxRegression regression =
                new SoftmaxRegression(standardized.columns(train), train.labels(), reader.classes(), decay);
        Lbfgs.Result fit = new Lbfgs(MEMORY, tolerance, iterations).minimise(regression, new double[regression.size()]);
        double[] right = right(standardized.columns(test), test.labels(), fit.x(), reader.classes());
        return List.of(
                new Measure("accuracy", "", Measure.Better.HIGHER, right),
                new Measure("fitLoss", "", Measure.Better.NEITHER, fit.value()),
                new Measure("fitGradient", "", Measure.Better.NEITHER, fit.gradientNorm()),
                new Measure("fitSteps", "", Measure.Better.NEITHER, fit.iterations()));
    }

    /** 1 for each row whose own class has the greatest score, the lower of two equal ones counting; else 0. */
    static double[] right(double[][] columns, int[] labels, double[] x, int classes) {
        double[] right = new double[labels.length];
        double[][] scores = new double[classes][BLOCK];
        for (int from = 0; from < labels.length; from += BLOCK) {
            int count = Math.min(BLOCK, labels.length - from);
            SoftmaxRegression.score(columns, x, from, count, scores);
            for (int i = 0; i < count; i++) {
                int best = 0;
                for (int c = 1; c < classes; c++) {
                    best = scores[c][i] > scores[best][i] ? c : best;
                }
                right[from + i] = best == labels[from + i] ? 1 : 0;
            }
        }
        return right;
    }
}
