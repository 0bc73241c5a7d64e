package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Images;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.tensor.Window;
import java.util.function.IntFunction;

/**
 * Images to vectors: convolutions of 3 x 3 that halve height and width (stride 2, padding 1), a ReLU behind each, and a
 * dense layer over all that is left. Parts of the parameter vector are {@code <name>.conv<k>.weight} [3, 3, C, O],
 * {@code <name>.conv<k>.bias} [O] and those of the dense layer {@code <name>.out}.
 *
 * @param name how its parts begin
 * @param height H
 * @param width W
 * @param channels C of the images
 * @param filters O of each convolution
 * @param outputs n
 */
public record ConvEncoder(String name, int height, int width, int channels, int[] filters, int outputs) {
    private static final Window WINDOW = Window.square(3, 2, 1);

    private Dense dense() {
        int rows = height;
        int columns = width;
        for (int layer = 0; layer < filters.length; layer++) {
            rows = WINDOW.rows(rows);
            columns = WINDOW.columns(columns);
        }
        int last = filters.length == 0 ? channels : filters[filters.length - 1];
        return Dense.of(name + ".out", rows * columns * last, outputs);
    }

    private String convolution(int layer) {
        return name + ".conv" + layer;
    }

    /** Adds its parts to a vector; weights have the variance that keeps that of ReLU layers (He et al., 2015). */
    public void addTo(Parameters.Builder builder, RandomStream random) {
        addTo(
                builder,
                inputs -> Initializers.gaussian(random, Math.sqrt(2.0 / inputs)),
                inputs -> Initializers.gaussian(random, 1 / Math.sqrt(inputs)));
    }

    /** The same with other first weights, of convolutions and of the dense layer, by the inputs of one output. */
    public void addTo(
            Parameters.Builder builder,
            IntFunction<Parameters.Initializer> convolutions,
            IntFunction<Parameters.Initializer> denseLayer) {
        int before = channels;
        for (int layer = 0; layer < filters.length; layer++) {
            int inputs = WINDOW.height() * WINDOW.width() * before;
            builder.add(convolution(layer) + ".weight", convolutions.apply(inputs), 3, 3, before, filters[layer]);
            builder.add(convolution(layer) + ".bias", Initializers.constant(0), filters[layer]);
            before = filters[layer];
        }
        dense().addTo(builder, denseLayer.apply(dense().inputs()));
    }

    /** Vectors [B, n] of images with channels first, [B, C, H, W]. */
    public Node apply(Parameters parameters, Node images) {
        Node x = Images.channelsLast(images);
        for (int layer = 0; layer < filters.length; layer++) {
            Node weight = Graphs.parameter(parameters, convolution(layer) + ".weight");
            Node bias = Graphs.parameter(parameters, convolution(layer) + ".bias");
            x = Elementwise.relu(Elementwise.add(Images.convolution(x, weight, WINDOW, 1), bias));
        }
        int batch = images.shape().length(0);
        return dense().apply(parameters, Shaping.reshape(x, batch, x.shape().size() / Math.max(1, batch)));
    }
}
