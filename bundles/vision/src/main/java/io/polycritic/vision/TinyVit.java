package io.polycritic.vision;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Images;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.tensor.Window;
import io.polycritic.nn.Dense;
import io.polycritic.nn.Initializers;
import io.polycritic.nn.LayerNorm;
import io.polycritic.nn.TransformerBlock;

/**
 * A small vision transformer (Dosovitskiy et al., "An image is worth 16x16 words", arXiv 2010.11929, equations 1 to 4):
 * patches of 4 x 4 pixels, learned positions, a class token, four layers that normalise first; n = 64 is the class
 * token's normalised state. Parts are {@code <name>.patch}, {@code <name>.token} [64], {@code <name>.position} [T + 1,
 * 64], {@code <name>.block<k>} and {@code <name>.norm}, T being the number of patches.
 *
 * @param name how its parts begin
 * @param channels c
 * @param height h, a multiple of 4
 * @param columns w, a multiple of 4
 */
public record TinyVit(String name, int channels, int height, int columns) implements Encoder {
    private static final int PATCH = 4;
    private static final int WIDTH = 64;
    private static final int LAYERS = 4;
    private static final int HEADS = 4;
    private static final double POSITION = 0.02;

    /**
     * Checks the size.
     *
     * @throws ShapeException if it is no multiple of the patches'
     */
    public TinyVit {
        if (height % PATCH != 0 || columns % PATCH != 0 || height == 0 || columns == 0) {
            throw new ShapeException("tinyVit", height + " x " + columns, "multiples of " + PATCH);
        }
    }

    private Dense patch() {
        return Dense.of(name + ".patch", PATCH * PATCH * channels, WIDTH);
    }

    private TransformerBlock block(int layer) {
        return new TransformerBlock(name + ".block" + layer, WIDTH, HEADS, 4 * WIDTH);
    }

    private LayerNorm norm() {
        return new LayerNorm(name + ".norm", WIDTH);
    }

    private int patches() {
        return height / PATCH * (columns / PATCH);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void addTo(Parameters.Builder builder, RandomStream random) {
        patch().addTo(builder, Initializers.gaussian(random, 1 / Math.sqrt(patch().inputs())));
        builder.add(name + ".token", Initializers.gaussian(random, POSITION), WIDTH);
        builder.add(name + ".position", Initializers.gaussian(random, POSITION), patches() + 1, WIDTH);
        for (int layer = 0; layer < LAYERS; layer++) {
            block(layer).addTo(builder, random);
        }
        norm().addTo(builder);
    }

    @Override
    public Node apply(Parameters parameters, Node pictures) {
        int rows = pictures.shape().length(0);
        Node pixels = Images.patches(Images.channelsLast(pictures), Window.square(PATCH, PATCH, 0), 0);
        Node tokens = Shaping.reshape(patch().apply(parameters, pixels), rows, patches(), WIDTH);
        Node first = Graphs.parameter(parameters, name + ".token");
        Node all = Shaping.concat(1, Shaping.broadcast(first, Shape.of(rows, 1, WIDTH)), tokens);
        Node x = Elementwise.add(all, Graphs.parameter(parameters, name + ".position"));
        Node open = Graphs.constant(0f);
        for (int layer = 0; layer < LAYERS; layer++) {
            x = block(layer).apply(parameters, x, open);
        }
        return norm().apply(parameters, Shaping.reshape(Shaping.slice(x, 1, 0, 1), rows, WIDTH));
    }
}
