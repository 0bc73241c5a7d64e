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
import io.polycritic.search.SearchLearner;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Asks, measures, and keeps what was measured. The archive is the learner's, so any optimizer and any critic that come
 * into their slots find it. One update measures one candidate.
 */
final class Controller implements SearchLearner {
    private final String measurePath;
    private final String optimizerPath;
    private final int population;
    private final PartContext context;
    private final Slot<CandidateMeasure> measure;
    private final Slot<SearchOptimizer> optimizer;
    private final Deque<double[]> pending = new ArrayDeque<>();
    private Measurements measurements = Measurements.NONE;
    private Predictions predictions;

    /** The generation of the optimizer's slot in which pending candidates were proposed, and for which objectives. */
    private long proposed;

    private String sought = "";

    Controller(String measurePath, String optimizerPath, int population, PartContext context) {
        this.measurePath = measurePath;
        this.optimizerPath = optimizerPath;
        this.population = population;
        this.context = context;
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
        pending.addAll(optimizer.get().ask(search(), population));
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
