package io.polycritic.vision;

import java.util.random.RandomGenerator;

/**
 * Left and right exchanged.
 *
 * @param probability how often
 */
public record Flip(double probability) implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
        if (random.nextDouble() >= probability) {
            return;
        }
        float[] pixels = canvas.pixels();
        for (int row = 0; row < pixels.length; row += canvas.width) {
            for (int x = 0; x < canvas.width / 2; x++) {
                int other = row + canvas.width - 1 - x;
                float kept = pixels[row + x];
                pixels[row + x] = pixels[other];
                pixels[other] = kept;
            }
        }
    }
}
