package io.polycritic.vision;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The picture moved by whole pixels, each direction uniform; black comes in.
 *
 * @param most the greatest distance in pixels along each axis
 */
public record Shift(int most) implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
        int down = random.nextInt(2 * most + 1) - most;
        int right = random.nextInt(2 * most + 1) - most;
        float[] source = canvas.pixels();
        float[] target = canvas.spare();
        Arrays.fill(target, 0f);
        int width = canvas.width;
        int kept = Math.max(0, width - Math.abs(right));
        for (int c = 0; c < canvas.channels; c++) {
            for (int y = Math.max(0, down); y < Math.min(canvas.height, canvas.height + down); y++) {
                int to = (c * canvas.height + y) * width + Math.max(0, right);
                int from = (c * canvas.height + y - down) * width + Math.max(0, -right);
                System.arraycopy(source, from, target, to, kept);
            }
        }
        canvas.flip();
    }
}
