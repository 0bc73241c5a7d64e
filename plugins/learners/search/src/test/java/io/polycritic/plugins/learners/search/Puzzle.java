package io.polycritic.plugins.learners.search;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.search.CandidateMeasure;
import java.util.ArrayList;
import java.util.List;

/**
 * A network that is none: eight layers of three levels behind a depth. More of everything is better and costs more;
 * levels of odd layers are worth little and cost much.
 */
final class Puzzle implements CandidateMeasure {
    private static final int LAYERS = 8;

    private final List<String> objectives;
    private final String origin;
    int measured;

    Puzzle(String origin, String... objectives) {
        this.origin = origin;
        this.objectives = List.of(objectives);
    }

    @Override
    public SearchSpace space() {
        List<Gene> genes = new ArrayList<>();
        genes.add(Gene.levels("depth", 3));
        for (int i = 0; i < LAYERS; i++) {
            Gene gene = Gene.levels("layer" + i, 3);
            genes.add(i < LAYERS / 2 ? gene : gene.activeFrom(0, i < 6 ? 1 : 2));
        }
        return new SearchSpace(genes);
    }

    @Override
    public List<String> measures() {
        return List.of("quality", "cost", "time");
    }

    @Override
    public List<String> objectives() {
        return objectives;
    }

    @Override
    public String origin() {
        return origin;
    }

    double[] scores(double[] genome) {
        double[] phenotype = space().phenotype(genome);
        double quality = 0;
        double cost = 0;
        double time = 0;
        for (int i = 0; i < LAYERS; i++) {
            boolean odd = i % 2 == 1;
            quality += (odd ? 1 : 3) * phenotype[1 + i];
            cost += (odd ? 3 : 1) * phenotype[1 + i];
            time += phenotype[1 + i];
        }
        return new double[] {quality, -cost - phenotype[0], -time};
    }

    @Override
    public void score(Batch batch) {
        float[] genomes = batch.numbers(GENOME);
        float[] rewards = batch.put(FieldSpec.numbers(Fields.rewards("objectives"), 3));
        double[] genome = new double[genomes.length];
        for (int i = 0; i < genome.length; i++) {
            genome[i] = genomes[i];
        }
        double[] scores = scores(genome);
        for (int i = 0; i < 3; i++) {
            rewards[i] = (float) scores[i];
        }
        measured++;
    }

    @Override
    public double[] held(double[] genome) {
        return scores(genome);
    }

    @Override
    public double[] baseline() {
        return new double[] {20, -20, -10};
    }

    @Override
    public double[] normalised(double[] scores) {
        return objectives.stream()
                .mapToDouble(name -> switch (name) {
                    case "quality" -> 1 - scores[0] / 32;
                    case "cost" -> -scores[1] / 34;
                    default -> -scores[2] / 16;
                })
                .toArray();
    }

    @Override
    public void learn(Batch batch) {
        // Nothing is learned.
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        out.put("measured", measured);
    }

    @Override
    public void load(StateReader in) {
        long[] count = new long[1];
        in.read("measured", count);
        measured = (int) count[0];
    }
}
