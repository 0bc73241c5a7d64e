package io.polycritic.rl;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import java.util.Map;

/**
 * Turns a network's outputs into actions. A sample is what is drawn and what log-probabilities are of; the action is
 * what the environment gets for it.
 */
public interface ActionHead {
    /** The head for an action space. */
    static ActionHead of(Space actions, double initialLogStd) {
        if (actions.isCategory()) {
            return new CategoricalHead((int) actions.fields().get(0).high() + 1);
        }
        if (!actions.fields().isEmpty()
                && actions.fields().stream()
                        .allMatch(field -> field.type() == FieldType.CATEGORY && field.width() == 1)) {
            return new CategoriesHead(actions.fields().stream()
                    .mapToInt(field -> (int) field.high() + 1)
                    .toArray());
        }
        for (FieldSpec field : actions.fields()) {
            if (field.type() != FieldType.NUMBER) {
                throw new InvalidConfigException(
                        "environment",
                        "the action '" + field.name()
                                + "' is no number; allowed are numbers alone, or categories alone");
            }
        }
        return new GaussianHead(actions, initialLogStd);
    }

    /** Outputs that the network must have, n. */
    int outputs();

    /** Numbers of a sample and of an action, a. */
    int width();

    /** Adds the head's own parts to the policy's vector. */
    void addTo(Parameters.Builder builder);

    /** Log-probabilities [B, 1] of samples [B, a], or [B] for a category, given outputs [B, n]. */
    Node logProbability(Parameters parameters, Node outputs, Node samples);

    /** The samples as an input of a graph of B rows. */
    Node input(String name, int rows);

    /** The mean entropy, a scalar. */
    Node entropy(Parameters parameters, Node outputs);

    /**
     * Draws.
     *
     * @param parameters the policy's
     * @param outputs [rows, n]
     * @param random where the numbers come from
     * @param rows how many
     * @param samples [.., a], written to
     * @param logProbabilities [..], written to
     * @param first the first row that is written
     */
    void draw(
            Parameters parameters,
            float[] outputs,
            RandomStream random,
            int rows,
            float[] samples,
            float[] logProbabilities,
            int first);

    /** The most likely samples [rows, a] for outputs [rows, n]. */
    void mode(float[] outputs, int rows, float[] samples);

    /**
     * How likely each action is, [rows, n], as in {@code PolicyLearner.Policy.probabilities}.
     *
     * @throws UnsupportedOperationException if actions are numbers
     */
    default void probabilities(float[] outputs, int rows, float[] probabilities) {
        throw new UnsupportedOperationException("actions that are numbers have densities, not probabilities");
    }

    /** The actions for some rows of samples. */
    void actions(float[] samples, int first, int rows, float[] actions);

    /** The actions [B, a] for samples [B, a] in a graph, as {@link #actions(float[], int, int, float[])} makes them. */
    Node actions(Node samples);

    /**
     * What another program needs to act, as nodes by name: {@code action} [B, a] is the most likely one, the others say
     * how actions are drawn.
     *
     * @param parameters the policy's
     * @param outputs [B, n]
     */
    Map<String, Node> results(Parameters parameters, Node outputs);

    /** The samples that rows of actions would be made of, the inverse of {@link #actions} within the limits. */
    void samples(float[] actions, int rows, float[] samples);

    /** How spread the policy is, reported as {@code logStd}; not a number if that has no meaning. */
    double logStd(Parameters parameters);
}
