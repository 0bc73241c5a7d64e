package io.polycritic.compression;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Initializers;
import io.polycritic.nn.LayerNorm;
import io.polycritic.nn.MultiHeadAttention;
import java.util.ArrayList;
import java.util.List;

/**
 * A vision transformer (Dosovitskiy et al., "An image is worth 16x16 words", 2021) whose layers may differ: patches and
 * a class token, learned positions, layers that normalise first, classes from the class token. Each layer has its own
 * number of heads, all of one size, and its own hidden width. Smaller networks of the same width are slices of larger
 * ones: the first layers, the first heads, the first hidden units.
 *
 * @param side rows and columns of a picture of one channel
 * @param patch rows and columns of a patch, a divisor of the side
 * @param width W
 * @param headSize numbers of a head, a divisor of the width
 * @param layers the layers in order, at least one
 * @param classes how many classes
 */
public record Vit(int side, int patch, int width, int headSize, List<Layer> layers, int classes) {
    private static final double STEP = 0.02;

    /**
     * The sizes of a layer.
     *
     * @param heads how many heads
     * @param hidden units between the dense layers
     */
    public record Layer(int heads, int hidden) {}

    /**
     * Makes a network.
     *
     * @throws IllegalArgumentException if sizes do not fit one another
     */
    public Vit {
        layers = List.copyOf(layers);
        if (patch < 1 || side % patch != 0) {
            throw new IllegalArgumentException("patch must divide the side " + side + " of a picture, found " + patch);
        }
        if (headSize < 1 || width % headSize != 0) {
            throw new IllegalArgumentException("headSize must divide the width " + width + ", found " + headSize);
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
    }

    /** Counts the numbers of a picture. */
    public int pixels() {
        return side * side;
    }

    /** Counts the tokens: one a patch, and one for the class. */
    public int tokens() {
        return 1 + (side / patch) * (side / patch);
    }

    /** The same network with other layers. */
    public Vit with(List<Layer> others) {
        return new Vit(side, patch, width, headSize, others, classes);
    }

    /** The matrices in the order in which they are used, 2 + 6 a layer. */
    public List<Matrix> matrices() {
        List<Matrix> all = new ArrayList<>();
        all.add(new Matrix("patch", patch * patch, width, tokens() - 1));
        for (int i = 0; i < layers.size(); i++) {
            String name = "layer" + i;
            int inner = layers.get(i).heads * headSize;
            for (String one : List.of(".q", ".k", ".v")) {
                all.add(new Matrix(name + one, width, inner, tokens()));
            }
            all.add(new Matrix(name + ".out", inner, width, tokens()));
            all.add(new Matrix(name + ".fc1", width, layers.get(i).hidden, tokens()));
            all.add(new Matrix(name + ".fc2", layers.get(i).hidden, width, tokens()));
        }
        all.add(new Matrix("head", width, classes, 1));
        return all;
    }

    /** Makes parameters with first values: weights of variance 1/i, the last of each branch smaller by the depth. */
    public Parameters parameters(RandomStream random) {
        Parameters.Builder builder = Parameters.builder("network");
        double depth = 1 / Math.sqrt(2.0 * layers.size());
        for (Matrix matrix : matrices()) {
            boolean last = matrix.name().endsWith(".out") || matrix.name().endsWith(".fc2");
            double deviation = (last ? depth : 1) / Math.sqrt(matrix.inputs());
            builder.add(matrix.weight(), Initializers.gaussian(random, deviation), matrix.inputs(), matrix.outputs());
            builder.add(matrix.bias(), Initializers.constant(0), matrix.outputs());
        }
        builder.add("class", Initializers.gaussian(random, STEP), width);
        builder.add("positions", Initializers.gaussian(random, STEP), tokens(), width);
        for (int i = 0; i < layers.size(); i++) {
            new LayerNorm("layer" + i + ".norm0", width).addTo(builder);
            new LayerNorm("layer" + i + ".norm1", width).addTo(builder);
        }
        new LayerNorm("norm", width).addTo(builder);
        return builder.build();
    }

    /**
     * Copies the parameters of this network out of those of a larger one of the same width.
     *
     * @param from the larger network's parameters
     * @return parameters of this network alone
     */
    public Parameters extract(Parameters from) {
        Parameters mine = parameters(RandomStream.of(0, "extract", "replaced"));
        for (Parameters.Segment part : mine.segments()) {
            Parameters.Segment whole = from.segment(part.name());
            int columns = part.shape().length(-1);
            int stride = whole.shape().length(-1);
            for (int row = 0; row < part.shape().size() / columns; row++) {
                System.arraycopy(
                        from.values(),
                        whole.offset() + row * stride,
                        mine.values(),
                        part.offset() + row * columns,
                        columns);
            }
        }
        return mine;
    }

    /**
     * The scores of the classes.
     *
     * @param weights where the parts come from
     * @param pictures [B, side * side]
     * @param hooks what is done on the way
     * @return [B, classes], not normalised
     */
    public Node apply(Weights weights, Node pictures, Hooks hooks) {
        Node x = embed(weights, pictures, hooks);
        for (int i = 0; i < layers.size(); i++) {
            x = layer(i, weights, x, tokens(), hooks);
        }
        return classify(weights, x, hooks);
    }

    /** The tokens [B, T, W] of pictures [B, side * side]. */
    Node embed(Weights weights, Node pictures, Hooks hooks) {
        int count = pictures.shape().length(0);
        int grid = side / patch;
        Node grids = Shaping.permute(Shaping.reshape(pictures, count, grid, patch, grid, patch), 0, 1, 3, 2, 4);
        Node patches = Shaping.reshape(grids, count, grid * grid, patch * patch);
        Node tokens = dense(matrices().get(0), weights, patches, hooks);
        Node first = Shaping.reshape(weights.part("class", width), 1, 1, width);
        Node all = Shaping.concat(1, Shaping.broadcast(first, Shape.of(count, 1, width)), tokens);
        return Elementwise.add(all, weights.part("positions", tokens(), width));
    }

    /**
     * What a layer makes of [B, T, W].
     *
     * @param kept for how many of the first tokens; classes need one of the last layer
     * @return [B, kept, W]
     */
    Node layer(int index, Weights weights, Node x, int kept, Hooks hooks) {
        List<Matrix> own = matrices().subList(1 + 6 * index, 7 + 6 * index);
        String name = "layer" + index;
        Node seen = norm(name + ".norm0", weights, x);
        Node mixed = MultiHeadAttention.attend(
                heads(affine(own.get(0), weights, first(hooks.input(own.get(0).name(), seen), kept))),
                heads(dense(own.get(1), weights, seen, hooks)),
                heads(dense(own.get(2), weights, seen, hooks)),
                Graphs.constant(0f));
        Node joined = Shaping.reshape(
                Shaping.permute(mixed, 0, 2, 1, 3),
                x.shape().length(0),
                kept,
                own.get(3).inputs());
        Node attended = Elementwise.add(first(x, kept), hooks.branch(index, dense(own.get(3), weights, joined, hooks)));
        Node wide = dense(own.get(4), weights, norm(name + ".norm1", weights, attended), hooks);
        Node narrow = dense(own.get(5), weights, Elementwise.gelu(wide), hooks);
        return Elementwise.add(attended, hooks.branch(index, narrow));
    }

    private static Node first(Node x, int kept) {
        return kept == x.shape().length(1) ? x : Shaping.slice(x, 1, 0, kept);
    }

    /** The classes' scores of tokens [B, T, W], of which the first one counts. */
    Node classify(Weights weights, Node x, Hooks hooks) {
        Node first = Shaping.reshape(Shaping.slice(x, 1, 0, 1), x.shape().length(0), width);
        Matrix head = matrices().get(matrices().size() - 1);
        return dense(head, weights, norm("norm", weights, first), hooks);
    }

    private Node heads(Node x) {
        int count = x.shape().length(-1) / headSize;
        return Shaping.permute(
                Shaping.reshape(x, x.shape().length(0), x.shape().length(1), count, headSize), 0, 2, 1, 3);
    }

    private Node norm(String name, Weights weights, Node x) {
        Node scaled = Elementwise.multiply(LayerNorm.normalised(x), weights.part(name + ".scale", width));
        return Elementwise.add(scaled, weights.part(name + ".shift", width));
    }

    private static Node dense(Matrix matrix, Weights weights, Node x, Hooks hooks) {
        return affine(matrix, weights, hooks.input(matrix.name(), x));
    }

    private static Node affine(Matrix matrix, Weights weights, Node x) {
        return Linear.dense(
                x,
                weights.part(matrix.weight(), matrix.inputs(), matrix.outputs()),
                weights.part(matrix.bias(), matrix.outputs()));
    }
}
