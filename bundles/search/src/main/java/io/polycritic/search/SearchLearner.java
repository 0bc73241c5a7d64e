package io.polycritic.search;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.Search.Candidate;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A learner that searches. */
@ConsumerType
public interface SearchLearner extends Learner {
    /** The search as optimizers see it. Only while an update or an evaluation goes on. */
    Search search();

    /** What was measured, with all measures of the {@link CandidateMeasure}, in the order of measurement. */
    List<Candidate> measured();

    /** The measured candidates that no other one dominates in the objectives, with all measures. */
    List<Candidate> front();
}
