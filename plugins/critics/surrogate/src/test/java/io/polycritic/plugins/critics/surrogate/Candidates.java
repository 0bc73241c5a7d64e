package io.polycritic.plugins.critics.surrogate;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;

/** Batches of candidates: one-hot genes of three levels, and a score for the slot {@code size}. */
final class Candidates {
    static final int GENES = 12;

    private Candidates() {}

    /** A score that is a sum over genes. */
    static Batch linear(int count, long seed) {
        return batch(count, seed, levels -> {
            double sum = -20;
            for (int i = 0; i < GENES; i++) {
                sum -= (i + 1) * levels[i];
            }
            return sum;
        });
    }

    /** A score in which pairs of genes must agree: no sum over genes. */
    static Batch pairs(int count, long seed) {
        return batch(count, seed, levels -> {
            double sum = 20;
            for (int i = 0; i < 4; i += 2) {
                sum += 5 * Math.cos(2 * (levels[i] - levels[i + 1]));
            }
            return sum;
        });
    }

    interface Score {
        double of(int[] levels);
    }

    static Batch batch(int count, long seed, Score score) {
        RandomStream random = RandomStream.of(seed, "test", "candidates");
        Batch batch = new Batch(Shape.of(count));
        float[] features = batch.put(FieldSpec.numbers(Fields.FEATURES, 3 * GENES + 1));
        float[] returns = batch.put(FieldSpec.numbers(Fields.returns("size")));
        for (int row = 0; row < count; row++) {
            int[] levels = new int[GENES];
            int at = row * (3 * GENES + 1);
            for (int i = 0; i < GENES; i++) {
                levels[i] = random.nextInt(3);
                features[at + 3 * i + levels[i]] = 1;
            }
            features[at + 3 * GENES] = 1;
            returns[row] = (float) score.of(levels);
        }
        return batch;
    }
}
