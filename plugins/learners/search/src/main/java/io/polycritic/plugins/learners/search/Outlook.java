package io.polycritic.plugins.learners.search;

import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.search.CandidateMeasure;
import java.util.List;

/** The search as optimizers see it. */
record Outlook(Measurements measurements, CandidateMeasure measure, Predictions predictions) implements Search {
    @Override
    public SearchSpace space() {
        return measure.space();
    }

    @Override
    public List<Candidate> archive() {
        return measurements.projected(measure);
    }

    @Override
    public boolean predicts() {
        return predictions.fitted();
    }

    @Override
    public List<double[]> predict(List<double[]> genomes) {
        return predictions.predict(genomes);
    }
}
