package io.polycritic.api.optimizer;

import io.polycritic.api.tensor.RandomStream;
import java.util.List;

/**
 * What can be searched: genomes of one number per gene. Genomes that differ in inactive genes alone have one phenotype,
 * are one point of the space, and cost one measurement.
 *
 * @param genes the genes in order
 */
public record SearchSpace(List<Gene> genes) {
    /**
     * Makes a space.
     *
     * @param genes the genes in order; each depends on an earlier one, if on any
     */
    public SearchSpace {
        genes = List.copyOf(genes);
        for (int i = 0; i < genes.size(); i++) {
            if (genes.get(i).parent() >= i) {
                throw new IllegalArgumentException(
                        "gene '" + genes.get(i).name() + "' depends on one that does not come before it");
            }
        }
    }

    /**
     * Counts the genes.
     *
     * @return the length of a genome
     */
    public int size() {
        return genes.size();
    }

    /**
     * Whether a gene counts in a genome.
     *
     * @param genome one number per gene
     * @param gene the gene's index
     * @return false if it, or one that it depends on, is not active
     */
    public boolean active(double[] genome, int gene) {
        int parent = genes.get(gene).parent();
        return parent < 0 || genome[parent] >= genes.get(gene).from() && active(genome, parent);
    }

    /**
     * The phenotype of a genome.
     *
     * @param genome one number per gene
     * @return a copy in which inactive genes have their least value
     */
    public double[] phenotype(double[] genome) {
        double[] phenotype = genome.clone();
        for (int i = 0; i < phenotype.length; i++) {
            if (!active(genome, i)) {
                phenotype[i] = genes.get(i).low();
            }
        }
        return phenotype;
    }

    /**
     * Draws a genome, each gene by itself with equal chances.
     *
     * @param random where the numbers come from
     * @return one number per gene
     */
    public double[] random(RandomStream random) {
        double[] genome = new double[genes.size()];
        for (int i = 0; i < genome.length; i++) {
            genome[i] = random(i, random);
        }
        return genome;
    }

    /**
     * Draws the value of a gene.
     *
     * @param gene the gene's index
     * @param random where the number comes from
     * @return a level, or a real number
     */
    public double random(int gene, RandomStream random) {
        Gene drawn = genes.get(gene);
        return drawn.levels() > 0
                ? random.nextInt(drawn.levels())
                : drawn.low() + (drawn.high() - drawn.low()) * random.nextDouble();
    }

    /**
     * Checks a genome.
     *
     * @param genome one number per gene
     * @throws IllegalArgumentException if a number is no value of its gene, naming it
     */
    public void check(double[] genome) {
        if (genome.length != genes.size()) {
            throw new IllegalArgumentException(
                    "a genome has " + genes.size() + " genes, found " + genome.length + " numbers");
        }
        for (int i = 0; i < genome.length; i++) {
            Gene gene = genes.get(i);
            boolean within = genome[i] >= gene.low() && genome[i] <= gene.high();
            if (!within || gene.levels() > 0 && genome[i] != Math.rint(genome[i])) {
                throw new IllegalArgumentException("gene " + i + " ('" + gene.name() + "') must be "
                        + (gene.levels() > 0 ? "a whole number from " : "from ") + gene.low() + " to " + gene.high()
                        + ", found " + genome[i]);
            }
        }
    }
}
