package io.polycritic.vision;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.ConvEncoder;
import io.polycritic.nn.Initializers;
import java.util.function.IntFunction;

/**
 * The smallest convolutional encoder: 16 and 32 filters of 3 x 3 with stride 2 and padding 1, a ReLU behind each, then
 * a dense layer and a ReLU. Its parts are those of {@link ConvEncoder}.
 *
 * @param name how its parts begin
 * @param channels c
 * @param height h
 * @param width n, 128 is usual
 * @param columns w
 */
public record ConvXs(String name, int channels, int height, int columns, int width) implements Encoder {
    private static final int[] FILTERS = {16, 32};

    private ConvEncoder network() {
        return new ConvEncoder(name, height, columns, channels, FILTERS, width);
    }

    /**
     * Weights are uniform up to 1 / sqrt(inputs of an output), a sixth or a third of the variance of
     * {@link ConvEncoder}'s: where lengths of results do not count, smaller weights learn faster at the same rate.
     */
    @Override
    public void addTo(Parameters.Builder builder, RandomStream random) {
        IntFunction<Parameters.Initializer> weights = inputs -> Initializers.uniform(random, 1 / Math.sqrt(inputs));
        network().addTo(builder, weights, weights);
    }

    @Override
    public Node apply(Parameters parameters, Node pictures) {
        return Elementwise.relu(network().apply(parameters, pictures));
    }
}
