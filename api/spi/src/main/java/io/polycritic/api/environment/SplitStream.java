package io.polycritic.api.environment;

import io.polycritic.api.experience.Batch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A data stream of a fixed set of items that can also be read by index: clean, in a fixed order, without moving the
 * stream. {@link #next} yields items of the training split.
 */
@ConsumerType
public interface SplitStream extends DataStream {
    /** The parts that a data set is cut into. */
    enum Split {
        /** What is trained on. */
        TRAIN,
        /** What decides between settings. */
        VALIDATION,
        /** What is reported. */
        TEST
    }

    /**
     * Counts the items of a split.
     *
     * @param split the split
     * @return at least 0
     */
    int items(Split split);

    /**
     * Reads items without augmentation, the same each time.
     *
     * @param split the split
     * @param items the index of each item within its split, from 0
     * @param batch filled with the fields of the spec's observation space; its leading axes are [M] for M items, or [N,
     *     M] for N views of them where the views are modalities
     */
    void read(Split split, int[] items, Batch batch);
}
