package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.EncodingLearner;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.datasets.Items;
import java.util.List;

/** The part of {@link ViewRetrieval}: recall at 1 by cosine, over all ordered pairs of views. */
record RetrievalProbing(int items) implements StatelessEvaluator {
    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls("learner", EncodingLearner.class, 1)
                .calls("environment", SplitStream.class, 1)
                .requires(MultiViewStream.VIEWS, 2, 16)
                .build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        Encoded.Reader reader = Encoded.Reader.of(subject);
        int views = subject.part("environment", MultiViewStream.class)
                .map(MultiViewStream::views)
                .orElse(1);
        int[] asked = Items.all(Math.min(items, reader.stream().items(Split.TEST)));
        float[][] units = new float[views][];
        for (int view = 0; view < views; view++) {
            units[view] = NeighborProbing.unit(reader.read(Split.TEST, asked, view, Source.EMBEDDING, Fields.ITEM));
        }
        int width = reader.width(Source.EMBEDDING);
        double[] found = new double[views * (views - 1) * asked.length];
        int at = 0;
        for (int from = 0; from < views; from++) {
            for (int to = 0; to < views; to++) {
                for (int i = 0; from != to && i < asked.length; i++) {
                    found[at++] = nearest(units[from], i, units[to], width) == i ? 1 : 0;
                }
            }
        }
        return List.of(new Measure("recall", "", Measure.Better.HIGHER, found));
    }

    private static int nearest(float[] from, int row, float[] among, int width) {
        int best = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int other = 0; other < among.length / width; other++) {
            double product = 0;
            for (int k = 0; k < width; k++) {
                product += (double) from[row * width + k] * among[other * width + k];
            }
            if (product > greatest) {
                greatest = product;
                best = other;
            }
        }
        return best;
    }
}
