package io.polycritic.plugins.environments.pictures;

import io.polycritic.api.environment.SplitStream;
import io.polycritic.datasets.Images;

/**
 * What a stream shows: pictures, which of them are in which split, and the class that each is said to have.
 *
 * @param train pictures of the training and validation splits
 * @param test pictures of the test split, maybe the same ones
 * @param items [splits], indices of pictures
 * @param trainLabels the class of each picture of {@code train} after relabelling and noise, -1 where it is left out
 * @param testLabels the same for {@code test}, without noise
 * @param classes the number of classes
 */
record PictureSet(Images train, Images test, int[][] items, int[] trainLabels, int[] testLabels, int classes) {
    Images images(SplitStream.Split split) {
        return split == SplitStream.Split.TEST ? test : train;
    }

    int[] items(SplitStream.Split split) {
        return items[split.ordinal()];
    }

    int label(SplitStream.Split split, int picture) {
        return split == SplitStream.Split.TEST ? testLabels[picture] : trainLabels[picture];
    }

    /** The sums of the files, so that a run is not continued with others. */
    String digest() {
        return train == test ? train.digest() : train.digest() + " " + test.digest();
    }
}
