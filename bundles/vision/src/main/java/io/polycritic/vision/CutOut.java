package io.polycritic.vision;

import java.util.random.RandomGenerator;

/**
 * A square set to 0, wholly inside of the picture, its place uniform (after DeVries and Taylor, "Improved
 * regularization of convolutional neural networks with cutout", arXiv 1708.04552, where it may reach over the border).
 *
 * @param probability how often
 * @param side its side in pixels
 */
public record CutOut(double probability, int side) implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
        if (random.nextDouble() >= probability) {
            return;
        }
        int high = Math.min(side, canvas.height);
        int wide = Math.min(side, canvas.width);
        int top = random.nextInt(canvas.height - high + 1);
        int left = random.nextInt(canvas.width - wide + 1);
        float[] pixels = canvas.pixels();
        for (int c = 0; c < canvas.channels; c++) {
            for (int y = top; y < top + high; y++) {
                int from = (c * canvas.height + y) * canvas.width + left;
                java.util.Arrays.fill(pixels, from, from + wide, 0f);
            }
        }
    }
}
