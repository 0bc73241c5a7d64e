package io.polycritic.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    /** Draws the same number each time. */
    private record Always(double number) implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public double nextDouble() {
            return number;
        }

        @Override
        public int nextInt(int bound) {
            return (int) (number * bound);
        }

        @Override
        public double nextGaussian() {
            return number;
        }
    }

    private static Canvas canvas(int height, int width) {
        Canvas canvas = new Canvas(1, height, width);
        for (int i = 0; i < height * width; i++) {
            canvas.pixels()[i] = i / (float) (height * width);
        }
        return canvas;
    }

    /** On a plane, bilinear resampling between pixels' centres is exact inside of the outermost centres. */
    @Test
    void cropsSampleThePlaneAtTheRightPlaces() {
        Canvas canvas = new Canvas(1, 28, 28);
        for (int y = 0; y < 28; y++) {
            for (int x = 0; x < 28; x++) {
                canvas.pixels()[28 * y + x] = 0.01f * x + 0.02f * y;
            }
        }
        Crop.resample(canvas, 5, 3, 14, 7);
        for (int y = 0; y < 28; y++) {
            for (int x = 0; x < 28; x++) {
                double expected = 0.01 * (5 + (x + 0.5) / 2 - 0.5) + 0.02 * (3 + (y + 0.5) / 4 - 0.5);
                assertEquals(expected, canvas.pixels()[28 * y + x], 1e-6);
            }
        }
    }

    @Test
    void theWholePictureIsItsOwnCrop() {
        Canvas canvas = canvas(28, 28);
        float[] before = canvas.pixels().clone();
        Crop.resample(canvas, 0, 0, 28, 28);
        assertArrayEquals(before, canvas.pixels(), 1e-6f);
    }

    /** Areas are uniform from the least one to 1, up to sides that would be too long. */
    @Test
    void cropsHaveTheAreasThatAreWanted() {
        ViewRandom random = new ViewRandom();
        random.begin(1, 2, 3, 4);
        double least = 1;
        double mean = 0;
        int trials = 2000;
        for (int i = 0; i < trials; i++) {
            Canvas canvas = new Canvas(1, 28, 28);
            for (int p = 0; p < 784; p++) {
                canvas.pixels()[p] = p % 28;
            }
            new Crop(0.3).apply(canvas, random);
            double step = canvas.pixels()[14] - canvas.pixels()[13];
            least = Math.min(least, step);
            mean += step / trials;
        }
        assertTrue(least >= Math.sqrt(0.3 * 0.75) - 1e-3 && least < 0.55, "least relative width " + least);
        assertEquals(0.79, mean, 0.03);
    }

    @Test
    void flips() {
        Canvas canvas = new Canvas(1, 2, 3);
        System.arraycopy(new float[] {1, 2, 3, 4, 5, 6}, 0, canvas.pixels(), 0, 6);
        new Flip(0.5).apply(canvas, new Always(0.5));
        assertEquals(1, canvas.pixels()[0]);
        new Flip(0.5).apply(canvas, new Always(0.4));
        assertArrayEquals(new float[] {3, 2, 1, 6, 5, 4}, canvas.pixels());
    }

    @Test
    void brightnessNoiseAndGain() {
        Canvas canvas = new Canvas(1, 1, 2);
        canvas.pixels()[0] = 0.5f;
        canvas.pixels()[1] = 0.9f;
        new Brightness(0.8, 0.4, 0.2).apply(canvas, new Always(0.75));
        assertArrayEquals(new float[] {0.7f, 1}, canvas.pixels(), 1e-6f);
        new Noise(0.5, 0.1, true).apply(canvas, new Always(0.25));
        assertArrayEquals(new float[] {0.725f, 1}, canvas.pixels(), 1e-6f);
        new Noise(0.5, 0.1, false).apply(canvas, new Always(0.25));
        assertArrayEquals(new float[] {0.75f, 1.025f}, canvas.pixels(), 1e-6f);
        new Gain(0.8, 1.2).apply(canvas, new Always(0.25));
        assertArrayEquals(new float[] {0.675f, 0.9225f}, canvas.pixels(), 1e-6f);
    }

    /** A filter whose weights sum to 1 leaves an even picture, and keeps the sum of a point inside. */
    @Test
    void blur() {
        Canvas even = new Canvas(1, 6, 6);
        Arrays.fill(even.pixels(), 0.3f);
        new Blur(1, 0.1, 1).apply(even, new Always(0.9));
        for (float pixel : even.pixels()) {
            assertEquals(0.3f, pixel, 1e-6f);
        }
        Canvas point = new Canvas(1, 7, 7);
        point.pixels()[24] = 1;
        new Blur(1, 1, 1).apply(point, new Always(0.5));
        double sum = 0;
        for (float pixel : point.pixels()) {
            sum += pixel;
        }
        assertEquals(1, sum, 1e-6);
        double near = Math.exp(-0.5);
        double middle = 1 / (1 + 2 * near + 2 * Math.exp(-2));
        assertEquals(middle * middle, point.pixels()[24], 1e-6);
        assertEquals(middle * middle * near, point.pixels()[25], 1e-6);
        assertEquals(middle * middle * near * near, point.pixels()[32], 1e-6);
    }

    @Test
    void cutOutAndShift() {
        Canvas canvas = new Canvas(1, 4, 4);
        Arrays.fill(canvas.pixels(), 1);
        new CutOut(1, 2).apply(canvas, new Always(0.99));
        float[] expected = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0};
        assertArrayEquals(expected, canvas.pixels());
        new Shift(1).apply(canvas, new Always(0));
        float[] moved = {1, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
        assertArrayEquals(moved, canvas.pixels());
    }

    /** What a view is depends on its own index, its item, the epoch and the seed alone, whatever was made before it. */
    @Test
    void viewsAreFunctionsOfTheirIndices() {
        ViewMaker.Source source = (item, into, at) -> Arrays.setAll(new Object[784], i -> {
            into[at + i] = (i * (item + 1)) % 101 / 100f;
            return null;
        });
        ViewMaker maker =
                new ViewMaker(new Canvas(1, 28, 28), Augmentation.Strength.STRONG.augmentations(), 0.2860, 0.3530);
        float[] first = new float[784];
        float[] again = new float[784];
        float[] other = new float[784];
        maker.view(source, 7, 0, 5, 1, first, 0);
        maker.view(source, 7, 0, 5, 2, other, 0);
        maker.view(source, 7, 1, 9, 3, other, 0);
        maker.view(source, 7, 0, 5, 1, again, 0);
        assertArrayEquals(first, again);
        for (int[] key : new int[][] {{8, 0, 5, 1}, {7, 1, 5, 1}, {7, 0, 5, 0}}) {
            maker.view(source, key[0], key[1], key[2], key[3], other, 0);
            assertTrue(!Arrays.equals(first, other), Arrays.toString(key));
        }
        maker.clean(source, 5, other, 0);
        source.write(5, again, 0);
        assertEquals((again[100] - 0.2860f) / 0.3530f, other[100], 1e-5);
    }
}
