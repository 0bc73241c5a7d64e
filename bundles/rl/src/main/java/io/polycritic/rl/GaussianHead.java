package io.polycritic.rl;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.Distributions;
import io.polycritic.nn.Initializers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Continuous actions: independent Gaussians whose means are the outputs and whose standard deviations do not depend on
 * the state. Samples of -1 and 1 stand for the limits of the action space; what lies beyond is cut off on the way to
 * the action.
 */
final class GaussianHead implements ActionHead {
    private static final String LOG_STD = "logStd";

    private final int width;
    private final double initialLogStd;
    private final float[] centres;
    private final float[] halves;
    private final boolean[] limited;

    GaussianHead(Space actions, double initialLogStd) {
        this.width = actions.width();
        this.initialLogStd = initialLogStd;
        this.centres = new float[width];
        this.halves = new float[width];
        this.limited = new boolean[width];
        int at = 0;
        for (FieldSpec field : actions.fields()) {
            boolean finite = Double.isFinite(field.low()) && Double.isFinite(field.high());
            int to = at + field.width();
            Arrays.fill(limited, at, to, finite);
            Arrays.fill(centres, at, to, finite ? (float) ((field.high() + field.low()) / 2) : 0);
            Arrays.fill(halves, at, to, finite ? (float) ((field.high() - field.low()) / 2) : 1);
            at = to;
        }
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void addTo(Parameters.Builder builder) {
        builder.add(LOG_STD, Initializers.constant(initialLogStd), width);
    }

    @Override
    public Node logProbability(Parameters parameters, Node means, Node samples) {
        return Distributions.gaussianLogProbability(means, Graphs.parameter(parameters, LOG_STD), samples);
    }

    @Override
    public Node input(String name, int rows) {
        return Graphs.input(name, rows, width);
    }

    @Override
    public Node entropy(Parameters parameters, Node means) {
        return Distributions.gaussianEntropy(Graphs.parameter(parameters, LOG_STD));
    }

    @Override
    public void draw(
            Parameters parameters,
            float[] means,
            RandomStream random,
            int rows,
            float[] samples,
            float[] logProbabilities,
            int first) {
        int logStds = parameters.segment(LOG_STD).offset();
        for (int row = 0; row < rows; row++) {
            double logProbability = -0.5 * width * Math.log(2 * Math.PI);
            for (int i = 0; i < width; i++) {
                double logStd = parameters.values()[logStds + i];
                double noise = random.nextGaussian();
                samples[(first + row) * width + i] = (float) (means[row * width + i] + Math.exp(logStd) * noise);
                logProbability -= 0.5 * noise * noise + logStd;
            }
            logProbabilities[first + row] = (float) logProbability;
        }
    }

    @Override
    public void mode(float[] means, int rows, float[] samples) {
        System.arraycopy(means, 0, samples, 0, rows * width);
    }

    @Override
    public void actions(float[] samples, int first, int rows, float[] actions) {
        for (int row = first; row < first + rows; row++) {
            for (int i = 0; i < width; i++) {
                float sample = samples[row * width + i];
                float inside = limited[i] ? Math.max(-1, Math.min(1, sample)) : sample;
                actions[row * width + i] = centres[i] + halves[i] * inside;
            }
        }
    }

    @Override
    public Node actions(Node samples) {
        float[] most = new float[width];
        float[] least = new float[width];
        for (int i = 0; i < width; i++) {
            most[i] = limited[i] ? 1 : Float.MAX_VALUE;
            least[i] = -most[i];
        }
        Node low = Graphs.constant(least, width);
        Node inside = Elementwise.maximum(Elementwise.minimum(samples, Graphs.constant(most, width)), low);
        return Elementwise.add(
                Elementwise.multiply(inside, Graphs.constant(halves, width)), Graphs.constant(centres, width));
    }

    /** The standard deviation of actions before they are cut off is {@code std} [a], in the units of the actions. */
    @Override
    public Map<String, Node> results(Parameters parameters, Node means) {
        Node std = Elementwise.exp(Graphs.parameter(parameters, LOG_STD));
        Map<String, Node> results = new LinkedHashMap<>();
        results.put(GraphModel.ACTION, actions(means));
        results.put("std", Elementwise.multiply(std, Graphs.constant(halves, width)));
        return results;
    }

    @Override
    public void samples(float[] actions, int rows, float[] samples) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                samples[row * width + i] = (actions[row * width + i] - centres[i]) / halves[i];
            }
        }
    }

    @Override
    public double logStd(Parameters parameters) {
        int at = parameters.segment(LOG_STD).offset();
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += parameters.values()[at + i];
        }
        return sum / width;
    }
}
