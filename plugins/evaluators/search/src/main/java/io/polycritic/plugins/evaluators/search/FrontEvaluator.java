package io.polycritic.plugins.evaluators.search;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.search.CandidateMeasure;
import io.polycritic.search.Hypervolume;
import io.polycritic.search.SearchLearner;
import java.util.Arrays;
import java.util.List;

/** The part of {@link FrontHypervolume}. */
final class FrontEvaluator implements Evaluator {
    private static final String LEARNER = "learner";

    private final String path;
    private final String quality;
    private final String cost;
    private final double loss;

    FrontEvaluator(String path, String quality, String cost, double loss) {
        this.path = path;
        this.quality = quality;
        this.cost = cost;
        this.loss = loss;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(LEARNER, SearchLearner.class, 1)
                .calls(path, CandidateMeasure.class, 1)
                .build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        SearchLearner learner = subject.part(LEARNER, SearchLearner.class).orElseThrow();
        CandidateMeasure measure = subject.part(path, CandidateMeasure.class).orElseThrow();
        List<Candidate> front = learner.front();
        List<double[]> seen = front.stream().map(Candidate::scores).toList();
        List<double[]> held = front.stream().map(c -> measure.held(c.genome())).toList();
        double[] baseline = measure.baseline();
        int good = measure.measures().indexOf(quality);
        return List.of(
                new Measure("hypervolume", "", Measure.Better.HIGHER, volume(measure, held)),
                new Measure("searchedHypervolume", "", Measure.Better.HIGHER, volume(measure, seen)),
                new Measure("frontSize", "", Measure.Better.NEITHER, front.size()),
                new Measure("ratio", "", Measure.Better.HIGHER, ratio(measure, held, baseline, loss)),
                new Measure("ratioAtNoLoss", "", Measure.Better.HIGHER, ratio(measure, held, baseline, 0)),
                new Measure("baselineQuality", "", Measure.Better.NEITHER, baseline[good]),
                new Measure(
                        "bestQuality",
                        "",
                        Measure.Better.HIGHER,
                        held.stream().mapToDouble(member -> member[good]).max().orElse(0)));
    }

    private static double volume(CandidateMeasure measure, List<double[]> scores) {
        double[] reference = new double[measure.objectives().size()];
        Arrays.fill(reference, 1);
        return Hypervolume.of(scores.stream().map(measure::normalised).toArray(double[][]::new), reference);
    }

    /** How many times the baseline costs what the cheapest member that is good enough does; 0 if none is. */
    private double ratio(CandidateMeasure measure, List<double[]> scores, double[] baseline, double allowed) {
        int good = measure.measures().indexOf(quality);
        int at = measure.measures().indexOf(cost);
        return scores.stream()
                .filter(member -> member[good] >= baseline[good] - allowed)
                .mapToDouble(member -> baseline[at] / member[at])
                .max()
                .orElse(0);
    }

    @Override
    public void save(StateWriter out) {
        // Measures a copy and keeps nothing.
    }

    @Override
    public void load(StateReader in) {
        // Measures a copy and keeps nothing.
    }
}
