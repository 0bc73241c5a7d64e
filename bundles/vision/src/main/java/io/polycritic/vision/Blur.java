package io.polycritic.vision;

import java.util.random.RandomGenerator;

/**
 * A Gaussian filter of 5 x 5 pixels whose width is uniform. What lies outside of the picture is its mirror image, the
 * border's pixels not repeated.
 *
 * @param probability how often
 * @param least the least standard deviation in pixels, above 0
 * @param most the greatest one
 */
public record Blur(double probability, double least, double most) implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
        if (random.nextDouble() >= probability) {
            return;
        }
        double sigma = least + (most - least) * random.nextDouble();
        double near = Math.exp(-0.5 / (sigma * sigma));
        double far = Math.exp(-2 / (sigma * sigma));
        double sum = 1 + 2 * near + 2 * far;
        float[] weights = {(float) (1 / sum), (float) (near / sum), (float) (far / sum)};
        along(canvas, weights, canvas.width, 1);
        along(canvas, weights, canvas.height, canvas.width);
    }

    /** Filters along one axis, whose neighbours lie {@code stride} apart. */
    private static void along(Canvas canvas, float[] weights, int length, int stride) {
        float[] source = canvas.pixels();
        float[] target = canvas.spare();
        int block = length * stride;
        for (int from = 0; from < source.length; from += block) {
            for (int at = 0; at < length; at++) {
                int before1 = stride * mirrored(at - 1, length);
                int before2 = stride * mirrored(at - 2, length);
                int after1 = stride * mirrored(at + 1, length);
                int after2 = stride * mirrored(at + 2, length);
                int here = stride * at;
                for (int i = from; i < from + stride; i++) {
                    target[i + here] = weights[0] * source[i + here]
                            + weights[1] * (source[i + before1] + source[i + after1])
                            + weights[2] * (source[i + before2] + source[i + after2]);
                }
            }
        }
        canvas.flip();
    }

    private static int mirrored(int at, int length) {
        int inside = Math.abs(at);
        int last = length - 1;
        return Math.max(0, inside > last ? 2 * last - inside : inside);
    }
}
