package io.polycritic.compression;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Shaping;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes a sub-network of the largest one by masks: what absent heads and hidden units give is multiplied by 0, and so
 * is what absent layers add. So one program serves all sub-networks, at the cost of the largest.
 */
public final class Masks {
    private final Vit largest;

    /**
     * Makes masks.
     *
     * @param largest the network that they are for
     */
    public Masks(Vit largest) {
        this.largest = largest;
    }

    /**
     * The numbers of all masks for a sub-network.
     *
     * @param network the sub-network
     * @return by name: for the matrices {@code out} and {@code fc2} of each layer their inputs, and one number a layer
     */
    public Map<String, float[]> numbers(Vit network) {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        for (int i = 0; i < largest.layers().size(); i++) {
            boolean there = i < network.layers().size();
            Vit.Layer whole = largest.layers().get(i);
            Vit.Layer part = there ? network.layers().get(i) : new Vit.Layer(0, 0);
            numbers.put("layer" + i + ".out", ones(part.heads(), whole.heads(), largest.headSize()));
            numbers.put("layer" + i + ".fc2", ones(part.hidden(), whole.hidden(), 1));
            numbers.put("layer" + i, ones(there ? 1 : 0, 1, 1));
        }
        return numbers;
    }

    private static float[] ones(int count, int all, int each) {
        float[] mask = new float[all * each];
        Arrays.fill(mask, 0, count * each, 1f);
        return mask;
    }

    /**
     * Applies masks.
     *
     * @param masks the node of each mask, a vector, by the names of {@link #numbers}
     * @return what the largest network takes
     */
    public Hooks hooks(Function<String, Node> masks) {
        return new Hooks() {
            @Override
            public Node input(String matrix, Node x) {
                boolean masked = matrix.endsWith(".out") || matrix.endsWith(".fc2");
                return masked ? Elementwise.multiply(x, masks.apply(matrix)) : x;
            }

            @Override
            public Node branch(int layer, Node x) {
                return Elementwise.multiply(x, Shaping.reshape(masks.apply("layer" + layer)));
            }
        };
    }
}
