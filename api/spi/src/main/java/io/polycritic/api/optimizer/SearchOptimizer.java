package io.polycritic.api.optimizer;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An optimizer that needs scores only: black-box search, evolution, architecture search. It is told how candidates did
 * by the search's archive, which grows between two calls.
 */
@ConsumerType
public non-sealed interface SearchOptimizer extends Optimizer {
    /**
     * Proposes candidates to be measured next.
     *
     * @param search the space and what is known of it
     * @param count how many are wanted
     * @return at most that many genomes, of phenotypes that differ from one another and from those of the archive;
     *     fewer only if the space has no more
     */
    List<double[]> ask(Search search, int count);
}
