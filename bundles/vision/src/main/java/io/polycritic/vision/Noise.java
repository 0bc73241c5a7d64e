package io.polycritic.vision;

import java.util.random.RandomGenerator;

/**
 * Independent normal noise on each pixel.
 *
 * @param probability how often
 * @param deviation its standard deviation
 * @param clipped whether pixels are cut off at 0 and 1
 */
public record Noise(double probability, double deviation, boolean clipped) implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
        if (random.nextDouble() >= probability) {
            return;
        }
        float[] pixels = canvas.pixels();
        for (int i = 0; i < pixels.length; i++) {
            float noisy = (float) (pixels[i] + deviation * random.nextGaussian());
            pixels[i] = clipped ? Math.max(0f, Math.min(1f, noisy)) : noisy;
        }
    }
}
