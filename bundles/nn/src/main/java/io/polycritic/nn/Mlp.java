package io.polycritic.nn;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import java.util.function.BiFunction;

/**
 * A fully connected network: dense layers with an activation between them and none at the end. Parts of the parameter
 * vector are {@code <name>/layer<k>.weight} [i, n] and {@code <name>/layer<k>.bias} [n].
 *
 * @param name the group of its parts in the parameter vector
 * @param widths inputs, hidden layers, outputs
 * @param activation what stands between two layers
 * @param hiddenGain the gain of the hidden layers' orthogonal weights
 * @param outputGain the gain of the last layer's orthogonal weights; 0 makes the network's first outputs 0
 */
public record Mlp(String name, int[] widths, Activation activation, double hiddenGain, double outputGain)
        implements Network {
    /**
     * A network with gain sqrt(2) in hidden layers, as is usual for policies and values, and the given gain at its end.
     */
    public static Mlp of(String name, int inputs, int[] hidden, int outputs, Activation activation, double outputGain) {
        int[] widths = new int[hidden.length + 2];
        widths[0] = inputs;
        System.arraycopy(hidden, 0, widths, 1, hidden.length);
        widths[widths.length - 1] = outputs;
        return new Mlp(name, widths, activation, Math.sqrt(2), outputGain);
    }

    /** Counts the layers. */
    public int layers() {
        return widths.length - 1;
    }

    /** The name of a layer's weight in the parameter vector. */
    public String weight(int layer) {
        return dense(layer).weight();
    }

    /** The name of a layer's bias in the parameter vector. */
    public String bias(int layer) {
        return dense(layer).bias();
    }

    /** A layer of it. */
    Dense dense(int layer) {
        return Dense.of(name + "/layer" + layer, widths[layer], widths[layer + 1]);
    }

    /** Adds the network's parts to a vector: orthogonal weights, biases 0. */
    @Override
    public void addTo(Parameters.Builder builder, RandomStream random) {
        for (int layer = 0; layer < layers(); layer++) {
            double gain = layer == layers() - 1 ? outputGain : hiddenGain;
            dense(layer).addTo(builder, Initializers.orthogonal(random, gain));
        }
    }

    /** The network's outputs [.., n] for inputs [.., i]. */
    @Override
    public Node apply(Parameters parameters, Node x) {
        return apply(parameters, x, Graphs::parameter);
    }

    /** The same with weights that were changed first, as {@link SpectralNorm} does; biases are as they are. */
    public Node apply(Parameters parameters, Node x, BiFunction<Parameters, String, Node> weights) {
        Node h = x;
        for (int layer = 0; layer < layers(); layer++) {
            Node weight = weights.apply(parameters, weight(layer));
            h = dense(layer).apply(parameters, h, weight);
            if (layer < layers() - 1) {
                h = activation.apply(h);
            }
        }
        return h;
    }
}
