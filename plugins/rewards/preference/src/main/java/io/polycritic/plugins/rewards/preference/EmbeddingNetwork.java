package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Dense;
import io.polycritic.nn.Initializers;
import io.polycritic.preference.BradleyTerry;
import io.polycritic.preference.PairForm;
import io.polycritic.preference.ResponseEncoder;
import io.polycritic.preference.ResponseSets;
import java.util.List;
import java.util.Optional;

/**
 * Embeds each response by itself, v = W h without a bias, and compares embeddings. A prompt may weigh the parts of the
 * score by lambda(x) = k softmax(U g(x) / sqrt(W)) with g the encoder's state of the prompt.
 */
final class EmbeddingNetwork implements PreferenceNetwork {
    /** Keeps the length of an embedding above 0. */
    private static final float TINY = 1e-12f;

    private final ResponseEncoder encoder;
    private final Head head;
    private final Dense embedding;
    private final Dense prompt;
    private final Parameters parameters;

    /**
     * What stands on the encoder.
     *
     * @param form compares embeddings
     * @param scaled whether prompts weigh the parts of the score
     * @param normalised whether embeddings are brought to length 1
     * @param temperature what scores are divided by
     * @param deviation of first weights, 0 for 1 / (W + 1)
     */
    record Head(PairForm form, boolean scaled, boolean normalised, Temperature temperature, double deviation) {}

    EmbeddingNetwork(ResponseEncoder encoder, Head head, RandomStream random) {
        this.encoder = encoder;
        this.head = head;
        this.embedding = new Dense("embedding", encoder.width(), head.form.width(), false);
        this.prompt = head.scaled ? new Dense("scale", encoder.width(), head.form.scales(), false) : null;
        Parameters.Builder builder = Parameters.builder("preference");
        encoder.addTo(builder, random);
        double deviation = head.deviation > 0 ? head.deviation : 1.0 / (encoder.width() + 1);
        embedding.addTo(builder, Initializers.gaussian(random, deviation));
        if (prompt != null) {
            prompt.addTo(builder, Initializers.gaussian(random, deviation));
        }
        head.temperature.addTo(builder);
        this.parameters = builder.build();
        encoder.begin(parameters);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /** [N, width]. */
    Node embed(Node prompts, Node responses) {
        Node v = embedding.apply(parameters, encoder.states(parameters, prompts, List.of(responses)));
        if (!head.normalised) {
            return v;
        }
        Node squares = Elementwise.shift(Reduce.sum(Elementwise.square(v), -1), TINY);
        return Elementwise.divide(v, Elementwise.sqrt(squares));
    }

    /** lambda(x), [N, k] with mean 1 in each row; null where prompts do not count. */
    Node scale(Node prompts) {
        if (prompt == null) {
            return null;
        }
        Node scores = prompt.apply(parameters, encoder.prompts(parameters, prompts));
        Node weights = Reduce.softmax(Elementwise.scale(scores, (float) (1 / Math.sqrt(encoder.width()))));
        return Elementwise.scale(weights, head.form.scales());
    }

    @Override
    public Node logits(Node prompts, Node first, Node second) {
        int rows = first.shape().length(0);
        Node both = prompts == null ? null : Shaping.concat(0, prompts, prompts);
        Node v = embed(both, Shaping.concat(0, first, second));
        Node forth = Shaping.slice(v, 0, 0, rows);
        Node back = Shaping.slice(v, 0, rows, 2 * rows);
        return head.temperature.divide(parameters, head.form.score(forth, back, scale(prompts)));
    }

    @Override
    public Node scores(Node prompts, Node responses, ResponseSets sets) {
        Node v = Shaping.reshape(embed(prompts, responses), sets.sets(), sets.size(), head.form.width());
        Node lambda = scale(prompts);
        Node scales = lambda == null ? null : Shaping.reshape(lambda, sets.sets(), sets.size(), head.form.scales());
        return head.form.matrix(v, scales);
    }

    @Override
    public Optional<Node> rewards(Node prompts, Node responses) {
        return head.form instanceof BradleyTerry
                ? Optional.of(Shaping.reshape(
                        embed(prompts, responses), responses.shape().length(0)))
                : Optional.empty();
    }

    @Override
    public double temperature() {
        return head.temperature.now(parameters);
    }

    @Override
    public long passes(ResponseSets sets) {
        return sets.responses();
    }

    @Override
    public boolean bothOrders() {
        return false;
    }
}
