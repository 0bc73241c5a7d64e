package io.polycritic.plugins.learners.search;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.search.CandidateMeasure;
import io.polycritic.search.Hypervolume;
import io.polycritic.search.Proposals;
import io.polycritic.search.SearchLearner;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Asks, measures, and keeps what was measured. The archive is the learner's, so any optimizer and any critic that come
 * into their slots find it. One update measures one candidate. Corners first is ours: an optimizer that learns from
 * what it has measured closes in on the part of the space that it began in, and its predictors are asked to
 * extrapolate.
 */
final class Controller implements SearchLearner {
    private final SearchController.Config config;
    private final PartContext context;
    private final String measurePath;
    private final String optimizerPath;
    private final Slot<CandidateMeasure> measure;
    private final Slot<SearchOptimizer> optimizer;
    private final Deque<double[]> pending = new ArrayDeque<>();
    private Measurements measurements = Measurements.NONE;
    private Predictions predictions;

    /** The generation of the optimizer's slot in which pending candidates were proposed, and for which objectives. */
    private long proposed;

    private String sought = "";

    Controller(SearchController.Config config, PartContext context) {
        this.config = config;
        this.context = context;
        this.measurePath = "rewards." + config.objectives();
        this.optimizerPath = "optimizers." + config.optimizer();
        this.measure = context.slot(measurePath, CandidateMeasure.class);
        this.optimizer = context.slot(optimizerPath, SearchOptimizer.class);
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(measurePath, CandidateMeasure.class, 1)
                .calls(optimizerPath, SearchOptimizer.class, 1)
                .calls("critics.*", ScoringCritic.class, 0)
                .build();
    }

    /** Opens the archive for what measures now; measurements of another origin are refused. */
    private Measurements open() {
        CandidateMeasure present = measure.get();
        measurements = measurements.of(present, context.path());
        if (predictions == null || !predictions.fits(present)) {
            predictions = new Predictions(present, context);
        }
        return measurements;
    }

    /** Counts a measurement as a step. */
    @Override
    public Update update() {
        open();
        if (proposed != optimizer.generation() || !sought.equals(objectives())) {
            pending.clear();
        }
        if (pending.isEmpty()) {
            propose();
        }
        double[] genome = pending.poll();
        measurements.put(genome, measure.get().measured(measure.name(), genome));
        report();
        return new Update(1, 0);
    }

    private void propose() {
        boolean fitted = predictions.fit(measurements.candidates());
        context.metrics().record("predicted", fitted ? 1 : 0);
        pending.addAll(candidates());
        proposed = optimizer.generation();
        sought = objectives();
        if (pending.isEmpty()) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    context.path(),
                    "all candidates that the optimizer knows of are measured, "
                            + measurements.candidates().size());
        }
    }

    /**
     * The corners that were not measured yet, if they are wanted and there are any; else what the optimizer proposes.
     */
    private List<double[]> candidates() {
        Search search = search();
        if (config.corners()) {
            List<double[]> corners = measure.get().corners();
            Proposals unknown = new Proposals(search, corners.size());
            corners.forEach(unknown::add);
            if (!unknown.genomes().isEmpty()) {
                return unknown.genomes();
            }
        }
        return optimizer.get().ask(search, config.population());
    }

    private String objectives() {
        return String.join(",", measure.get().objectives());
    }

    private void report() {
        CandidateMeasure present = measure.get();
        List<Candidate> front = front();
        double[][] points =
                front.stream().map(c -> present.normalised(c.scores())).toArray(double[][]::new);
        double[] reference = new double[present.objectives().size()];
        Arrays.fill(reference, 1);
        context.metrics().record("measurements", measurements.candidates().size());
        context.metrics().record("frontSize", front.size());
        context.metrics().record("hypervolume", Hypervolume.of(points, reference));
    }

    @Override
    public Search search() {
        open();
        return new Outlook(measurements, measure.get(), predictions);
    }

    @Override
    public List<Candidate> measured() {
        return open().candidates();
    }

    @Override
    public List<Candidate> front() {
        return open().front(measure.get());
    }

    @Override
    public void save(StateWriter out) {
        measurements.save(out);
        out.put("pending", pending.stream().flatMapToDouble(Arrays::stream).toArray());
        out.put("proposals", pending.size(), proposed);
        out.put("sought", sought);
    }

    @Override
    public void load(StateReader in) {
        measurements = Measurements.load(in);
        pending.clear();
        long[] counts = new long[2];
        double[] flat = in.doubles("pending").orElse(new double[0]);
        if (in.read("proposals", counts) && counts[0] > 0) {
            int genes = flat.length / (int) counts[0];
            for (int i = 0; i < counts[0]; i++) {
                pending.add(Arrays.copyOfRange(flat, i * genes, (i + 1) * genes));
            }
        }
        proposed = counts[1];
        sought = in.text("sought").orElse("");
    }
}
