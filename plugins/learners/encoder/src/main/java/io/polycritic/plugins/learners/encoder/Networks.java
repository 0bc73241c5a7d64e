package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.learner.EncodingLearner.Layer;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Mlp;
import io.polycritic.vision.ConvNetS;
import io.polycritic.vision.ConvXs;
import io.polycritic.vision.Encoder;
import io.polycritic.vision.TinyVit;
import java.util.ArrayList;
import java.util.List;

/** Encoders and projectors, one for all views or one for each, in one parameter vector. */
final class Networks {
    /** Of orthogonal first weights: as large as weights that are uniform up to 1 / sqrt(inputs). */
    private static final double GAIN = 1 / Math.sqrt(3);

    private final NetworkShape shape;
    private final List<Encoder> encoders = new ArrayList<>();
    private final List<Mlp> projectors = new ArrayList<>();
    private final Parameters parameters;

    Networks(NetworkShape shape, RandomStream random) {
        this.shape = shape;
        for (int copy = 0; copy < shape.networks(); copy++) {
            String suffix = shape.networks() == 1 ? "" : Integer.toString(copy);
            Encoder encoder = encoder("encoder" + suffix);
            encoders.add(encoder);
            if (shape.embedding() > 0) {
                projectors.add(dense("projector" + suffix, encoder.width(), shape.projector(), shape.embedding()));
            }
        }
        this.parameters = vector("networks", random);
    }

    private Encoder encoder(String group) {
        Shape input = shape.input().shape();
        String name = group + "/net";
        return switch (shape.kind()) {
            case CONV_XS -> new ConvXs(name, input.length(0), input.length(1), input.length(2), shape.width());
            case CONV_NET_S -> new ConvNetS(name, input.length(0));
            case TINY_VIT -> new TinyVit(name, input.length(0), input.length(1), input.length(2));
            case MLP -> new Dense(dense(group, input.size(), shape.hidden(), shape.width()), shape.width());
        };
    }

    private static Mlp dense(String group, int inputs, int[] hidden, int outputs) {
        int[] widths = new int[hidden.length + 2];
        widths[0] = inputs;
        System.arraycopy(hidden, 0, widths, 1, hidden.length);
        widths[widths.length - 1] = outputs;
        return new Mlp(group, widths, Activation.RELU, GAIN, GAIN);
    }

    /** A multilayer perceptron over all numbers of an input. */
    private record Dense(Mlp network, int width) implements Encoder {
        @Override
        public void addTo(Parameters.Builder builder, RandomStream random) {
            network.addTo(builder, random);
        }

        @Override
        public Node apply(Parameters vector, Node inputs) {
            int rows = inputs.shape().length(0);
            return network.apply(
                    vector, Shaping.reshape(inputs, rows, inputs.shape().size() / rows));
        }
    }

    private Parameters vector(String name, RandomStream random) {
        Parameters.Builder builder = Parameters.builder(name);
        encoders.forEach(encoder -> encoder.addTo(builder, random));
        projectors.forEach(projector -> projector.addTo(builder, random));
        return builder.build();
    }

    /** The parameters that are trained. */
    Parameters parameters() {
        return parameters;
    }

    /** A vector of the same parts and numbers by another name. */
    Parameters copy(String name) {
        Parameters copy = vector(name, RandomStream.of(0, "copy", name));
        System.arraycopy(parameters.values(), 0, copy.values(), 0, copy.size());
        return copy;
    }

    FieldSpec input() {
        return shape.input();
    }

    int networks() {
        return shape.networks();
    }

    int width(Layer layer) {
        boolean projected = layer == Layer.EMBEDDING && !projectors.isEmpty();
        return projected ? shape.embedding() : encoders.get(0).width();
    }

    /** An input of some rows in the shape that networks take. */
    int[] inputShape(int rows) {
        int[] lengths = new int[shape.input().shape().rank() + 1];
        lengths[0] = rows;
        for (int axis = 1; axis < lengths.length; axis++) {
            lengths[axis] = shape.input().shape().length(axis - 1);
        }
        return lengths;
    }

    /** Representations [B, n] of inputs [B, ..] by the network of a view. */
    Node apply(Parameters vector, Node inputs, int view, Layer layer) {
        int copy = shape.networks() == 1 ? 0 : view;
        Node features = encoders.get(copy).apply(vector, inputs);
        boolean projected = layer == Layer.EMBEDDING && !projectors.isEmpty();
        return projected ? projectors.get(copy).apply(vector, features) : features;
    }

    /** What each network makes of an input: representations and, where there is a projector, embeddings. */
    List<GraphModel> models(int rows) {
        List<GraphModel> models = new ArrayList<>();
        for (int copy = 0; copy < shape.networks(); copy++) {
            Node inputs = Graphs.input(shape.input().name(), inputShape(rows));
            Computation computation =
                    new Computation().output("features", apply(parameters, inputs, copy, Layer.FEATURES));
            if (!projectors.isEmpty()) {
                computation.output("embedding", apply(parameters, inputs, copy, Layer.EMBEDDING));
            }
            models.add(new GraphModel(
                    shape.networks() == 1 ? "encoder" : "encoder" + copy,
                    "An encoder: from an input to its representation, and to the projection that critics compare.",
                    computation));
        }
        return models;
    }

    /** Embeddings [N, M, d] of views [N M, ..]. */
    Node embeddings(Parameters vector, Node inputs, int views) {
        int items = inputs.shape().length(0) / views;
        int width = width(Layer.EMBEDDING);
        if (shape.networks() == 1) {
            return Shaping.reshape(apply(vector, inputs, 0, Layer.EMBEDDING), views, items, width);
        }
        Node[] each = new Node[views];
        for (int view = 0; view < views; view++) {
            Node one = Shaping.slice(inputs, 0, view * items, (view + 1) * items);
            each[view] = Shaping.reshape(apply(vector, one, view, Layer.EMBEDDING), 1, items, width);
        }
        return Shaping.concat(0, each);
    }
}
