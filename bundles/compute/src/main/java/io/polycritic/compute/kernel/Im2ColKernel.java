package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;
import java.util.Arrays;

/** Images to patches: each row of a window is one run of numbers, in the image and in the patch. */
final class Im2ColKernel implements ArrayKernel {
    /** Shorter runs are copied number by number. */
    private static final int SHORT = 12;

    private final Storage from;
    private final Storage to;
    private final Patches patches;
    private final float fill;
    private final float[] image;
    private final float[] row;

    Im2ColKernel(Storage from, Storage to, Patches patches, float fill) {
        this.from = from;
        this.to = to;
        this.patches = patches;
        this.fill = fill;
        this.image = new float[patches.imageSize()];
        this.row = new float[patches.columns() * patches.patchSize()];
    }

    /** One image, and one row of places after the other. */
    @Override
    public void run() {
        int target = 0;
        for (int b = 0; b < patches.images(); b++) {
            from.load(b * image.length, image, 0, image.length);
            for (int at = 0; at < patches.rows(); at++) {
                for (int column = 0; column < patches.columns(); column++) {
                    patch(patches.top(at), patches.left(column), column * patches.patchSize());
                }
                to.store(target, row, 0, row.length);
                target += row.length;
            }
        }
    }

    private void patch(int top, int left, int target) {
        int run = patches.run();
        int before = patches.before(left);
        int inside = patches.inside(left);
        int at = target;
        for (int y = top; y < top + patches.window().height(); y++, at += run) {
            if (y < 0 || y >= patches.height()) {
                Arrays.fill(row, at, at + run, fill);
                continue;
            }
            for (int i = 0; i < before; i++) {
                row[at + i] = fill;
            }
            copy((y * patches.width() + left) * patches.channels() + before, at + before, inside - before);
            for (int i = inside; i < run; i++) {
                row[at + i] = fill;
            }
        }
    }

    private void copy(int source, int target, int n) {
        if (n >= SHORT) {
            System.arraycopy(image, source, row, target, n);
        } else {
            for (int i = 0; i < n; i++) {
                row[target + i] = image[source + i];
            }
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
