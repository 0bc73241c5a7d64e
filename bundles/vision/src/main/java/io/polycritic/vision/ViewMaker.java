package io.polycritic.vision;

import java.util.List;

/** Makes views of pictures: augments each, then brings its numbers to a usual mean and deviation. */
public final class ViewMaker {
    private final List<Augmentation> augmentations;
    private final float mean;
    private final float scale;
    private final Canvas canvas;
    private final ViewRandom random = new ViewRandom();

    /** Where pictures come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Writes one picture as numbers from 0 to 1.
         *
         * @param item which one
         * @param into written to, [c, h, w]
         * @param at where the picture begins
         */
        void write(int item, float[] into, int at);
    }

    /**
     * Makes a maker for pictures of one size.
     *
     * @param canvas what it works on, of that size
     * @param augmentations what is done to each picture, in order
     * @param mean what is subtracted from each number afterwards
     * @param deviation what each is divided by then
     */
    public ViewMaker(Canvas canvas, List<Augmentation> augmentations, double mean, double deviation) {
        this.canvas = canvas;
        this.augmentations = List.copyOf(augmentations);
        this.mean = (float) mean;
        this.scale = (float) (1 / deviation);
    }

    /**
     * Makes a view whose random numbers depend only on the arguments.
     *
     * @param source where the picture comes from
     * @param seed the seed of the stream of views
     * @param epoch how often all items have been shown before
     * @param item the item
     * @param view the view's index
     * @param into written to, [c, h, w]
     * @param at where the view begins
     */
    public void view(Source source, long seed, long epoch, int item, int view, float[] into, int at) {
        source.write(item, canvas.pixels(), 0);
        random.begin(seed, epoch, item, view);
        for (int i = 0; i < augmentations.size(); i++) {
            augmentations.get(i).apply(canvas, random);
        }
        write(into, at);
    }

    /**
     * Brings a picture as it is into the same range of numbers.
     *
     * @param source where the picture comes from
     * @param item the item
     * @param into written to, [c, h, w]
     * @param at where the picture begins
     */
    public void clean(Source source, int item, float[] into, int at) {
        source.write(item, canvas.pixels(), 0);
        write(into, at);
    }

    private void write(float[] into, int at) {
        float[] pixels = canvas.pixels();
        for (int i = 0; i < pixels.length; i++) {
            into[at + i] = (pixels[i] - mean) * scale;
        }
    }
}
