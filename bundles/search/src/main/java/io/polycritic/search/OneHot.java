package io.polycritic.search;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.tensor.Shape;
import java.util.List;

/**
 * Genomes as numbers for regression. A gene of levels has a column for each level, and one for being inactive if it can
 * be; a real gene has one column from 0 to 1, and one for being active.
 */
public final class OneHot {
    private final SearchSpace space;
    private final int[] first;
    private final int width;

    /**
     * Makes an encoder.
     *
     * @param space the space of the genomes
     */
    public OneHot(SearchSpace space) {
        this.space = space;
        this.first = new int[space.size()];
        int at = 0;
        for (int i = 0; i < first.length; i++) {
            Gene gene = space.genes().get(i);
            first[i] = at;
            at += gene.levels() > 0 ? gene.levels() + (gene.parent() < 0 ? 0 : 1) : 2;
        }
        this.width = at;
    }

    /** Counts the columns. */
    public int width() {
        return width;
    }

    /**
     * Encodes candidates for critics.
     *
     * @param genomes one number per gene
     * @return a batch of a row for each, with the field {@link Fields#FEATURES}
     */
    public Batch batch(List<double[]> genomes) {
        Batch batch = new Batch(Shape.of(genomes.size()));
        float[] features = batch.put(FieldSpec.numbers(Fields.FEATURES, width));
        for (int i = 0; i < genomes.size(); i++) {
            write(genomes.get(i), features, i * width);
        }
        return batch;
    }

    /**
     * Encodes.
     *
     * @param genome one number per gene
     * @param into written to
     * @param offset where the row begins
     */
    public void write(double[] genome, float[] into, int offset) {
        for (int i = 0; i < width; i++) {
            into[offset + i] = 0;
        }
        for (int i = 0; i < first.length; i++) {
            Gene gene = space.genes().get(i);
            boolean active = space.active(genome, i);
            int at = offset + first[i];
            if (gene.levels() > 0) {
                into[at + (active ? (int) genome[i] : gene.levels())] = 1;
            } else if (active) {
                into[at] = (float) ((genome[i] - gene.low()) / (gene.high() - gene.low()));
                into[at + 1] = 1;
            }
        }
    }
}
