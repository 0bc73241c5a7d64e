package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.List;
import java.util.Optional;

/**
 * What distinguishes one learner of replayed steps from another: how it acts and how its policy follows the critics.
 */
interface Method extends AutoCloseable {
    /** Fields that it adds to a batch for the critics. */
    List<FieldSpec> offers();

    /** Paths of the optimizer slots that it calls. */
    List<String> optimizers();

    /** Takes notice of the critics, at first and when one of their slots has another occupant. */
    void listen(CriticMix critics);

    /**
     * Acts in all lanes as in training.
     *
     * @param features [.., f]
     * @param first the first row of the lanes in features and samples
     * @param samples [.., a], written to
     * @param random whether actions shall not depend on the policy, as before learning begins
     * @param made steps that all lanes have made so far
     */
    void act(float[] features, int first, float[] samples, boolean random, long made);

    /** Writes to a batch what critics need to learn from it. */
    void prepare(Batch batch);

    /** Improves the policy after the critics have learned from the batch. */
    void improve(Batch batch);

    /** An actor of its own with the policy's present parameters. */
    PolicyLearner.Policy policy(int rows, PolicyLearner.Mode mode, CriticMix critics);

    /** The same in a world of other spaces, where the policy can act there. */
    default Optional<PolicyLearner.Policy> policy(EnvironmentSpec world, int rows, PolicyLearner.Mode mode) {
        return Optional.empty();
    }

    /** The policy's most likely actions for other programs. */
    GraphModel model(int rows, CriticMix critics);

    void save(StateWriter out);

    void load(StateReader in);

    @Override
    void close();
}
