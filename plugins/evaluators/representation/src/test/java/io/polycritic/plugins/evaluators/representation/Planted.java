package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.EncodingLearner;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.testkit.TestSubject;
import java.util.Arrays;
import java.util.Map;

/**
 * Items whose numbers are given, and a learner that shows them as they are. Views of an item differ by a constant.
 *
 * @param train [n, width]
 * @param trainLabels [n]
 * @param test [m, width]
 * @param testLabels [m]
 * @param width numbers of an item
 * @param step what the second view adds to each number
 */
record Planted(float[] train, int[] trainLabels, float[] test, int[] testLabels, int width, float step)
        implements SplitStream, MultiViewStream, EncodingLearner {
    Subject subject() {
        return new TestSubject(0, Map.of("learner", this, "environment", this), null);
    }

    @Override
    public FieldSpec input() {
        return FieldSpec.numbers("signal", width);
    }

    @Override
    public EnvironmentSpec spec() {
        FieldSpec latent = FieldSpec.numbers("latent", width);
        Space observation =
                Space.of(input(), FieldSpec.category(Fields.LABEL, 3), FieldSpec.numbers(Fields.ITEM), latent);
        return EnvironmentSpec.single(observation, Space.EMPTY, Space.EMPTY, 0, 0);
    }

    @Override
    public int items(Split split) {
        return split == Split.TRAIN ? trainLabels.length : testLabels.length;
    }

    @Override
    public void read(Split split, int[] items, Batch batch) {
        float[] from = split == Split.TRAIN ? train : test;
        int[] labels = split == Split.TRAIN ? trainLabels : testLabels;
        float[] signal = batch.put(input());
        float[] label = batch.put(FieldSpec.category(Fields.LABEL, 3));
        float[] ids = batch.put(FieldSpec.numbers(Fields.ITEM));
        float[] latent = batch.put(FieldSpec.numbers("latent", width));
        for (int row = 0; row < batch.rows(); row++) {
            int item = items[row % items.length];
            label[row] = labels[item];
            ids[row] = item;
            for (int k = 0; k < width; k++) {
                latent[row * width + k] = from[item * width + k];
                signal[row * width + k] = from[item * width + k] + row / items.length * step;
            }
        }
    }

    @Override
    public boolean next(Batch batch) {
        int[] items = new int[batch.leading().length(1)];
        Arrays.setAll(items, i -> i);
        read(Split.TRAIN, items, batch);
        return true;
    }

    @Override
    public int views() {
        return 2;
    }

    @Override
    public int width(Layer layer) {
        return width;
    }

    @Override
    public Encoder encoder(int rows, int view, Layer layer) {
        return new Encoder() {
            @Override
            public void encode(float[] inputs, int offset, float[] representations) {
                System.arraycopy(inputs, offset, representations, 0, rows * width);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Update update() {
        return new Update(0, 0);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
