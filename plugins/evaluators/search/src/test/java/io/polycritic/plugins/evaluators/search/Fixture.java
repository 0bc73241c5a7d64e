package io.polycritic.plugins.evaluators.search;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.plugins.critics.surrogate.RidgeSvrSurrogate;
import io.polycritic.plugins.learners.search.SearchController;
import io.polycritic.plugins.optimizers.blackbox.RandomSearch;
import io.polycritic.search.CandidateMeasure;
import io.polycritic.search.SearchLearner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A finished search: ten genes of three levels, whose sum is accuracy in percent and, three times, size. */
final class Fixture implements CandidateMeasure {
    int held;

    static TestRun run(int measurements) {
        TestRun run = new TestRun(1, null, null);
        run.seat("rewards.objectives", new Fixture());
        run.add("critics.accuracy", new RidgeSvrSurrogate(), Map.of("svr", List.of()));
        run.add("critics.size", new RidgeSvrSurrogate(), Map.of("svr", List.of()));
        run.add("optimizers.search", new RandomSearch(), Map.of());
        SearchLearner learner = (SearchLearner) run.add("learner", new SearchController(), Map.of());
        for (int i = 0; i < measurements; i++) {
            learner.update();
        }
        return run;
    }

    static Map<String, Double> evaluate(TestRun run, String path) {
        Map<String, Part> parts = new HashMap<>();
        for (String part : List.of("rewards.objectives", "critics.accuracy", "critics.size", "learner")) {
            parts.put(part, run.part(part, Part.class));
        }
        Map<String, Double> means = new HashMap<>();
        for (Measure measure : run.part(path, Evaluator.class).evaluate(new TestSubject(0, parts, null))) {
            means.put(measure.name(), measure.mean());
        }
        return means;
    }

    @Override
    public SearchSpace space() {
        List<Gene> genes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            genes.add(Gene.levels("gene" + i, 3));
        }
        return new SearchSpace(genes);
    }

    @Override
    public List<String> measures() {
        return List.of("accuracy", "size");
    }

    @Override
    public List<String> objectives() {
        return measures();
    }

    @Override
    public String origin() {
        return "sums";
    }

    private static double[] scores(double[] genome, double shift) {
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < genome.length; i++) {
            sum += genome[i];
            weighted += genome[i] * (i + 1);
        }
        return new double[] {0.6 + sum / 100 + shift, -30 - weighted};
    }

    @Override
    public void score(Batch batch) {
        float[] genomes = batch.numbers(GENOME);
        double[] genome = new double[genomes.length];
        for (int i = 0; i < genome.length; i++) {
            genome[i] = genomes[i];
        }
        double[] scores = scores(genome, 0);
        float[] rewards = batch.put(FieldSpec.numbers(Fields.rewards("objectives"), 2));
        rewards[0] = (float) scores[0];
        rewards[1] = (float) scores[1];
    }

    /** A hundredth less accurate than in the search. */
    @Override
    public double[] held(double[] genome) {
        held++;
        return scores(genome, -0.01);
    }

    @Override
    public double[] baseline() {
        return new double[] {0.65, -200};
    }

    @Override
    public double[] normalised(double[] scores) {
        return new double[] {1 - scores[0], -scores[1] / 200};
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
        // Nothing changes.
    }

    @Override
    public void load(StateReader in) {
        // Nothing changes.
    }
}
