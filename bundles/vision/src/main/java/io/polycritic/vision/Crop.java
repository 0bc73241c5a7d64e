package io.polycritic.vision;

import java.util.random.RandomGenerator;

/**
 * A random part of the picture, stretched to its whole size (Szegedy et al., "Going deeper with convolutions", 2015,
 * section 6): the area is uniform from {@code least} to 1, the logarithm of width by height uniform from log 3/4 to log
 * 4/3, no side is longer than the picture's, and the place is uniform. Bilinear between pixels' centres; what lies
 * outside of the outermost centres has the value there.
 *
 * @param least the least share of the picture's area, above 0, at most 1
 */
public record Crop(double least) implements Augmentation {
    private static final double ASPECT = Math.log(4.0 / 3);

    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
        double area = (least + (1 - least) * random.nextDouble()) * canvas.height * canvas.width;
        double aspect = Math.exp(ASPECT * (2 * random.nextDouble() - 1));
        double wide = Math.min(canvas.width, Math.sqrt(area * aspect));
        double high = Math.min(canvas.height, Math.sqrt(area / aspect));
        double left = random.nextDouble() * (canvas.width - wide);
        double top = random.nextDouble() * (canvas.height - high);
        resample(canvas, left, top, wide, high);
    }

    /** Stretches the part that begins at (left, top). */
    static void resample(Canvas canvas, double left, double top, double wide, double high) {
        int width = canvas.width;
        int height = canvas.height;
        for (int x = 0; x < width; x++) {
            double at = clamp(left + (x + 0.5) * wide / width - 0.5, width);
            canvas.places[x] = Math.min((int) at, Math.max(0, width - 2));
            canvas.shares[x] = (float) (at - canvas.places[x]);
        }
        for (int y = 0; y < height; y++) {
            double at = clamp(top + (y + 0.5) * high / height - 0.5, height);
            int upper = Math.min((int) at, Math.max(0, height - 2));
            for (int c = 0; c < canvas.channels; c++) {
                int plane = c * height;
                row(canvas, (plane + upper) * width, (float) (at - upper), (plane + y) * width);
            }
        }
        canvas.flip();
    }

    private static void row(Canvas canvas, int from, float down, int to) {
        float[] source = canvas.pixels();
        float[] target = canvas.spare();
        int width = canvas.width;
        int below = canvas.height > 1 ? width : 0;
        int right = width > 1 ? 1 : 0;
        for (int x = 0; x < width; x++) {
            int at = from + canvas.places[x];
            float share = canvas.shares[x];
            float upper = source[at] + share * (source[at + right] - source[at]);
            float lower = source[at + below] + share * (source[at + below + right] - source[at + below]);
            target[to + x] = upper + down * (lower - upper);
        }
    }

    private static double clamp(double at, int size) {
        return Math.max(0, Math.min(size - 1, at));
    }
}
