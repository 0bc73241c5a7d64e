package io.polycritic.plugins.evaluators.representation;

import java.util.Arrays;

/** The items of greatest cosine, the first ones of equal ones. */
final class Nearest {
    private final float[] best;
    private final int[] items;
    private int size;

    Nearest(int count) {
        this.best = new float[count];
        this.items = new int[count];
    }

    /** Finds them in a range of cosines. */
    void find(float[] cosines, int offset, int count) {
        size = 0;
        for (int i = 0; i < count; i++) {
            float cosine = cosines[offset + i];
            if (size < best.length || cosine > best[size - 1]) {
                insert(cosine, i);
            }
        }
    }

    private void insert(float cosine, int item) {
        int at = size < best.length ? size++ : size - 1;
        while (at > 0 && best[at - 1] < cosine) {
            best[at] = best[at - 1];
            items[at] = items[at - 1];
            at--;
        }
        best[at] = cosine;
        items[at] = item;
    }

    /** The class with most votes, the lower one of equal ones. */
    int vote(int[] labels, int classes, double temperature) {
        double[] votes = new double[classes];
        for (int i = 0; i < size; i++) {
            votes[labels[items[i]]] += Math.exp((best[i] - best[0]) / temperature);
        }
        double most = Arrays.stream(votes).max().orElseThrow();
        int winner = 0;
        while (votes[winner] < most) {
            winner++;
        }
        return winner;
    }
}
