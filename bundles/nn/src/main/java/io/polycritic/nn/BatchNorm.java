package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Shaping;
import java.util.Arrays;

/**
 * Batch normalisation (Ioffe and Szegedy, "Batch normalization", 2015, algorithms 1 and 2): (x - mean) / sqrt(variance
 * + 1e-5) scale + shift for each of the last axis' numbers, with mean and variance of the batch while learning, and
 * with running ones while acting. Parts of the parameter vector are {@code <name>.scale} [n], first 1, and
 * {@code <name>.shift} [n], first 0. The running numbers are the owner's state; they are not learnt by gradients.
 */
public final class BatchNorm {
    private final String name;
    private final int width;
    private final float rate;
    private final float[] mean;
    private final float[] variance;
    private final float[] newest;

    /**
     * What a batch is normalised to, and its own mean and variance as outputs for {@link #update}.
     *
     * @param result the shape of the argument
     * @param mean [n]
     * @param variance [n], with a divisor of one less than the rows
     */
    public record Normalised(Node result, Node mean, Node variance) {}

    /**
     * Starts with running mean 0 and variance 1.
     *
     * @param name how its parts begin
     * @param width n
     * @param rate the share of the newest batch in the running numbers, usually 0.1
     */
    public BatchNorm(String name, int width, double rate) {
        this.name = name;
        this.width = width;
        this.rate = (float) rate;
        this.mean = new float[width];
        this.variance = new float[width];
        this.newest = new float[width];
        Arrays.fill(variance, 1f);
    }

    /** Adds its parts to a vector. */
    public void addTo(Parameters.Builder builder) {
        builder.add(name + ".scale", Initializers.constant(1), width);
        builder.add(name + ".shift", Initializers.constant(0), width);
    }

    /** The running mean, live: state to be saved. */
    public float[] mean() {
        return mean;
    }

    /** The running variance, live: state to be saved. */
    public float[] variance() {
        return variance;
    }

    /**
     * Normalises by the batch.
     *
     * @param parameters the vector
     * @param x [.., n]
     * @return the normalised batch and its moments
     * @throws ShapeException if there are fewer than two rows
     */
    public Normalised learning(Parameters parameters, Node x) {
        int rows = x.shape().size() / width;
        if (x.shape().length(-1) != width || rows < 2) {
            throw new ShapeException(
                    "batch normalisation", x.shape().toString(), "[.., " + width + "], at least 2 rows");
        }
        Node flat = Shaping.reshape(x, rows, width);
        Node mean = Reduce.mean(flat, 0);
        Node centred = Elementwise.subtract(flat, mean);
        Node variance = Reduce.mean(Elementwise.square(centred), 0);
        Node scaled =
                Shaping.reshape(scaled(parameters, centred, variance), x.shape().toArray());
        Node unbiased = Elementwise.scale(variance, rows / (rows - 1f));
        return new Normalised(scaled, Shaping.reshape(mean, width), Shaping.reshape(unbiased, width));
    }

    /** Normalises [.., n] by the running numbers, which {@link #feed} gives to a program. */
    public Node acting(Parameters parameters, Node x) {
        Node centred = Elementwise.subtract(x, Graphs.input(name + ".mean", width));
        return scaled(parameters, centred, Graphs.input(name + ".variance", width));
    }

    private Node scaled(Parameters parameters, Node centred, Node variance) {
        Node deviation = Elementwise.sqrt(Elementwise.shift(variance, LayerNorm.EPSILON));
        Node scale =
                Elementwise.multiply(Elementwise.reciprocal(deviation), Graphs.parameter(parameters, name + ".scale"));
        return Elementwise.add(Elementwise.multiply(centred, scale), Graphs.parameter(parameters, name + ".shift"));
    }

    /** Gives a program that uses {@link #acting} the present running numbers. */
    public void feed(Program program) {
        program.set(name + ".mean", mean, 0);
        program.set(name + ".variance", variance, 0);
    }

    /**
     * Moves the running numbers towards those of the batch that a program has just normalised.
     *
     * @param program a program that has the moments of {@link Normalised} as outputs
     * @param meanOutput the name of the mean's output
     * @param varianceOutput the name of the variance's output
     */
    public void update(Program program, String meanOutput, String varianceOutput) {
        program.get(meanOutput, newest, 0);
        move(mean);
        program.get(varianceOutput, newest, 0);
        move(variance);
    }

    private void move(float[] running) {
        for (int i = 0; i < running.length; i++) {
            running[i] += rate * (newest[i] - running[i]);
        }
    }
}
