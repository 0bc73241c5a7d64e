package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.datasets.Items;
import io.polycritic.numerics.RidgeRegression;
import java.util.List;

/** The part of {@link LatentRegression}: from embeddings of length 1, one regression for each view. */
record LatentProbing(String field, int items, int testItems, RidgeRegression regression) implements StatelessEvaluator {
    @Override
    public List<Measure> evaluate(Subject subject) {
        Encoded.Reader reader = Encoded.Reader.of(subject);
        int views = subject.part("environment", MultiViewStream.class)
                .map(MultiViewStream::views)
                .orElse(1);
        int[] known = Items.all(Math.min(items, reader.stream().items(Split.TRAIN)));
        int[] asked = Items.all(Math.min(testItems, reader.stream().items(Split.TEST)));
        double[] explained = new double[views];
        for (int view = 0; view < views; view++) {
            Encoded train = reader.read(Split.TRAIN, known, view, Source.EMBEDDING, field);
            Encoded test = reader.read(Split.TEST, asked, view, Source.EMBEDDING, field);
            double[][] predicted = regression.predict(
                    rows(NeighborProbing.unit(train), train.width()),
                    answers(train),
                    rows(NeighborProbing.unit(test), test.width()));
            explained[view] = RidgeRegression.determination(answers(test), predicted);
        }
        return List.of(new Measure("explained", "", Measure.Better.HIGHER, explained));
    }

    private static double[][] answers(Encoded encoded) {
        return rows(encoded.answers(), encoded.answers().length / encoded.rows());
    }

    private static double[][] rows(float[] values, int width) {
        double[][] rows = new double[values.length / width][width];
        for (int i = 0; i < values.length; i++) {
            rows[i / width][i % width] = values[i];
        }
        return rows;
    }
}
