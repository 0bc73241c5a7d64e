package io.polycritic.vision;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Images;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.tensor.Window;
import io.polycritic.nn.Initializers;

/**
 * A convolutional encoder of three blocks, 32, 64 and 128 filters of 3 x 3 with padding 1, each with a ReLU and a
 * maximum over 2 x 2 places behind it, then the mean over all places: n = 128. Pictures have at least 8 rows and
 * columns. Parts are {@code <name>.conv<k>.weight} [3, 3, i, o] and {@code <name>.conv<k>.bias} [o].
 *
 * @param name how its parts begin
 * @param channels c
 */
public record ConvNetS(String name, int channels) implements Encoder {
    private static final int[] FILTERS = {32, 64, 128};
    private static final Window FILTER = Window.square(3, 1, 1);
    private static final Window POOL = Window.square(2, 2, 0);

    @Override
    public int width() {
        return FILTERS[FILTERS.length - 1];
    }

    /** Weights have the variance that keeps that of ReLU layers (He et al., 2015). */
    @Override
    public void addTo(Parameters.Builder builder, RandomStream random) {
        int before = channels;
        for (int block = 0; block < FILTERS.length; block++) {
            double deviation = Math.sqrt(2.0 / (FILTER.height() * FILTER.width() * before));
            builder.add(part(block, "weight"), Initializers.gaussian(random, deviation), 3, 3, before, FILTERS[block]);
            builder.add(part(block, "bias"), Initializers.constant(0), FILTERS[block]);
            before = FILTERS[block];
        }
    }

    @Override
    public Node apply(Parameters parameters, Node pictures) {
        int rows = pictures.shape().length(0);
        return Shaping.reshape(Reduce.mean(places(parameters, pictures), 1), rows, width());
    }

    /**
     * The places before their mean is taken, row by row.
     *
     * @param parameters the vector with the encoder's parts
     * @param pictures [B, c, h, w]
     * @return [B, (h / 8) (w / 8), n]
     */
    public Node places(Parameters parameters, Node pictures) {
        Node x = Images.channelsLast(pictures);
        for (int block = 0; block < FILTERS.length; block++) {
            Node weight = Graphs.parameter(parameters, part(block, "weight"));
            Node bias = Graphs.parameter(parameters, part(block, "bias"));
            x = Elementwise.relu(Elementwise.add(Images.convolution(x, weight, FILTER, 1), bias));
            x = Images.maxPool(x, POOL);
        }
        int places = x.shape().length(1) * x.shape().length(2);
        return Shaping.reshape(x, pictures.shape().length(0), places, width());
    }

    /** How many places there are of pictures of h rows and w columns. */
    public static int places(int rows, int columns) {
        return (rows >> FILTERS.length) * (columns >> FILTERS.length);
    }

    private String part(int block, String what) {
        return name + ".conv" + block + "." + what;
    }
}
