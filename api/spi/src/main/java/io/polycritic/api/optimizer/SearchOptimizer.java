package io.polycritic.api.optimizer;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** An optimizer that needs scores only: black-box search, evolution, architecture search. */
@ConsumerType
public non-sealed interface SearchOptimizer extends Optimizer {
    /**
     * Proposes candidates.
     *
     * @param count how many are wanted
     * @return at most that many points of the search space
     */
    List<double[]> ask(int count);

    /**
     * Learns how candidates did.
     *
     * @param candidates points of the search space
     * @param scores one vector of objectives per point, higher is better
     */
    void tell(List<double[]> candidates, List<double[]> scores);
}
