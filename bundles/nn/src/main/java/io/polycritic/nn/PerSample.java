package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Gradients;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Shaping;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gradients of each sample by itself, in one backward pass: every sample has its own copy of the parameters, as a
 * broadcast that costs no memory by itself, and the gradient with respect to the copies is what is asked for.
 */
public final class PerSample {
    private final Parameters parameters;
    private final int batch;
    private final Map<String, Node> copies = new LinkedHashMap<>();

    /**
     * Prepares copies.
     *
     * @param parameters the vector
     * @param batch B, the samples
     */
    public PerSample(Parameters parameters, int batch) {
        this.parameters = parameters;
        this.batch = batch;
    }

    /** The copies of a part, [B, ..]. */
    public Node part(String name) {
        return copies.computeIfAbsent(name, part -> {
            Node own = Graphs.parameter(parameters, part);
            Shape shape = own.shape();
            int[] lengths = new int[shape.rank() + 1];
            lengths[0] = batch;
            System.arraycopy(shape.toArray(), 0, lengths, 1, shape.rank());
            return Shaping.broadcast(own, Shape.of(lengths));
        });
    }

    /** A dense layer: outputs [B, n] of inputs [B, i]. */
    public Node apply(Dense layer, Node x) {
        Node product = Linear.matmul(Shaping.reshape(x, batch, 1, layer.inputs()), part(layer.weight()));
        Node y = Shaping.reshape(product, batch, layer.outputs());
        return layer.biased() ? Elementwise.add(y, part(layer.bias())) : y;
    }

    /** A network: outputs [B, n] of inputs [B, i]. */
    public Node apply(Mlp network, Node x) {
        Node h = x;
        for (int layer = 0; layer < network.layers(); layer++) {
            h = apply(network.dense(layer), h);
            h = layer < network.layers() - 1 ? network.activation().apply(h) : h;
        }
        return h;
    }

    /**
     * The gradient of each sample's loss.
     *
     * @param losses [B] or [B, 1], of networks that were applied here; row b depends on sample b alone
     * @return [B, p], each row laid out as the parameter vector
     * @throws ShapeException if there are not as many losses as samples
     */
    public Node gradients(Node losses) {
        if (losses.shape().size() != batch) {
            throw new ShapeException("per-sample gradients", losses.shape().toString(), batch + " losses");
        }
        var derived = Gradients.of(Reduce.sum(losses), copies.values().stream().toList());
        Map<String, Node> byPart = new LinkedHashMap<>();
        int next = 0;
        for (String part : copies.keySet()) {
            byPart.put(part, derived.get(next++));
        }
        Node[] rows = parameters.segments().stream()
                .map(segment -> {
                    int size = segment.shape().size();
                    Node gradient = byPart.get(segment.name());
                    return gradient == null
                            ? Graphs.constant(new float[batch * size], batch, size)
                            : Shaping.reshape(gradient, batch, size);
                })
                .toArray(Node[]::new);
        return Shaping.concat(1, rows);
    }
}
