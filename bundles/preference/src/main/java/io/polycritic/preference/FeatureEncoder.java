package io.polycritic.preference;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Mlp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads features: a fully connected network over prompt and responses behind one another, with its activation after the
 * last layer too. Prompts by themselves are read by a network of the same hidden layers.
 */
public final class FeatureEncoder implements ResponseEncoder {
    /**
     * The gain of weights of the variance 1 / (3 i), as uniform ones between -1 and 1 over the root of i have. With the
     * gain sqrt(2), usual for ReLU, a skew form learns the chance in labels by heart sooner.
     */
    private static final double GAIN = 1 / Math.sqrt(3);

    private final Mlp pairs;
    private final Mlp prompts;

    /**
     * Makes an encoder.
     *
     * @param prompt c, 0 where there are no prompts
     * @param response d
     * @param responses how many are read together
     * @param hidden widths of the layers, at least one
     * @param scaled whether prompts are read by themselves as well
     */
    public FeatureEncoder(int prompt, int response, int responses, int[] hidden, boolean scaled) {
        this.pairs = mlp("encoder", prompt + response * responses, hidden);
        this.prompts = scaled ? mlp("prompt", prompt, hidden) : null;
    }

    private static Mlp mlp(String name, int inputs, int[] hidden) {
        int last = hidden.length - 1;
        Mlp shape = Mlp.of(name, inputs, Arrays.copyOf(hidden, last), hidden[last], Activation.RELU, GAIN);
        return new Mlp(name, shape.widths(), shape.activation(), GAIN, GAIN);
    }

    @Override
    public int width() {
        return pairs.widths()[pairs.layers()];
    }

    @Override
    public void addTo(Parameters.Builder builder, RandomStream random) {
        pairs.addTo(builder, random);
        if (prompts != null) {
            prompts.addTo(builder, random);
        }
    }

    @Override
    public Node states(Parameters parameters, Node prompt, List<Node> responses) {
        List<Node> inputs = new ArrayList<>(responses);
        if (prompt != null) {
            inputs.add(0, prompt);
        }
        return Elementwise.relu(pairs.apply(parameters, Shaping.concat(1, inputs.toArray(Node[]::new))));
    }

    @Override
    public Node prompts(Parameters parameters, Node prompt) {
        return Elementwise.relu(prompts.apply(parameters, prompt));
    }
}
