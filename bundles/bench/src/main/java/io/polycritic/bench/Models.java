package io.polycritic.bench;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Contrastive;
import io.polycritic.nn.ConvEncoder;
import io.polycritic.nn.Distributions;
import io.polycritic.nn.Mlp;
import io.polycritic.nn.SequenceModel;
import java.util.Map;

/** The models of the training steps, each of the same shapes and with the same loss as the peer's. */
final class Models {
    private static final int INPUTS = 8;
    private static final int SYMBOLS = 64;
    private static final int SIDE = 28;
    private static final double TEMPERATURE = 0.1;

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

    /**
     * The next token of random sequences: a decoder-only transformer of four heads, mean cross-entropy.
     *
     * @param batch sequences
     * @param context tokens of each
     * @param width of the states
     * @param layers how many blocks
     */
    static Model transformer(int batch, int context, int width, int layers) {
        SequenceModel model = new SequenceModel("lm", SYMBOLS, context, width, 4, layers, 1, false);
        Parameters.Builder builder = Parameters.builder("bench");
        model.addTo(builder, random("weights"));
        Parameters parameters = builder.build();
        Node scores = model.apply(parameters, Graphs.input("tokens", batch, context));
        Node loss = Distributions.crossEntropy(
                Shaping.reshape(scores, batch * context, SYMBOLS), Graphs.input("next", batch * context));
        return new Model(
                parameters,
                loss,
                Map.of("tokens", symbols("tokens", batch * context), "next", symbols("next", batch * context)));
    }

    /**
     * Two views of each picture, 1 x 28 x 28, among those of all others: two convolutions, a dense layer, InfoNCE.
     *
     * @param batch pictures
     * @param width of the embedding
     */
    static Model contrast(int batch, int width) {
        ConvEncoder encoder = new ConvEncoder("encoder", SIDE, SIDE, 1, new int[] {16, 32}, width);
        Parameters.Builder builder = Parameters.builder("bench");
        encoder.addTo(builder, random("weights"));
        Parameters parameters = builder.build();
        Node first = encoder.apply(parameters, Graphs.input("first", batch, 1, SIDE, SIDE));
        Node second = encoder.apply(parameters, Graphs.input("second", batch, 1, SIDE, SIDE));
        int pixels = batch * SIDE * SIDE;
        return new Model(
                parameters,
                Contrastive.infoNce(first, second, TEMPERATURE),
                Map.of("first", gaussians("first", pixels), "second", gaussians("second", pixels)));
    }

    private static float[] symbols(String name, int count) {
        RandomStream random = random(name);
        float[] symbols = new float[count];
        for (int i = 0; i < count; i++) {
            symbols[i] = random.nextInt(SYMBOLS);
        }
        return symbols;
    }
}
