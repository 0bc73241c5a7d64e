package io.polycritic.plugins.environments.multitask;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.datasets.Images;

/**
 * Canvases [n, 20, 20] with two pictures of 28 x 28, averaged over 2 x 2 pixels to 14 x 14: the first one at (0, 0),
 * the second one at (6, 6), the brighter of the two where they overlap; and two labels each.
 *
 * @param canvases numbers from 0 to 1, row-major
 * @param labels by task, one a canvas; the number of classes for none
 */
record Pairs(float[] canvases, int[][] labels) {
    static final int SIDE = 20;
    static final int PIXELS = SIDE * SIDE;
    private static final int SMALL = 14;
    private static final int LARGE = 28;
    private static final int SHIFT = SIDE - SMALL;

    /**
     * Draws pairs, with replacement.
     *
     * @param images where the pictures come from
     * @param count how many pairs
     * @param pictures draws pictures
     * @param faults what becomes of labels
     * @param faulty draws faults
     */
    static Pairs draw(Images images, int count, RandomStream pictures, LabelFaults faults, RandomStream faulty) {
        float[] canvases = new float[count * PIXELS];
        int[][] labels = new int[2][count];
        float[] picture = new float[images.size()];
        for (int row = 0; row < count; row++) {
            for (int task = 0; task < 2; task++) {
                int item = pictures.nextInt(images.count());
                images.write(item, picture, 0);
                paste(picture, canvases, row * PIXELS, task * SHIFT);
                labels[task][row] = faults.apply(task, images.labels()[item], images.classes(), faulty);
            }
        }
        return new Pairs(canvases, labels);
    }

    private static void paste(float[] picture, float[] canvases, int offset, int corner) {
        for (int y = 0; y < SMALL; y++) {
            for (int x = 0; x < SMALL; x++) {
                int from = 2 * y * LARGE + 2 * x;
                float mean =
                        (picture[from] + picture[from + 1] + picture[from + LARGE] + picture[from + LARGE + 1]) / 4;
                int to = offset + (corner + y) * SIDE + corner + x;
                canvases[to] = Math.max(canvases[to], mean);
            }
        }
    }
}
