package io.polycritic.vision;

import java.util.random.RandomGenerator;

/**
 * All pixels times one uniform factor.
 *
 * @param least the least factor
 * @param most the greatest one
 */
public record Gain(double least, double most) implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
        float factor = (float) (least + (most - least) * random.nextDouble());
        float[] pixels = canvas.pixels();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] *= factor;
        }
    }
}
