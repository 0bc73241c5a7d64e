package io.polycritic.datasets;

import java.util.Arrays;

/** Chooses items of a data set by their classes. All results are indices of the items. */
public final class Items {
    private Items() {}

    /**
     * All items.
     *
     * @param count how many there are
     * @return 0, 1, 2 and so on
     */
    public static int[] all(int count) {
        int[] items = new int[count];
        Arrays.setAll(items, i -> i);
        return items;
    }

    /**
     * The last items of each class, in the order in which they came.
     *
     * @param labels [n], the class of each item
     * @param items candidates
     * @param count how many of each class; all where there are fewer
     * @return the chosen candidates
     */
    public static int[] lastOfEachClass(int[] labels, int[] items, int count) {
        int[] taken = new int[1 + Arrays.stream(labels).max().orElse(0)];
        int[] chosen = new int[items.length];
        int size = 0;
        for (int i = items.length - 1; i >= 0; i--) {
            if (taken[labels[items[i]]]++ < count) {
                chosen[size++] = items[i];
            }
        }
        int[] ordered = Arrays.copyOf(chosen, size);
        for (int i = 0; i < size; i++) {
            ordered[i] = chosen[size - 1 - i];
        }
        return ordered;
    }

    /**
     * The first items of each class, in the order in which they came.
     *
     * @param labels [n], the class of each item
     * @param items candidates
     * @param counts [classes], how many of each class; all where there are fewer
     * @return the chosen candidates
     */
    public static int[] firstOfEachClass(int[] labels, int[] items, int... counts) {
        int[] left = counts.clone();
        return Arrays.stream(items).filter(item -> left[labels[item]]-- > 0).toArray();
    }

    /**
     * The items that others do not contain.
     *
     * @param items candidates
     * @param others what is left out
     * @return the remaining candidates in their order
     */
    public static int[] without(int[] items, int[] others) {
        int[] sorted = others.clone();
        Arrays.sort(sorted);
        return Arrays.stream(items)
                .filter(item -> Arrays.binarySearch(sorted, item) < 0)
                .toArray();
    }

    /**
     * As many items of each class as can be, {@code count} in all where there are enough: classes that have too few
     * give all that they have.
     *
     * @param labels [n], the class of each item
     * @param items candidates, of which the first of each class are taken
     * @param count how many in all
     * @return the chosen candidates in their order
     */
    public static int[] stratified(int[] labels, int[] items, int count) {
        int classes = 1 + Arrays.stream(labels).max().orElse(0);
        int[] there = new int[classes];
        for (int item : items) {
            there[labels[item]]++;
        }
        int[] counts = new int[classes];
        int left = Math.min(count, items.length);
        while (left > 0) {
            for (int c = 0; c < classes && left > 0; c++) {
                if (counts[c] < there[c]) {
                    counts[c]++;
                    left--;
                }
            }
        }
        return firstOfEachClass(labels, items, counts);
    }
}
