package io.polycritic.plugins.environments.memory;

import java.util.Arrays;

/** One field of all rows; grows up to the ring's size. */
final class Column {
    private static final int FIRST_ROWS = 1024;

    private final int width;
    private final int capacity;
    private float[] numbers;

    Column(int width, int capacity) {
        this.width = width;
        this.capacity = capacity;
        this.numbers = new float[0];
    }

    int width() {
        return width;
    }

    float[] numbers() {
        return numbers;
    }

    /** The numbers of the first rows, a copy. */
    float[] first(int rows) {
        return Arrays.copyOf(numbers, rows * width);
    }

    /** Makes room for so many rows. */
    void room(int rows) {
        if (rows * width > numbers.length) {
            int more = Math.min(capacity, Math.max(Math.max(FIRST_ROWS, rows), 2 * numbers.length / width));
            numbers = Arrays.copyOf(numbers, Math.multiplyExact(more, width));
        }
    }

    void write(float[] source, int row, int position) {
        int from = row * width;
        int to = position * width;
        for (int i = 0; i < width; i++) {
            numbers[to + i] = source[from + i];
        }
    }

    /** Copies the rows at some positions behind one another. */
    void gather(int[] positions, float[] target) {
        float[] all = numbers;
        if (width == 1) {
            for (int i = 0; i < positions.length; i++) {
                target[i] = all[positions[i]];
            }
            return;
        }
        int to = 0;
        for (int position : positions) {
            int from = position * width;
            for (int i = 0; i < width; i++) {
                target[to++] = all[from + i];
            }
        }
    }
}
