package io.polycritic.bench;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Mlp;
import java.util.Map;

/** The models of the training steps, each of the same shapes and with the same loss as the peer's. */
final class Models {
    private static final int INPUTS = 8;

    private Models() {}

    /** Random numbers for one purpose. */
    static RandomStream random(String name) {
        return RandomStream.of(0, "bench", name);
    }

    static float[] gaussians(String name, int count) {
        float[] numbers = new float[count];
        random(name).gaussians(numbers, 0, count);
        return numbers;
    }

    /**
     * Independent regressions on one batch: networks of two hidden layers with ReLU; the sum of their mean squared
     * errors.
     *
     * @param critics how many networks
     * @param width of the hidden layers
     * @param batch rows
     */
    static Model regressions(int critics, int width, int batch) {
        Parameters.Builder builder = Parameters.builder("bench");
        Mlp[] networks = new Mlp[critics];
        for (int i = 0; i < critics; i++) {
            networks[i] = Mlp.of("critic" + i, INPUTS, new int[] {width, width}, 1, Activation.RELU, 1);
            networks[i].addTo(builder, random("weights" + i));
        }
        Parameters parameters = builder.build();
        Node x = Graphs.input("x", batch, INPUTS);
        Node y = Graphs.input("y", batch, 1);
        Node loss = null;
        for (Mlp network : networks) {
            Node error = Elementwise.subtract(network.apply(parameters, x), y);
            Node own = Reduce.mean(Elementwise.square(error));
            loss = loss == null ? own : Elementwise.add(loss, own);
        }
        return new Model(parameters, loss, Map.of("x", gaussians("x", batch * INPUTS), "y", gaussians("y", batch)));
    }
}
