package io.polycritic.nn;

import io.polycritic.api.tensor.RandomStream;

/**
 * Draws tokens from scores: of the softmax of scores / temperature, only the largest k tokens are kept, and of them
 * only the largest whose probabilities just reach a sum of p ("nucleus", Holtzman et al., "The curious case of neural
 * text degeneration", 2020, equation 2).
 */
public final class TokenChoice {
    private final double temperature;
    private final int most;
    private final double nucleus;
    private int[] heap = new int[0];
    private double[] weights = new double[0];

    /**
     * Settles how tokens are drawn.
     *
     * @param temperature 0 for the most likely token, 1 for the model's own probabilities
     * @param most k, or 0 for all
     * @param nucleus p, above 0; 1 for all
     */
    public TokenChoice(double temperature, int most, double nucleus) {
        if (!(temperature >= 0) || most < 0 || !(nucleus > 0 && nucleus <= 1)) {
            throw new IllegalArgumentException("temperature " + temperature + ", most " + most + ", nucleus " + nucleus
                    + "; allowed are at least 0, at least 0, and above 0 to 1");
        }
        this.temperature = temperature;
        this.most = most;
        this.nucleus = nucleus;
    }

    /**
     * Draws a token.
     *
     * @param scores the scores of a row
     * @param at the index of the first one
     * @param count how many tokens there are
     * @param random where the draw comes from; not used at temperature 0
     * @return the token, 0 .. count-1
     */
    public int draw(float[] scores, int at, int count, RandomStream random) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = scores[at + i] > scores[at + best] ? i : best;
        }
        if (temperature == 0) {
            return best;
        }
        if (weights.length < count) {
            weights = new double[count];
            heap = new int[count];
        }
        double total = 0;
        for (int i = 0; i < count; i++) {
            weights[i] = Math.exp((scores[at + i] - scores[at + best]) / temperature);
            total += weights[i];
        }
        boolean all = nucleus == 1 && (most == 0 || most >= count);
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
        int limit = most == 0 ? count : Math.min(most, count);
        double largest = largestSum(limit, count, total);
        double kept = 0;
        int taken = 0;
        while (taken < limit && (taken == 0 || kept < nucleus * largest)) {
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
        if (limit == count || nucleus == 1) {
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
