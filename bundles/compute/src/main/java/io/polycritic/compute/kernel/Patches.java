package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Window;

/**
 * What a window sees of images [B, height, width, channels].
 *
 * @param image the shape of the images
 * @param window the window
 */
record Patches(Shape image, Window window) {
    int images() {
        return image.length(0);
    }

    int height() {
        return image.length(1);
    }

    int width() {
        return image.length(2);
    }

    int channels() {
        return image.length(3);
    }

    int rows() {
        return window.rows(height());
    }

    int columns() {
        return window.columns(width());
    }

    /** The numbers of an image. */
    int imageSize() {
        return height() * width() * channels();
    }

    /** The numbers of a patch. */
    int patchSize() {
        return window.height() * run();
    }

    /** The numbers of a row of the window. */
    int run() {
        return window.width() * channels();
    }

    /** The first image row of a row of places, which may be above the image. */
    int top(int row) {
        return row * window.stride() - window.padding();
    }

    /** The first image column of a column of places, which may be left of the image. */
    int left(int column) {
        return column * window.stride() - window.padding();
    }

    /** How many numbers of a window's row lie left of the image. */
    int before(int left) {
        return Math.min(window.width(), Math.max(0, -left)) * channels();
    }

    /** Up to where the numbers of a window's row lie inside of the image. */
    int inside(int left) {
        return Math.max(before(left), Math.min(window.width(), width() - left) * channels());
    }
}
