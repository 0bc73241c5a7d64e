package io.polycritic.api.tensor;

/**
 * A window that moves over images, as of a convolution or a pooling.
 *
 * @param height rows that it sees
 * @param width columns that it sees
 * @param stride how far it moves, both ways
 * @param padding rows and columns around the image that it may stand on, on each side
 */
public record Window(int height, int width, int stride, int padding) {
    /**
     * Checks that the window sees something and moves.
     *
     * @param height rows that it sees
     * @param width columns that it sees
     * @param stride how far it moves, both ways
     * @param padding rows and columns around the image that it may stand on, on each side
     */
    public Window {
        if (height < 1 || width < 1 || stride < 1 || padding < 0) {
            throw new ShapeException(
                    "window",
                    height + " x " + width + ", stride " + stride + ", padding " + padding,
                    "positive sizes and stride, and a padding that is not negative");
        }
    }

    /**
     * A square window.
     *
     * @param size rows and columns that it sees
     * @param stride how far it moves
     * @param padding rows and columns around the image
     * @return the window
     */
    public static Window square(int size, int stride, int padding) {
        return new Window(size, size, stride, padding);
    }

    /**
     * Counts its places from top to bottom.
     *
     * @param imageHeight rows of the image
     * @return the rows of the result
     */
    public int rows(int imageHeight) {
        return places(imageHeight, height);
    }

    /**
     * Counts its places from left to right.
     *
     * @param imageWidth columns of the image
     * @return the columns of the result
     */
    public int columns(int imageWidth) {
        return places(imageWidth, width);
    }

    private int places(int length, int size) {
        return length + 2 * padding < size ? 0 : (length + 2 * padding - size) / stride + 1;
    }
}
