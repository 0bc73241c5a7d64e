package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import java.util.Arrays;

/**
 * Dropout (Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014, section 4), in
 * the form that scales while learning: numbers are dropped with probability {@code rate}, the others are divided by 1 -
 * rate. The mask is an input of the graph, drawn once a batch, so that an objective which is evaluated again on a held
 * batch, at other parameters, drops the same numbers.
 */
public final class Dropout {
    private final String input;
    private final double rate;
    private final Shape shape;
    private final float[] mask;

    /**
     * Makes a layer.
     *
     * @param input the name of the mask's input, unique in the program
     * @param rate the probability of being dropped, from 0 to less than 1
     * @param lengths the axes of what it is applied to
     */
    public Dropout(String input, double rate, int... lengths) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException(
                    "dropout '" + input + "' has rate " + rate + "; allowed are 0 to below 1");
        }
        this.input = input;
        this.rate = rate;
        this.shape = Shape.of(lengths);
        this.mask = new float[shape.size()];
    }

    /** Drops numbers of a node of the layer's shape. */
    public Node apply(Node x) {
        return Elementwise.multiply(x, Graphs.input(input, shape.toArray()));
    }

    /** Draws a new mask for a program. */
    public void draw(RandomStream random, Program program) {
        float kept = (float) (1 / (1 - rate));
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextFloat() < rate ? 0f : kept;
        }
        program.set(input, mask, 0);
    }

    /** Gives another program the mask that was drawn last, where one network is a part of several programs. */
    public void share(Program program) {
        program.set(input, mask, 0);
    }

    /** Drops nothing, as while acting. */
    public void keepAll(Program program) {
        Arrays.fill(mask, 1f);
        program.set(input, mask, 0);
    }
}
