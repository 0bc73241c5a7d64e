package io.polycritic.rl;

import io.polycritic.api.model.GraphModel;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.nn.Distributions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One class of several: the outputs are logits.
 *
 * @param outputs the number of classes
 */
record CategoricalHead(int outputs) implements ActionHead {
    @Override
    public int width() {
        return 1;
    }

    @Override
    public void addTo(Parameters.Builder builder) {
        // The logits are all there is.
    }

    @Override
    public Node logProbability(Parameters parameters, Node logits, Node samples) {
        return Distributions.categoricalLogProbability(logits, samples);
    }

    @Override
    public Node input(String name, int rows) {
        return Graphs.input(name, rows);
    }

    @Override
    public Node entropy(Parameters parameters, Node logits) {
        return Distributions.categoricalEntropy(logits);
    }

    @Override
    public void draw(
            Parameters parameters,
            float[] logits,
            RandomStream random,
            int rows,
            float[] samples,
            float[] logProbabilities,
            int first) {
        for (int row = 0; row < rows; row++) {
            int chosen = draw(logits, row * outputs, outputs, random);
            samples[first + row] = chosen;
            logProbabilities[first + row] = (float) logProbability(logits, row * outputs, outputs, chosen);
        }
    }

    /** Draws one of the classes whose logits begin at an index. */
    static int draw(float[] logits, int at, int count, RandomStream random) {
        double top = top(logits, at, count);
        double wanted = random.nextDouble() * sum(logits, at, count, top);
        int chosen = 0;
        double passed = Math.exp(logits[at] - top);
        while (passed < wanted && chosen < count - 1) {
            chosen++;
            passed += Math.exp(logits[at + chosen] - top);
        }
        return chosen;
    }

    /** The log-probability of one of the classes whose logits begin at an index. */
    static double logProbability(float[] logits, int at, int count, int chosen) {
        double top = top(logits, at, count);
        return logits[at + chosen] - top - Math.log(sum(logits, at, count, top));
    }

    private static double top(float[] logits, int at, int count) {
        double top = logits[at];
        for (int i = 1; i < count; i++) {
            top = Math.max(top, logits[at + i]);
        }
        return top;
    }

    private static double sum(float[] logits, int at, int count, double top) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.exp(logits[at + i] - top);
        }
        return sum;
    }

    /** The likeliest of the classes whose logits begin at an index. */
    static int mode(float[] logits, int at, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (logits[at + i] > logits[at + best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void mode(float[] logits, int rows, float[] samples) {
        for (int row = 0; row < rows; row++) {
            samples[row] = mode(logits, row * outputs, outputs);
        }
    }

    @Override
    public void probabilities(float[] logits, int rows, float[] probabilities) {
        for (int at = 0; at < rows * outputs; at++) {
            int first = at / outputs * outputs;
            probabilities[at] = (float) Math.exp(logProbability(logits, first, outputs, at - first));
        }
    }

    @Override
    public void actions(float[] samples, int first, int rows, float[] actions) {
        System.arraycopy(samples, first, actions, first, rows);
    }

    @Override
    public Node actions(Node samples) {
        return samples;
    }

    /** The {@code probabilities} [B, n] are those of the classes. */
    @Override
    public Map<String, Node> results(Parameters parameters, Node logits) {
        Map<String, Node> results = new LinkedHashMap<>();
        results.put(GraphModel.ACTION, Indexing.argMax(logits));
        results.put("probabilities", Reduce.softmax(logits));
        return results;
    }

    @Override
    public void samples(float[] actions, int rows, float[] samples) {
        System.arraycopy(actions, 0, samples, 0, rows);
    }

    @Override
    public double logStd(Parameters parameters) {
        return Double.NaN;
    }
}
