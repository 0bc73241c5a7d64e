package io.polycritic.language;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import java.util.List;

/** Losses of pairs of which one is preferred. */
public final class Contrasts {
    /** log pi of preferred texts, [B]: the node by which loss critics of pairs find it. */
    public static final String CHOSEN = "logProbabilities.chosen";

    /** log pi of the other texts, [B]. */
    public static final String REJECTED = "logProbabilities.rejected";

    /** log mu of preferred texts by a frozen reference, [B]. */
    public static final String REFERENCE_CHOSEN = "reference.chosen";

    /** log mu of the other texts, [B]. */
    public static final String REFERENCE_REJECTED = "reference.rejected";

    /** All four. */
    public static final List<String> FIELDS = List.of(CHOSEN, REJECTED, REFERENCE_CHOSEN, REFERENCE_REJECTED);

    private Contrasts() {}

    /**
     * The negative log-likelihood of Bradley and Terry's model ("Rank analysis of incomplete block designs", 1952),
     * where P(better > worse) = sigmoid(better - worse): mean of log(1 + exp(worse - better)).
     *
     * @param better scores [B] of what was preferred
     * @param worse scores [B] of what was not
     * @return a scalar
     */
    public static Node bradleyTerry(Node better, Node worse) {
        return Reduce.mean(Elementwise.softplus(Elementwise.subtract(worse, better)));
    }

    /**
     * Direct preference optimisation (Rafailov et al., "Direct preference optimization: your language model is secretly
     * a reward model", 2023, equation 7): the loss above of implied rewards beta log(pi / mu).
     *
     * @param better log pi of preferred responses, [B]
     * @param worse log pi of the others, [B]
     * @param referenceBetter log mu of preferred responses, [B]
     * @param referenceWorse log mu of the others, [B]
     * @param beta above 0
     * @return a scalar
     */
    public static Node direct(Node better, Node worse, Node referenceBetter, Node referenceWorse, double beta) {
        Node gain = Elementwise.subtract(better, referenceBetter);
        Node loss = Elementwise.subtract(worse, referenceWorse);
        return bradleyTerry(Elementwise.scale(gain, (float) beta), Elementwise.scale(loss, (float) beta));
    }
}
