package io.polycritic.vision;

/** A picture that is being changed, numbers from 0 to 1, channels first. Belongs to one thread. */
public final class Canvas {
    final int channels;
    final int height;
    final int width;

    /** Scratch of augmentations, one entry a column or a row. */
    final int[] places;

    final float[] shares;

    private float[] pixels;
    private float[] spare;

    /**
     * Makes a black canvas.
     *
     * @param channels c
     * @param height h
     * @param width w
     */
    public Canvas(int channels, int height, int width) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.places = new int[Math.max(height, width)];
        this.shares = new float[Math.max(height, width)];
        this.pixels = new float[channels * height * width];
        this.spare = new float[pixels.length];
    }

    /**
     * The picture.
     *
     * @return [c, h, w], live until the next augmentation
     */
    public float[] pixels() {
        return pixels;
    }

    /** Room for a changed picture, which {@link #flip} makes the present one. */
    float[] spare() {
        return spare;
    }

    void flip() {
        float[] before = pixels;
        pixels = spare;
        spare = before;
    }
}
