package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Program;
import java.util.List;

/**
 * The part of {@link KnnProbe} (Wu et al., "Unsupervised feature learning via non-parametric instance discrimination",
 * 2018, section 3.4): the nearest by cosine vote with weight exp(cosine / temperature); of two classes with as many
 * votes the lower one counts.
 */
record NeighborProbing(Source of, int items, int neighbors, double temperature, Compute compute)
        implements StatelessEvaluator {
    private static final int ROWS = 250;

    @Override
    public List<Measure> evaluate(Subject subject) {
        Encoded.Reader reader = Encoded.Reader.of(subject);
        Encoded bank = reader.training(items, of);
        Encoded test = reader.test(of);
        double[] right = right(bank, test, reader.classes());
        return List.of(new Measure("accuracy", "", Measure.Better.HIGHER, right));
    }

    private double[] right(Encoded bank, Encoded test, int classes) {
        float[] known = unit(bank);
        float[] asked = unit(test);
        int[] labels = bank.labels();
        int[] answers = test.labels();
        double[] right = new double[answers.length];
        int rows = Math.min(ROWS, answers.length);
        float[] cosines = new float[rows * labels.length];
        float[] part = new float[rows * bank.width()];
        try (Program program = compute.compile(new Computation()
                .output(
                        "cosines",
                        Linear.matmul(
                                Graphs.input("asked", rows, bank.width()),
                                false,
                                Graphs.input("known", labels.length, bank.width()),
                                true)))) {
            program.set("known", known, 0);
            Nearest nearest = new Nearest(Math.min(neighbors, labels.length));
            for (int from = 0; from < answers.length; from += rows) {
                int kept = Math.min(rows, answers.length - from);
                System.arraycopy(asked, from * bank.width(), part, 0, kept * bank.width());
                program.set("asked", part, 0);
                program.run();
                program.get("cosines", cosines, 0);
                for (int i = 0; i < kept; i++) {
                    nearest.find(cosines, i * labels.length, labels.length);
                    right[from + i] = nearest.vote(labels, classes, temperature) == answers[from + i] ? 1 : 0;
                }
            }
        }
        return right;
    }

    /** Rows of length 1; zeros stay zeros. */
    static float[] unit(Encoded encoded) {
        float[] unit = encoded.values().clone();
        int width = encoded.width();
        for (int row = 0; row < encoded.rows(); row++) {
            double square = 0;
            for (int j = 0; j < width; j++) {
                square += (double) unit[row * width + j] * unit[row * width + j];
            }
            float scale = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
            for (int j = 0; j < width; j++) {
                unit[row * width + j] *= scale;
            }
        }
        return unit;
    }
}
