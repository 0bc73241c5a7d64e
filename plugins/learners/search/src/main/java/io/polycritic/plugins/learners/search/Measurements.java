package io.polycritic.plugins.learners.search;

import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.search.CandidateMeasure;
import io.polycritic.search.Dominance;
import io.polycritic.search.SearchArchive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measured candidates with all measures, and what they were measured with. What was loaded is opened when it is known
 * what measures now, since only that knows the space.
 */
final class Measurements {
    /** Nothing measured, with nothing. */
    static final Measurements NONE = new Measurements("", null, new State());

    private final String origin;
    private final SearchArchive archive;
    private final State loaded;

    private Measurements(String origin, SearchArchive archive, State loaded) {
        this.origin = origin;
        this.archive = archive;
        this.loaded = loaded;
    }

    /** The same measurements for what measures now, or none; those of another origin are refused. */
    Measurements of(CandidateMeasure measure, String path) {
        if (origin.equals(measure.origin())) {
            if (archive != null) {
                return this;
            }
            SearchArchive opened = new SearchArchive(measure.space());
            opened.load(loaded.reader());
            return new Measurements(origin, opened, null);
        }
        if (!origin.isEmpty()) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    path,
                    "the archive was measured with " + origin + ", and cannot be continued with " + measure.origin());
        }
        return new Measurements(measure.origin(), new SearchArchive(measure.space()), null);
    }

    void put(double[] genome, double[] scores) {
        archive.put(genome, scores);
    }

    List<Candidate> candidates() {
        return archive.candidates();
    }

    /** The candidates that none dominates in the objectives. */
    List<Candidate> front(CandidateMeasure measure) {
        List<Candidate> all = candidates();
        double[][] points = all.stream()
                .map(candidate -> SearchArchive.minimised(chosen(candidate, measure)))
                .toArray(double[][]::new);
        return Arrays.stream(Dominance.front(points)).mapToObj(all::get).toList();
    }

    /** The scores that are objectives, in the order of the objectives. */
    static double[] chosen(Candidate candidate, CandidateMeasure measure) {
        return measure.objectives().stream()
                .mapToDouble(name -> candidate.scores()[measure.measures().indexOf(name)])
                .toArray();
    }

    /** The candidates as a search of the objectives sees them. */
    List<Candidate> projected(CandidateMeasure measure) {
        List<Candidate> projected = new ArrayList<>();
        for (Candidate candidate : candidates()) {
            projected.add(new Candidate(candidate.genome(), chosen(candidate, measure)));
        }
        return projected;
    }

    void save(StateWriter out) {
        out.put("origin", origin);
        if (archive != null) {
            archive.save(out);
        } else {
            out.put("genomes", numbers("genomes"));
            out.put("scores", numbers("scores"));
        }
    }

    private double[] numbers(String name) {
        return loaded.values().get(name) instanceof double[] there ? there : new double[0];
    }

    static Measurements load(StateReader in) {
        State kept = new State();
        kept.put("genomes", in.doubles("genomes").orElse(new double[0]), false);
        kept.put("scores", in.doubles("scores").orElse(new double[0]), false);
        return new Measurements(in.text("origin").orElse(""), null, kept);
    }
}
