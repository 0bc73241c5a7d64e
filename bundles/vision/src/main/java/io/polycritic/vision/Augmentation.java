package io.polycritic.vision;

import java.util.List;
import java.util.random.RandomGenerator;

/** A random change of a picture that leaves what it shows. Without state: all scratch is the canvas's. */
public interface Augmentation {
    /**
     * Changes a picture, or leaves it as it is.
     *
     * @param canvas the picture
     * @param random decides
     */
    void apply(Canvas canvas, RandomGenerator random);

    /** Ready-made lists of augmentations of grey pictures, in the order in which they are applied. */
    enum Strength {
        /** No change: all views are the same. */
        NONE,
        /** Crops of at least 0.6 of the area, and flips. */
        WEAK,
        /** Crops of at least 0.3 of the area, flips, brightness. */
        MEDIUM,
        /** Crops of at least 0.2 of the area, flips, brightness, blur, noise, cut-outs. */
        STRONG;

        /**
         * The augmentations.
         *
         * @return at most one of each kind
         */
        public List<Augmentation> augmentations() {
            Flip flip = new Flip(0.5);
            Brightness brightness = new Brightness(0.8, 0.4, 0.2);
            return switch (this) {
                case NONE -> List.of();
                case WEAK -> List.of(new Crop(0.6), flip);
                case MEDIUM -> List.of(new Crop(0.3), flip, brightness);
                case STRONG ->
                    List.of(
                            new Crop(0.2),
                            flip,
                            brightness,
                            new Blur(0.3, 0.1, 1),
                            new Noise(0.5, 0.1, true),
                            new CutOut(0.5, 8));
            };
        }
    }
}
