package io.polycritic.plugins.optimizers.blackbox;

import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.search.Hypervolume;
import io.polycritic.search.SearchArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A search with known scores, which counts what is measured and what is predicted. */
final class Bench implements Search {
    private final SearchSpace space;
    private final UnaryOperator<double[]> scores;
    private final UnaryOperator<double[]> predictions;
    private final SearchArchive archive;
    private final boolean predicts;
    int measured;
    int predicted;

    private Bench(
            SearchSpace space, UnaryOperator<double[]> scores, UnaryOperator<double[]> predictions, boolean predicts) {
        this.space = space;
        this.scores = scores;
        this.predictions = predictions;
        this.archive = new SearchArchive(space);
        this.predicts = predicts;
    }

    /** Twenty genes of three levels: level 1 counts for one score, level 2 for the other, and neighbours must agree. */
    static Bench levels(boolean predicts) {
        List<Gene> genes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            genes.add(Gene.levels("level" + i, 3));
        }
        return new Bench(new SearchSpace(genes), Bench::agreement, Bench::agreement, predicts);
    }

    /** The same, whose predictions are wrong of one gene: they say that level 0 of the first is worth much. */
    static Bench misled() {
        Bench levels = levels(true);
        UnaryOperator<double[]> wrong = genome -> {
            double[] scores = agreement(genome);
            double worth = genome[0] == 0 ? 10 : 0;
            return new double[] {scores[0] + worth, scores[1] + worth};
        };
        return new Bench(levels.space, levels.scores, wrong, true);
    }

    private static double[] agreement(double[] genome) {
        double[] sums = new double[2];
        for (int i = 0; i < genome.length; i++) {
            boolean agrees = i % 2 == 0 || genome[i] == genome[i - 1];
            sums[0] += genome[i] == 1 && agrees ? 1 : 0;
            sums[1] += genome[i] == 2 && agrees ? 1 : 0;
        }
        return sums;
    }

    /** Zitzler, Deb and Thiele (2000), function 1 of 30 variables, as scores. */
    static Bench zdt1() {
        List<Gene> genes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            genes.add(Gene.real("x" + i, 0, 1));
        }
        return new Bench(
                new SearchSpace(genes),
                x -> {
                    double sum = 0;
                    for (int i = 1; i < x.length; i++) {
                        sum += x[i];
                    }
                    double g = 1 + 9 * sum / (x.length - 1);
                    return new double[] {-x[0], -g * (1 - Math.sqrt(x[0] / g))};
                },
                UnaryOperator.identity(),
                false);
    }

    /** Asks and measures. */
    Bench search(SearchOptimizer optimizer, int times, int count) {
        for (int i = 0; i < times; i++) {
            for (double[] genome : optimizer.ask(this, count)) {
                archive.put(genome, scores.apply(genome));
                measured++;
            }
        }
        return this;
    }

    double hypervolume(double... reference) {
        return Hypervolume.of(
                archive.candidates().stream()
                        .map(candidate -> SearchArchive.minimised(candidate.scores()))
                        .toArray(double[][]::new),
                reference);
    }

    @Override
    public SearchSpace space() {
        return space;
    }

    @Override
    public List<Candidate> archive() {
        return archive.candidates();
    }

    @Override
    public boolean predicts() {
        return predicts;
    }

    @Override
    public List<double[]> predict(List<double[]> genomes) {
        predicted += genomes.size();
        return genomes.stream().map(predictions).toList();
    }
}
