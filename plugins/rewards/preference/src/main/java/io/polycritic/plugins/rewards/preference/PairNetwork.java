package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Dense;
import io.polycritic.nn.Initializers;
import io.polycritic.preference.ResponseEncoder;
import io.polycritic.preference.ResponseSets;
import java.util.List;
import java.util.Optional;

/** Reads prompt, first and second response together; nothing makes its log-odds skew-symmetric. */
final class PairNetwork implements PreferenceNetwork {
    private final ResponseEncoder encoder;
    private final Dense head;
    private final Parameters parameters;

    PairNetwork(ResponseEncoder encoder, RandomStream random) {
        this.encoder = encoder;
        this.head = Dense.of("preference", encoder.width(), 1);
        Parameters.Builder builder = Parameters.builder("preference");
        encoder.addTo(builder, random);
        head.addTo(builder, Initializers.gaussian(random, 1.0 / (encoder.width() + 1)));
        this.parameters = builder.build();
        encoder.begin(parameters);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Node logits(Node prompts, Node first, Node second) {
        Node states = encoder.states(parameters, prompts, List.of(first, second));
        return Shaping.reshape(head.apply(parameters, states), first.shape().length(0));
    }

    /** Each ordered pair of different responses goes through the network; what is not there is gathered as 0. */
    @Override
    public Node scores(Node prompts, Node responses, ResponseSets sets) {
        int k = sets.size();
        int rows = sets.sets() * k * (k - 1);
        float[] first = new float[rows];
        float[] second = new float[rows];
        float[] places = new float[sets.pairs()];
        int at = 0;
        for (int place = 0; place < places.length; place++) {
            int i = place / k;
            int j = i / k * k + place % k;
            places[place] = i == j ? -1 : at;
            if (i != j) {
                first[at] = i;
                second[at] = j;
                at++;
            }
        }
        Node from = Graphs.constant(first, rows);
        Node prompt = prompts == null ? null : Indexing.gather(prompts, from);
        Node logits = logits(
                prompt, Indexing.gather(responses, from), Indexing.gather(responses, Graphs.constant(second, rows)));
        return Indexing.gather(logits, Graphs.constant(places, sets.sets(), k, k));
    }

    @Override
    public Optional<Node> rewards(Node prompts, Node responses) {
        return Optional.empty();
    }

    @Override
    public double temperature() {
        return 1;
    }

    @Override
    public long passes(ResponseSets sets) {
        return (long) sets.responses() * (sets.size() - 1);
    }

    @Override
    public boolean bothOrders() {
        return true;
    }
}
