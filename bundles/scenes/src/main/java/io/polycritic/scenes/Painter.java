package io.polycritic.scenes;

import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;

/** Paints scenes: pictures [3, 32, 32] of numbers from 0 to 1. */
public final class Painter {
    /** Height and width of a picture. */
    public static final int PIXELS = 32;

    /** Numbers of a picture. */
    public static final int SIZE = 3 * PIXELS * PIXELS;

    private static final int CELL = PIXELS / Scene.COLUMNS;
    private static final int SAMPLES = 4;
    private static final float GROUND = 0.15f;
    private static final float PATCH = 0.5f;
    private static final int PATCH_PIXELS = 3;
    private static final int[] DIAMETERS = {4, 7};
    private static final float[][] COLOURS = {
        {0.95f, 0.1f, 0.1f}, {0.1f, 0.85f, 0.15f}, {0.15f, 0.25f, 0.95f}, {0.95f, 0.9f, 0.1f}
    };

    private final double noise;
    private final float[][][] masks = new float[Attribute.SIZE.count()][Attribute.SHAPE.count()][];

    /**
     * A painter.
     *
     * @param noise standard deviation of what is added to each number
     */
    public Painter(double noise) {
        this.noise = noise;
        for (int size = 0; size < masks.length; size++) {
            for (int shape = 0; shape < masks[size].length; shape++) {
                masks[size][shape] = mask(DIAMETERS[size], shape);
            }
        }
    }

    /** How much of each pixel of a cell an object in its middle covers, from 4 x 4 samples of each. */
    private static float[] mask(double diameter, int shape) {
        float[] mask = new float[CELL * CELL];
        for (int i = 0; i < CELL * SAMPLES * CELL * SAMPLES; i++) {
            int row = i / (CELL * SAMPLES);
            int column = i % (CELL * SAMPLES);
            double y = (row + 0.5) / SAMPLES - CELL / 2.0;
            double x = (column + 0.5) / SAMPLES - CELL / 2.0;
            if (inside(x, y, diameter / 2, shape)) {
                mask[row / SAMPLES * CELL + column / SAMPLES] += 1f / (SAMPLES * SAMPLES);
            }
        }
        return mask;
    }

    private static boolean inside(double x, double y, double radius, int shape) {
        return switch (shape) {
            case 0 -> Math.abs(x) <= radius && Math.abs(y) <= radius;
            case 1 -> x * x + y * y <= radius * radius;
            default -> Math.abs(y) <= radius && Math.abs(x) <= (y + radius) / 2;
        };
    }

    /**
     * Paints.
     *
     * @param scene what to paint
     * @param random where the noise comes from
     * @param into written to
     * @param at the index of the picture's first number
     */
    public void paint(Scene scene, RandomStream random, float[] into, int at) {
        Arrays.fill(into, at, at + SIZE, GROUND);
        for (SceneObject object : scene.objects()) {
            paint(object, into, at);
        }
        for (int i = at; i < at + SIZE; i++) {
            into[i] = (float) Math.max(0, Math.min(1, into[i] + noise * random.nextGaussian()));
        }
    }

    private void paint(SceneObject object, float[] into, int at) {
        Claim claim = object.claim();
        int top = claim.cell() / Scene.COLUMNS * CELL;
        int left = claim.cell() % Scene.COLUMNS * CELL;
        float[] mask = masks[claim.size()][claim.shape()];
        float bright = (float) object.brightness();
        for (int i = 0; i < mask.length; i++) {
            int row = i / CELL + object.down();
            int column = i % CELL + object.right();
            if (mask[i] > 0) {
                for (int channel = 0; channel < 3; channel++) {
                    int pixel = at + (channel * PIXELS + top + row) * PIXELS + left + column;
                    into[pixel] += mask[i] * (bright * COLOURS[claim.colour()][channel] - into[pixel]);
                }
            }
        }
        if (object.hidden() >= 0) {
            hide(object, top, left, into, at);
        }
    }

    /** A grey patch over a corner of the square around an object. */
    private static void hide(SceneObject object, int top, int left, float[] into, int at) {
        int size = object.claim().size();
        int first = size == 0 ? 2 : 0;
        int last = size == 0 ? CELL - 2 : CELL;
        int row = (object.hidden() < 2 ? first : last - PATCH_PIXELS) + object.down();
        int column = (object.hidden() % 2 == 0 ? first : last - PATCH_PIXELS) + object.right();
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < PATCH_PIXELS; y++) {
                int from = at + (channel * PIXELS + top + row + y) * PIXELS + left + column;
                Arrays.fill(into, from, from + PATCH_PIXELS, PATCH);
            }
        }
    }
}
