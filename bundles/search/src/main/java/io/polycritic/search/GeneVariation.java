package io.polycritic.search;

import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.tensor.RandomStream;

/**
 * Variation of genomes of a space. Genes of levels: uniform crossover, and mutation to a random level. Real genes:
 * simulated binary crossover and polynomial mutation (Deb and Agrawal, 1995; Deb and Goyal, 1996), both limited to the
 * gene's range. Each gene mutates with the chance 1/g.
 *
 * @param space the space
 * @param crossover the chance that two parents are crossed at all
 * @param spread the distribution index of real genes: the greater, the nearer children are to their parents
 */
public record GeneVariation(SearchSpace space, double crossover, double spread) implements Variation {
    /** Below this difference two parents are the same in a real gene. */
    private static final double SAME = 1e-14;

    @Override
    public void cross(double[] a, double[] b, RandomStream random) {
        if (random.nextDouble() >= crossover) {
            return;
        }
        for (int i = 0; i < a.length; i++) {
            if (random.nextBoolean()) {
                Gene gene = space.genes().get(i);
                if (gene.levels() > 0) {
                    double kept = a[i];
                    a[i] = b[i];
                    b[i] = kept;
                } else if (Math.abs(a[i] - b[i]) > SAME) {
                    blend(gene, i, a, b, random);
                }
            }
        }
    }

    /** Two values around those of the parents, spread so that a one-point crossover of bits would do the same. */
    private void blend(Gene gene, int i, double[] a, double[] b, RandomStream random) {
        double low = Math.min(a[i], b[i]);
        double high = Math.max(a[i], b[i]);
        double draw = random.nextDouble();
        double below = 1 + 2 * (low - gene.low()) / (high - low);
        double above = 1 + 2 * (gene.high() - high) / (high - low);
        double first = (low + high - factor(draw, below) * (high - low)) / 2;
        double second = (low + high + factor(draw, above) * (high - low)) / 2;
        boolean swapped = random.nextBoolean();
        a[i] = limit(gene, swapped ? second : first);
        b[i] = limit(gene, swapped ? first : second);
    }

    private double factor(double draw, double room) {
        double alpha = 2 - Math.pow(room, -(spread + 1));
        double power = 1 / (spread + 1);
        return draw <= 1 / alpha ? Math.pow(draw * alpha, power) : Math.pow(1 / (2 - draw * alpha), power);
    }

    @Override
    public void mutate(double[] genome, RandomStream random) {
        for (int i = 0; i < genome.length; i++) {
            if (random.nextDouble() < 1.0 / genome.length) {
                Gene gene = space.genes().get(i);
                genome[i] = gene.levels() > 0 ? space.random(i, random) : moved(gene, genome[i], random);
            }
        }
    }

    private double moved(Gene gene, double value, RandomStream random) {
        double range = gene.high() - gene.low();
        double draw = random.nextDouble();
        boolean down = draw < 0.5;
        double room = 1 - (down ? value - gene.low() : gene.high() - value) / range;
        double part = down ? 2 * draw : 2 * (1 - draw);
        double shift = 1 - Math.pow(part + (1 - part) * Math.pow(room, spread + 1), 1 / (spread + 1));
        return limit(gene, down ? value - shift * range : value + shift * range);
    }

    private static double limit(Gene gene, double value) {
        return Math.min(gene.high(), Math.max(gene.low(), value));
    }
}
