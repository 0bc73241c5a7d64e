package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Storage;
import java.util.Arrays;

/** Patches added up to images, in the order of the patches. */
final class Col2ImKernel implements ArrayKernel {
    private final Storage from;
    private final Storage to;
    private final Patches patches;
    private final float[] image;
    private final float[] row;

    Col2ImKernel(Storage from, Storage to, Patches patches) {
        this.from = from;
        this.to = to;
        this.patches = patches;
        this.image = new float[patches.imageSize()];
        this.row = new float[patches.columns() * patches.patchSize()];
    }

    /** One image, and one row of places after the other. */
    @Override
    public void run() {
        int source = 0;
        for (int b = 0; b < patches.images(); b++) {
            Arrays.fill(image, 0f);
            for (int at = 0; at < patches.rows(); at++) {
                from.load(source, row, 0, row.length);
                source += row.length;
                for (int column = 0; column < patches.columns(); column++) {
                    patch(patches.top(at), patches.left(column), column * patches.patchSize());
                }
            }
            to.store(b * image.length, image, 0, image.length);
        }
    }

    private void patch(int top, int left, int source) {
        int run = patches.run();
        int before = patches.before(left);
        int inside = patches.inside(left);
        int at = source;
        for (int y = top; y < top + patches.window().height(); y++, at += run) {
            if (y >= 0 && y < patches.height()) {
                int target = (y * patches.width() + left) * patches.channels() + before;
                for (int i = 0; i < inside - before; i++) {
                    image[target + i] += row[at + before + i];
                }
            }
        }
    }

    @Override
    public Storage result() {
        return to;
    }
}
