package io.polycritic.datasets;

/**
 * Labelled pictures. Shared by all that read them in this process: the arrays are never written to.
 *
 * @param name the data set and the part of it, for example {@code fashion-mnist/train}
 * @param height rows of a picture
 * @param width columns of a picture
 * @param channels channels of a picture
 * @param white the value of the brightest pixel, at most 255
 * @param pixels [n, c, h, w], unsigned bytes from 0 to {@code white}
 * @param labels [n], each from 0 to {@code classes - 1}
 * @param classes the number of classes
 * @param digest hexadecimal SHA-256 sums of the unpacked files, pictures first, separated by a blank
 */
public record Images(
        String name,
        int height,
        int width,
        int channels,
        int white,
        byte[] pixels,
        int[] labels,
        int classes,
        String digest) {
    /**
     * Counts the pictures.
     *
     * @return n
     */
    public int count() {
        return labels.length;
    }

    /**
     * Counts the numbers of one picture.
     *
     * @return c h w
     */
    public int size() {
        return channels * height * width;
    }

    /**
     * Writes one picture as numbers from 0, black, to 1, white.
     *
     * @param item which one, from 0
     * @param into written to, [c, h, w]
     * @param at where the picture begins
     */
    public void write(int item, float[] into, int at) {
        int size = size();
        int from = item * size;
        float scale = 1f / white;
        for (int i = 0; i < size; i++) {
            into[at + i] = (pixels[from + i] & 0xFF) * scale;
        }
    }
}
