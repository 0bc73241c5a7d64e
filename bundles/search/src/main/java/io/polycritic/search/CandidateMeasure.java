package io.polycritic.search;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A reward model that measures the candidates of a search. A batch has one candidate a row, its genome in the field
 * {@link #GENOME}; the reward is the vector of all measures, higher is better. Some of them are objectives.
 */
@ConsumerType
public interface CandidateMeasure extends RewardModel {
    /** The field with a candidate's genome, [g]. */
    String GENOME = "genome";

    /** What can be measured: the genes of candidates. */
    SearchSpace space();

    /**
     * Candidates that anyone would want to know before a search begins, for the best ones lie between them. Usually the
     * least and the most of every gene.
     *
     * @return genomes of the space, of which some may have one phenotype
     */
    default List<double[]> corners() {
        List<Gene> genes = space().genes();
        return List.of(
                genes.stream().mapToDouble(Gene::low).toArray(),
                genes.stream().mapToDouble(Gene::high).toArray());
    }

    /** The names of the measures, in the order of the reward's numbers: {@code accuracy}, {@code size}. */
    List<String> measures();

    /** Those measures that the search shall make better, at least one. */
    List<String> objectives();

    /**
     * What a measurement depends on besides the genome, in words or sums. Measurements of one origin can be compared,
     * and belong into one archive.
     */
    String origin();

    /**
     * Measures a candidate on data that the search does not see.
     *
     * @param genome one number per gene
     * @return one number per measure, higher is better
     */
    double[] held(double[] genome);

    /**
     * What candidates are compared with, measured as {@link #held} does.
     *
     * @return one number per measure
     */
    double[] baseline();

    /**
     * Objectives on comparable axes.
     *
     * @param scores one number per measure
     * @return one number per objective, to be minimised: 0 is as good as can be thought of, 1 the reference point of
     *     hypervolumes
     */
    double[] normalised(double[] scores);

    /** None: what two of them have measured cannot be mixed, and an archive belongs to one. */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return Set.of();
    }

    /**
     * Measures one candidate.
     *
     * @param name the name of the slot that this fills
     * @param genome one number per gene
     * @return one number per measure, higher is better
     */
    default double[] measured(String name, double[] genome) {
        Batch batch = new Batch(Shape.of(1));
        float[] row = batch.put(FieldSpec.numbers(GENOME, genome.length));
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) genome[i];
        }
        score(batch);
        float[] rewards = batch.numbers(Fields.rewards(name));
        double[] scores = new double[rewards.length];
        Arrays.setAll(scores, i -> rewards[i]);
        return scores;
    }
}
