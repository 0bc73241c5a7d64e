package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.multitask.PromptLearner;
import io.polycritic.multitask.PromptStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean squared errors over prompts of several lengths, the same ones in each evaluation, averaged over targets: of the
 * learner, and of ridge regression, gradient descent and debiased gradient descent on the same prompts. Each sample is
 * the mean over a chunk of prompts. A learner whose outputs grow with the prompt is measured all the same at lengths
 * that it was not trained for; its row then has the unit {@code unnormalised}, and a measure of that name is 1. How far
 * the risk falls from one length to the next is reported as well.
 */
final class RiskTable implements PromptEvaluator.Measurement {
    private static final int CHUNK = 100;

    private final int[] lengths;
    private final int prompts;
    private final RandomStream random;

    RiskTable(int[] lengths, int prompts, RandomStream random) {
        this.lengths = lengths;
        this.prompts = prompts;
        this.random = random;
    }

    @Override
    public List<Measure> of(PromptLearner learner, PromptStream stream) {
        long[] start = random.state();
        List<Measure> measures = new ArrayList<>();
        try {
            Measure shorter = null;
            for (int length : lengths) {
                List<Measure> row = at(length, learner, stream);
                measures.addAll(row);
                if (shorter != null) {
                    double fall = shorter.mean() - row.get(0).mean();
                    measures.add(new Measure("fall" + length, "", Measure.Better.HIGHER, fall));
                }
                shorter = row.get(0);
            }
        } finally {
            random.restore(start);
        }
        return measures;
    }

    private List<Measure> at(int length, PromptLearner learner, PromptStream stream) {
        int targets = stream.spec().observation().field(PromptStream.Y).width();
        int chunks = prompts / CHUNK;
        double[][] errors = new double[4][chunks];
        Batch batch = new Batch(Shape.of(CHUNK, length + 1));
        float[] answers = new float[CHUNK * targets];
        Rivals[] rivals = new Rivals[targets];
        for (int n = 0; n < targets; n++) {
            rivals[n] = new Rivals(stream, n, length);
        }
        try (PromptLearner.Predictor predictor = learner.predictor(CHUNK, length)) {
            for (int chunk = 0; chunk < chunks; chunk++) {
                stream.draw(random, batch);
                predictor.predict(batch, answers);
                for (int n = 0; n < targets; n++) {
                    rivals[n].add(batch, answers, errors, chunk, 1.0 / (CHUNK * targets));
                }
            }
        }
        boolean grows = !learner.normalised() && length != stream.length();
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("risk" + length, grows ? "unnormalised" : "", Measure.Better.LOWER, errors[0]));
        measures.add(new Measure("ridge" + length, "", Measure.Better.NEITHER, errors[1]));
        measures.add(new Measure("gradientDescent" + length, "", Measure.Better.NEITHER, errors[2]));
        measures.add(new Measure("debiased" + length, "", Measure.Better.NEITHER, errors[3]));
        if (grows) {
            measures.add(new Measure("unnormalised" + length, "", Measure.Better.NEITHER, 1));
        }
        return measures;
    }

    /** What the learner is compared with on one target. */
    private static final class Rivals {
        private final int target;
        private final int targets;
        private final int d;
        private final LinearOracle oracle;
        private final double[][] descent;
        private final double[][] debiased;
        private final double[][] x;
        private final double[] y;

        Rivals(PromptStream stream, int target, int length) {
            this.target = target;
            this.d = stream.dimension();
            this.targets = stream.spec().observation().field(PromptStream.Y).width();
            double[][] all = stream.covariance();
            double[][] sigma = new double[d][d];
            for (int i = 0; i < d; i++) {
                System.arraycopy(all[target * d + i], target * d, sigma[i], 0, d);
            }
            this.oracle = new LinearOracle(sigma, stream.noise());
            this.descent = oracle.step(length, false);
            this.debiased = oracle.step(length, true);
            this.x = new double[length + 1][d];
            this.y = new double[length];
        }

        /** Adds squared errors of the learner and of its rivals to a chunk. */
        void add(Batch batch, float[] answers, double[][] errors, int chunk, double weight) {
            float[] xs = batch.numbers(PromptStream.X);
            float[] ys = batch.numbers(PromptStream.Y);
            for (int prompt = 0; prompt < CHUNK; prompt++) {
                int row = prompt * x.length;
                for (int l = 0; l < x.length; l++) {
                    for (int i = 0; i < d; i++) {
                        x[l][i] = xs[((row + l) * targets + target) * d + i];
                    }
                    if (l < y.length) {
                        y[l] = ys[(row + l) * targets + target];
                    }
                }
                double right = ys[(row + y.length) * targets + target];
                double[] found = {
                    answers[prompt * targets + target],
                    oracle.ridge(x, y),
                    oracle.descend(x, y, descent, false),
                    oracle.descend(x, y, debiased, true)
                };
                for (int k = 0; k < found.length; k++) {
                    errors[k][chunk] += weight * (found[k] - right) * (found[k] - right);
                }
            }
        }
    }
}
