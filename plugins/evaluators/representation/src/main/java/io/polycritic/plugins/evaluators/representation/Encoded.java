package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.EncodingLearner;
import io.polycritic.api.learner.EncodingLearner.Layer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.Shape;
import io.polycritic.datasets.Items;
import java.util.Arrays;

/**
 * Clean items of a split as a frozen encoder sees them.
 *
 * @param values [rows, width]
 * @param width numbers of a row
 * @param answers a field of the same items, [rows, k]
 */
record Encoded(float[] values, int width, float[] answers) {
    private static final int CHUNK = 500;

    int rows() {
        return values.length / width;
    }

    /** The answers as classes. */
    int[] labels() {
        int[] labels = new int[answers.length];
        Arrays.setAll(labels, i -> (int) answers[i]);
        return labels;
    }

    /** The learner and the items of a frozen copy. */
    record Reader(EncodingLearner learner, SplitStream stream) {
        static Reader of(Subject subject) {
            EncodingLearner learner = subject.part("learner", EncodingLearner.class)
                    .orElseThrow(() -> new PolycriticException(
                            ErrorCode.USER, "learner", "has no encoder that could be evaluated"));
            SplitStream stream = subject.part("environment", SplitStream.class)
                    .orElseThrow(() ->
                            new PolycriticException(ErrorCode.USER, "environment", "has no splits that could be read"));
            return new Reader(learner, stream);
        }

        int classes() {
            return 1 + (int) stream.spec().observation().field(Fields.LABEL).high();
        }

        int width(Source source) {
            return switch (source) {
                case FEATURES -> learner.width(Layer.FEATURES);
                case EMBEDDING -> learner.width(Layer.EMBEDDING);
                case INPUT -> learner.input().width();
            };
        }

        /** Items of the training split, as many of each class as can be, {@code count} in all, with their labels. */
        Encoded training(int count, Source source) {
            int there = stream.items(Split.TRAIN);
            int[] labels = new int[there];
            Batch batch = new Batch(Shape.of(Math.min(CHUNK, there)));
            for (int from = 0; from < there; from += batch.rows()) {
                int[] items = chunk(Items.all(there), from, batch.rows());
                stream.read(Split.TRAIN, items, batch);
                float[] read = batch.numbers(Fields.LABEL);
                for (int i = 0; i < items.length && from + i < there; i++) {
                    labels[from + i] = (int) read[i];
                }
            }
            int[] chosen = Items.stratified(labels, Items.all(there), count);
            return read(Split.TRAIN, chosen, 0, source, Fields.LABEL);
        }

        /** The whole test split, with its labels. */
        Encoded test(Source source) {
            return read(Split.TEST, Items.all(stream.items(Split.TEST)), 0, source, Fields.LABEL);
        }

        /** Items of a split by the network of one view. */
        Encoded read(Split split, int[] items, int view, Source source, String answer) {
            int width = width(source);
            int rows = Math.min(CHUNK, items.length);
            int k = stream.spec().observation().field(answer).width();
            Encoded encoded = new Encoded(new float[items.length * width], width, new float[items.length * k]);
            Batch batch = new Batch(view == 0 ? Shape.of(rows) : Shape.of(view + 1, rows));
            float[] part = new float[rows * width];
            int first = view * rows;
            try (EncodingLearner.Encoder encoder = source == Source.INPUT
                    ? new Same(rows * width)
                    : learner.encoder(rows, view, source == Source.FEATURES ? Layer.FEATURES : Layer.EMBEDDING)) {
                for (int from = 0; from < items.length; from += rows) {
                    stream.read(split, chunk(items, from, rows), batch);
                    int size = learner.input().width();
                    encoder.encode(batch.numbers(learner.input().name()), first * size, part);
                    int kept = Math.min(rows, items.length - from);
                    System.arraycopy(part, 0, encoded.values, from * width, kept * width);
                    System.arraycopy(batch.numbers(answer), first * k, encoded.answers, from * k, kept * k);
                }
            }
            return encoded;
        }

        /** As many items as there are rows; the last ones again where there are too few. */
        private static int[] chunk(int[] items, int from, int rows) {
            int[] chunk = new int[rows];
            Arrays.setAll(chunk, i -> items[Math.min(from + i, items.length - 1)]);
            return chunk;
        }
    }

    /** What is not encoded. */
    private record Same(int size) implements EncodingLearner.Encoder {
        @Override
        public void encode(float[] inputs, int offset, float[] representations) {
            System.arraycopy(inputs, offset, representations, 0, size);
        }

        @Override
        public void close() {
            // There is nothing to free.
        }
    }
}
