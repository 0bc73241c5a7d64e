package io.polycritic.nn;

import io.polycritic.api.tensor.RandomStream;

/** Draws tokens as a {@link TokenChoice} says. It has memory that draws write to, so it belongs to one thread. */
final class TokenDraw {
    private final TokenChoice choice;
    private final int[] heap;
    private final double[] weights;

    /** Draws from so many tokens. */
    TokenDraw(TokenChoice choice, int count) {
        this.choice = choice;
        this.heap = new int[count];
        this.weights = new double[count];
    }

    /**
     * Draws a token.
     *
     * @param scores the scores of a row
     * @param at the index of the first one
     * @param random where the draw comes from; not used at temperature 0
     * @return the token, 0 .. count-1
     */
    int draw(float[] scores, int at, RandomStream random) {
        int count = weights.length;
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = scores[at + i] > scores[at + best] ? i : best;
        }
        if (choice.temperature() == 0) {
            return best;
        }
        double total = 0;
        for (int i = 0; i < count; i++) {
            weights[i] = Math.exp((scores[at + i] - scores[at + best]) / choice.temperature());
            total += weights[i];
        }
        boolean all = choice.nucleus() == 1 && (choice.most() == 0 || choice.most() >= count);
        return all ? drawFrom(total, random, count) : drawFromLargest(total, random, count);
    }

    private int drawFrom(double total, RandomStream random, int count) {
        double left = random.nextDouble() * total;
        int token = 0;
        while (token < count - 1 && left >= weights[token]) {
            left -= weights[token++];
        }
        return token;
    }

    /** Takes tokens from a heap, largest first, until there are enough; they end up behind the heap, in that order. */
    private int drawFromLargest(double total, RandomStream random, int count) {
        for (int i = 0; i < count; i++) {
            heap[i] = i;
        }
        for (int i = count / 2 - 1; i >= 0; i--) {
            sink(i, count);
        }
        int limit = choice.most() == 0 ? count : Math.min(choice.most(), count);
        double largest = largestSum(limit, count, total);
        double kept = 0;
        int taken = 0;
        while (taken < limit && (taken == 0 || kept < choice.nucleus() * largest)) {
            int last = count - 1 - taken++;
            int token = heap[0];
            heap[0] = heap[last];
            heap[last] = token;
            kept += weights[token];
            sink(0, last);
        }
        double left = random.nextDouble() * kept;
        int place = count - 1;
        while (place > count - taken && left >= weights[heap[place]]) {
            left -= weights[heap[place--]];
        }
        return heap[place];
    }

    /** The sum that the nucleus is a share of: that of the k largest weights. */
    private double largestSum(int limit, int count, double total) {
        if (limit == count || choice.nucleus() == 1) {
            return total;
        }
        double sum = 0;
        for (int taken = 0; taken < limit; taken++) {
            int last = count - 1 - taken;
            int token = heap[0];
            heap[0] = heap[last];
            heap[last] = token;
            sum += weights[token];
            sink(0, last);
        }
        for (int i = count / 2 - 1; i >= 0; i--) {
            sink(i, count);
        }
        return sum;
    }

    private void sink(int from, int size) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], heap[at])) {
                return;
            }
            int swap = heap[at];
            heap[at] = heap[child];
            heap[child] = swap;
            at = child;
        }
    }

    /** Of equally likely tokens, the one with the smaller number comes first. */
    private boolean before(int a, int b) {
        return weights[a] > weights[b] || weights[a] == weights[b] && a < b;
    }
}
