package io.polycritic.compression;

import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sub-networks of a super-network, and the widths, that a search may choose from, as a space of genes: the depth;
 * the heads of each layer; the hidden units of each layer; the width of each matrix, in the order of
 * {@link Vit#matrices}. Genes of layers beyond the depth are inactive.
 *
 * @param family the super-network
 * @param depths numbers of layers, ascending
 * @param heads for each layer of the super-network, numbers of heads
 * @param hidden for each layer of the super-network, numbers of hidden units
 * @param bits widths of weights, for every matrix
 */
public record Options(Vit family, int[] depths, int[][] heads, int[][] hidden, int[] bits) {
    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if a list is empty, not ascending, or has what the super-network has not, naming
     *     it
     */
    public Options {
        check("depths", depths, family.layers().size());
        for (int i = 0; i < family.layers().size(); i++) {
            check("heads", heads[i], family.layers().get(i).heads());
            check("hidden", hidden[i], family.layers().get(i).hidden());
        }
        check("bits", bits, Choice.FLOAT);
        for (int b : bits) {
            if (!Choice.WIDTHS.contains(b)) {
                throw new IllegalArgumentException("bits must be one of 4, 8, 32, found " + b);
            }
        }
    }

    /** The same options for each layer. */
    public static Options uniform(Vit family, int[] depths, int[] heads, int[] hidden, int[] bits) {
        int layers = family.layers().size();
        int[][] allHeads = new int[layers][];
        int[][] allHidden = new int[layers][];
        Arrays.fill(allHeads, heads);
        Arrays.fill(allHidden, hidden);
        return new Options(family, depths, allHeads, allHidden, bits);
    }

    private static void check(String name, int[] options, int most) {
        if (options.length == 0) {
            throw new IllegalArgumentException(name + " needs at least one option");
        }
        for (int i = 0; i < options.length; i++) {
            boolean ascending = i == 0 ? options[0] > 0 : options[i] > options[i - 1];
            if (!ascending || options[i] > most) {
                throw new IllegalArgumentException(name + " must be ascending, from 1 to " + most
                        + " of the super-network, found " + Arrays.toString(options));
            }
        }
    }

    /** The space: 1 + 2 L + (2 + 6 L) genes for a super-network of L layers. */
    public SearchSpace space() {
        List<Gene> genes = new ArrayList<>();
        genes.add(Gene.levels("depth", depths.length));
        int layers = family.layers().size();
        for (int i = 0; i < layers; i++) {
            genes.add(Gene.levels("heads" + i, heads[i].length).activeFrom(0, from(i)));
        }
        for (int i = 0; i < layers; i++) {
            genes.add(Gene.levels("hidden" + i, hidden[i].length).activeFrom(0, from(i)));
        }
        List<Matrix> matrices = family.matrices();
        for (int i = 0; i < matrices.size(); i++) {
            Gene gene = Gene.levels("bits." + matrices.get(i).name(), bits.length);
            boolean inLayer = i > 0 && i < matrices.size() - 1;
            genes.add(inLayer ? gene.activeFrom(0, from((i - 1) / 6)) : gene);
        }
        return new SearchSpace(genes);
    }

    /**
     * The smallest and the largest network at each width.
     *
     * @return genomes of the space, two for each width; they are one candidate where there is one architecture
     */
    public List<double[]> corners() {
        List<Gene> genes = space().genes();
        int widths = genes.size() - family.matrices().size();
        List<double[]> corners = new ArrayList<>();
        for (int level = 0; level < bits.length; level++) {
            double[] smallest = new double[genes.size()];
            double[] largest = new double[genes.size()];
            for (int i = 0; i < widths; i++) {
                largest[i] = genes.get(i).high();
            }
            Arrays.fill(smallest, widths, genes.size(), level);
            Arrays.fill(largest, widths, genes.size(), level);
            corners.add(smallest);
            corners.add(largest);
        }
        return corners;
    }

    /** The least level of the depth at which a layer is there. */
    private int from(int layer) {
        int level = 0;
        while (level < depths.length && depths[level] <= layer) {
            level++;
        }
        return level;
    }

    /** The network and widths that a genome of the space means. */
    public Choice choice(double[] genome) {
        int layers = family.layers().size();
        int depth = depths[(int) genome[0]];
        List<Vit.Layer> chosen = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            chosen.add(new Vit.Layer(heads[i][(int) genome[1 + i]], hidden[i][(int) genome[1 + layers + i]]));
        }
        int first = 1 + 2 * layers;
        int[] widths = new int[2 + 6 * depth];
        for (int i = 0; i < widths.length - 1; i++) {
            widths[i] = bits[(int) genome[first + i]];
        }
        widths[widths.length - 1] = bits[(int) genome[genome.length - 1]];
        return new Choice(family.with(chosen), widths);
    }
}
