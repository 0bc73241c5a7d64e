package io.polycritic.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class ItemsTest {
    private static final int[] LABELS = {0, 1, 0, 1, 0, 0, 2};

    @Test
    void lastAndRest() {
        int[] last = Items.lastOfEachClass(LABELS, Items.all(7), 2);
        assertArrayEquals(new int[] {1, 3, 4, 5, 6}, last);
        assertArrayEquals(new int[] {0, 2}, Items.without(Items.all(7), last));
    }

    @Test
    void stratified() {
        assertArrayEquals(new int[] {0, 1, 2, 3, 6}, Items.stratified(LABELS, Items.all(7), 5));
        assertArrayEquals(Items.all(7), Items.stratified(LABELS, Items.all(7), 100));
        assertArrayEquals(new int[] {5, 3}, Items.firstOfEachClass(LABELS, new int[] {5, 4, 3}, 1, 1, 0));
    }
}
