package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides weights by their largest singular value, so that a layer is 1-Lipschitz (Miyato, Kataoka, Koyama and Yoshida,
 * "Spectral normalization for generative adversarial networks", 2018, section 2.1 and algorithm 1): sigma = u^T W v
 * with singular vectors u, v that are found by power iteration, kept from step to step, and seen as constants by
 * gradients.
 */
public final class SpectralNorm {
    /** Keeps the division finite for weights of only zeros. */
    private static final float TINY = 1e-12f;

    private final Parameters parameters;
    private final List<Layer> layers = new ArrayList<>();

    /** A weight [i, n] and its singular vectors of the largest singular value. */
    private record Layer(String weight, int offset, int rows, int columns, float[] left, float[] right) {}

    /**
     * Starts with random vectors.
     *
     * @param parameters the vector that has the weights
     * @param weights the names of its parts that are normalised, each a matrix
     * @param random where the first vectors come from
     */
    public SpectralNorm(Parameters parameters, List<String> weights, RandomStream random) {
        this.parameters = parameters;
        for (String weight : weights) {
            Parameters.Segment segment = parameters.segment(weight);
            int rows = segment.shape().length(0);
            int columns = segment.shape().length(1);
            Layer layer = new Layer(weight, segment.offset(), rows, columns, new float[rows], new float[columns]);
            random.gaussians(layer.left, 0, rows);
            normalise(layer.left);
            layers.add(layer);
            iterate(layer);
        }
    }

    /** The left singular vectors in the order of the weights, live: the state to be saved. */
    public List<float[]> left() {
        return layers.stream().map(Layer::left).toList();
    }

    /** The right singular vectors in the order of the weights, live: the state to be saved. */
    public List<float[]> right() {
        return layers.stream().map(Layer::right).toList();
    }

    /**
     * A weight divided by its largest singular value, [i, n], for {@link Mlp#apply(Parameters, Node,
     * java.util.function.BiFunction)}.
     */
    public Node normalised(Parameters vector, String weight) {
        int at = index(weight);
        Layer layer = layers.get(at);
        Node matrix = Graphs.parameter(vector, weight);
        Node left = Graphs.input("spectral.left" + at, layer.rows, 1);
        Node right = Graphs.input("spectral.right" + at, layer.columns, 1);
        Node sigma = Linear.matmul(left, true, Linear.matmul(matrix, right), false);
        Node positive = Elementwise.maximum(Shaping.reshape(sigma), Graphs.constant(TINY));
        return Elementwise.multiply(matrix, Elementwise.reciprocal(positive));
    }

    /** Gives a program that uses {@link #normalised} the present singular vectors. */
    public void feed(Program program) {
        for (int at = 0; at < layers.size(); at++) {
            program.set("spectral.left" + at, layers.get(at).left, 0);
            program.set("spectral.right" + at, layers.get(at).right, 0);
        }
    }

    /**
     * Improves the singular vectors.
     *
     * @param least iterations that are made in any case
     * @param most iterations at most
     * @param tolerance stops earlier when the estimate grows by less than this share in one iteration
     */
    public void iterate(int least, int most, double tolerance) {
        for (Layer layer : layers) {
            float before = 0;
            for (int done = 0; done < most; done++) {
                float sigma = iterate(layer);
                if (done + 1 >= least && sigma - before <= tolerance * sigma) {
                    break;
                }
                before = sigma;
            }
        }
    }

    /** v = W^T u / |W^T u|, u = W v / |W v|; returns |W v|, the estimate of the largest singular value. */
    private float iterate(Layer layer) {
        float[] w = parameters.values();
        float[] left = layer.left;
        float[] right = layer.right;
        java.util.Arrays.fill(right, 0);
        for (int r = 0; r < layer.rows; r++) {
            float factor = left[r];
            int at = layer.offset + r * layer.columns;
            for (int c = 0; c < right.length; c++) {
                right[c] += factor * w[at + c];
            }
        }
        normalise(right);
        for (int r = 0; r < layer.rows; r++) {
            left[r] = dot(w, layer.offset + r * layer.columns, right);
        }
        return normalise(left);
    }

    /** Four sums side by side, because one sum waits for each addition. */
    private static float dot(float[] matrix, int offset, float[] vector) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < vector.length; i += 4) {
            a += matrix[offset + i] * vector[i];
            b += matrix[offset + i + 1] * vector[i + 1];
            c += matrix[offset + i + 2] * vector[i + 2];
            d += matrix[offset + i + 3] * vector[i + 3];
        }
        for (; i < vector.length; i++) {
            a += matrix[offset + i] * vector[i];
        }
        return a + b + (c + d);
    }

    private static float normalise(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float length = (float) Math.sqrt(squares);
        float factor = 1 / Math.max(length, TINY);
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
        return length;
    }

    private int index(String weight) {
        for (int at = 0; at < layers.size(); at++) {
            if (layers.get(at).weight.equals(weight)) {
                return at;
            }
        }
        throw new IllegalArgumentException("'" + weight + "' is not normalised; there are "
                + layers.stream().map(Layer::weight).toList());
    }
}
