package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.EncodingLearner.Encoder;
import io.polycritic.api.learner.EncodingLearner.Layer;
import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.api.tensor.Shape;
import io.polycritic.datasets.Items;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of {@link EmbeddingGeometry}. Alignment and uniformity: Wang and Isola, "Understanding contrastive
 * representation learning through alignment and uniformity on the hypersphere", 2020, equations 3 and 5. Effective
 * rank: Roy and Vetterli, "The effective rank", 2007, definition 1: exp of the entropy of the singular values by their
 * sum.
 */
record Geometry(int items, int pairs, LinearAlgebra algebra) implements StatelessEvaluator {
    @Override
    public List<Measure> evaluate(Subject subject) {
        Encoded.Reader reader = Encoded.Reader.of(subject);
        int[] first = Items.all(Math.min(items, reader.stream().items(Split.TEST)));
        Encoded features = reader.read(Split.TEST, first, 0, Source.FEATURES, Fields.ITEM);
        Encoded embedding = reader.read(Split.TEST, first, 0, Source.EMBEDDING, Fields.ITEM);
        float[] units = NeighborProbing.unit(embedding);
        List<Measure> measures = new ArrayList<>();
        subject.part("environment", MultiViewStream.class)
                .filter(stream -> stream.views() > 1)
                .ifPresent(stream ->
                        measures.add(new Measure("alignment", "", Measure.Better.LOWER, alignment(reader, stream))));
        measures.add(new Measure("uniformity", "", Measure.Better.LOWER, uniformity(units, embedding.width())));
        double[] ofFeatures = spectrum(features.values(), features.width());
        double[] ofUnits = spectrum(units, embedding.width());
        measures.add(new Measure("featureRank", "", Measure.Better.HIGHER, effectiveRank(ofFeatures)));
        measures.add(new Measure("embeddingRank", "", Measure.Better.HIGHER, effectiveRank(ofUnits)));
        measures.add(new Measure("logSpectrum", "", Measure.Better.NEITHER, logarithms(ofUnits)));
        return measures;
    }

    /** Squared distances of the first two views, item by item. */
    private double[] alignment(Encoded.Reader reader, MultiViewStream stream) {
        int count = Math.min(pairs, reader.stream().items(Split.TRAIN));
        Batch batch = new Batch(Shape.of(2, count));
        stream.next(batch);
        int width = reader.width(Source.EMBEDDING);
        int size = reader.learner().input().width();
        float[][] units = new float[2][];
        for (int view = 0; view < 2; view++) {
            float[] embedding = new float[count * width];
            try (Encoder encoder = reader.learner().encoder(count, view, Layer.EMBEDDING)) {
                encoder.encode(batch.numbers(reader.learner().input().name()), view * count * size, embedding);
            }
            units[view] = NeighborProbing.unit(new Encoded(embedding, width, new float[0]));
        }
        double[] distances = new double[count];
        for (int row = 0; row < count; row++) {
            distances[row] = distance(units[0], row, units[1], row, width);
        }
        return distances;
    }

    /** log of the mean of exp(-2 |u - v|^2) over different rows of length 1. */
    static double uniformity(float[] units, int width) {
        int rows = units.length / width;
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.exp(-2 * distance(units, i, units, j, width));
            }
        }
        return Math.log(2 * sum / ((double) rows * (rows - 1)));
    }

    private static double distance(float[] a, int i, float[] b, int j, int width) {
        double square = 0;
        for (int k = 0; k < width; k++) {
            double difference = a[i * width + k] - b[j * width + k];
            square += difference * difference;
        }
        return square;
    }

    /** Singular values of the centred rows. */
    private double[] spectrum(float[] rows, int width) {
        int count = rows.length / width;
        double[] centred = new double[rows.length];
        for (int j = 0; j < width; j++) {
            double mean = 0;
            for (int i = 0; i < count; i++) {
                mean += rows[i * width + j] / (double) count;
            }
            for (int i = 0; i < count; i++) {
                centred[i * width + j] = rows[i * width + j] - mean;
            }
        }
        return algebra.singularValues(centred, count, width);
    }

    static double effectiveRank(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double entropy = 0;
        for (double value : values) {
            double share = value / sum;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return Math.exp(entropy);
    }

    private static double[] logarithms(double[] values) {
        double[] logarithms = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logarithms[i] = Math.log10(Math.max(values[i], 1e-12));
        }
        return logarithms;
    }
}
