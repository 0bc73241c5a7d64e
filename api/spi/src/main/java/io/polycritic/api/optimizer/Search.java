package io.polycritic.api.optimizer;

import java.util.List;

/**
 * A search as its optimizers see it: the space, what was measured, and, where somebody predicts measurements, the
 * predictions. Belongs to the learner that searches, so a newcomer in an optimizer's slot knows all that its
 * predecessor knew.
 */
public interface Search {
    /**
     * What is searched.
     *
     * @return the space; does not change
     */
    SearchSpace space();

    /**
     * What was measured.
     *
     * @return candidates of different phenotypes, in the order of their measurement
     */
    List<Candidate> archive();

    /**
     * Whether scores can be predicted now.
     *
     * @return false without predictors, or as long as too little was measured to fit them
     */
    boolean predicts();

    /**
     * Predicts the scores of genomes. Measures nothing.
     *
     * @param genomes one number per gene
     * @return one vector of scores per genome, higher is better
     * @throws IllegalStateException if nothing can be predicted now
     */
    List<double[]> predict(List<double[]> genomes);

    /**
     * A point of the space that was measured.
     *
     * @param genome one number per gene
     * @param scores one number per objective, higher is better
     */
    record Candidate(double[] genome, double[] scores) {}
}
