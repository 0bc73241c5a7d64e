package io.polycritic.vision;

import java.util.random.RandomGenerator;

/**
 * All pixels x (1 + g) + s, cut off at 0 and 1, with g and s uniform around 0.
 *
 * @param probability how often
 * @param gain the greatest |g|
 * @param shift the greatest |s|
 */
public record Brightness(double probability, double gain, double shift) implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
        if (random.nextDouble() >= probability) {
            return;
        }
        float factor = (float) (1 + gain * (2 * random.nextDouble() - 1));
        float term = (float) (shift * (2 * random.nextDouble() - 1));
        float[] pixels = canvas.pixels();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.max(0f, Math.min(1f, pixels[i] * factor + term));
        }
    }
}
