package io.polycritic.plugins.environments.preference;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.plugins.environments.preference.CyclicPairs.Order;
import io.polycritic.preference.Judge;

/**
 * Items and who is preferred. An item has a class c of three, a quality u ~ N(0, 1), or both, and nuisance numbers ~
 * N(0, 1); it is seen as tanh(A z) of them all, classes one-hot, with a random matrix A. The judge's log-odds for i
 * against j are + or - the cycle's where (c_j - c_i) mod 3 is 1 or 2, or the slope times u_i - u_j.
 */
final class ItemWorld {
    static final int CLASSES = 3;

    /** A prompt says by a one-hot vector who judges. */
    static final int JUDGES = 2;

    private final Order order;
    private final Sizes sizes;
    private final double cycle;
    private final double slope;
    private final float[] mixing;
    private final float[] latent;

    /** Numbers that mean nothing, and numbers that are seen. */
    record Sizes(int nuisance, int features) {}

    ItemWorld(Order order, Sizes sizes, double cycle, double slope, RandomStream random) {
        this.order = order;
        this.sizes = sizes;
        this.cycle = cycle;
        this.slope = slope;
        this.latent = new float[classes() + qualities() + sizes.nuisance];
        this.mixing = new float[sizes.features * latent.length];
        random.gaussians(mixing, 0, mixing.length);
        for (int i = 0; i < mixing.length; i++) {
            mixing[i] /= (float) Math.sqrt(latent.length);
        }
    }

    private int classes() {
        return order == Order.TRANSITIVE ? 0 : CLASSES;
    }

    private int qualities() {
        return order == Order.CYCLIC ? 0 : 1;
    }

    int features() {
        return sizes.features;
    }

    boolean prompted() {
        return order == Order.MIXTURE;
    }

    /** An item's hidden numbers: a class and a quality, either of which may not count. */
    private record Item(int kind, double quality) {}

    /** Draws an item and writes what is seen of it. */
    private Item draw(RandomStream random, float[] seen, int at) {
        Item item = new Item(random.nextInt(CLASSES), random.nextGaussian());
        for (int k = 0; k < classes(); k++) {
            latent[k] = k == item.kind ? 1 : 0;
        }
        if (qualities() > 0) {
            latent[classes()] = (float) item.quality;
        }
        random.gaussians(latent, classes() + qualities(), sizes.nuisance);
        for (int f = 0; f < sizes.features; f++) {
            double sum = 0;
            for (int k = 0; k < latent.length; k++) {
                sum += mixing[f * latent.length + k] * latent[k];
            }
            seen[at + f] = (float) Math.tanh(sum);
        }
        return item;
    }

    private double logit(int judge, Item first, Item second) {
        if (judge == 1) {
            return slope * (first.quality - second.quality);
        }
        int ahead = Math.floorMod(second.kind - first.kind, CLASSES);
        return ahead == 0 ? 0 : ahead == 1 ? cycle : -cycle;
    }

    /**
     * Comparisons of items.
     *
     * @param judges who judges each, 0 by classes and 1 by qualities
     * @param first [rows, features]
     * @param second [rows, features]
     * @param logits log-odds for the first
     * @param preferred labels
     */
    record Pairs(int[] judges, float[] first, float[] second, float[] logits, float[] preferred) {
        static Pairs draw(ItemWorld world, int rows, RandomStream random) {
            int f = world.sizes.features;
            Pairs pairs = new Pairs(
                    new int[rows], new float[rows * f], new float[rows * f], new float[rows], new float[rows]);
            for (int row = 0; row < rows; row++) {
                int judge = world.prompted() ? random.nextInt(JUDGES) : world.order == Order.TRANSITIVE ? 1 : 0;
                Item first = world.draw(random, pairs.first, row * f);
                Item second = world.draw(random, pairs.second, row * f);
                double logit = world.logit(judge, first, second);
                pairs.judges[row] = judge;
                pairs.logits[row] = (float) logit;
                pairs.preferred[row] = Judge.OF_LOG_ODDS.label(logit, random);
            }
            return pairs;
        }
    }
}
