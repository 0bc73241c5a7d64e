package io.polycritic.rl;

import io.polycritic.api.model.GraphModel;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Distributions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Several classes at once, each chosen on its own, as of several agents: the outputs are the logits of each choice
 * behind one another.
 *
 * @param counts the number of classes of each choice
 */
record CategoriesHead(int[] counts) implements ActionHead {
    @Override
    public int outputs() {
        return Arrays.stream(counts).sum();
    }

    @Override
    public int width() {
        return counts.length;
    }

    @Override
    public void addTo(Parameters.Builder builder) {
        // The logits are all there is.
    }

    @Override
    public Node logProbability(Parameters parameters, Node logits, Node samples) {
        int rows = logits.shape().length(0);
        Node sum = null;
        int first = 0;
        for (int i = 0; i < counts.length; i++) {
            Node own = Shaping.slice(logits, 1, first, first + counts[i]);
            Node chosen = Shaping.reshape(Shaping.slice(samples, 1, i, i + 1), rows);
            Node each = Distributions.categoricalLogProbability(own, chosen);
            sum = sum == null ? each : Elementwise.add(sum, each);
            first += counts[i];
        }
        return sum;
    }

    @Override
    public Node input(String name, int rows) {
        return Graphs.input(name, rows, counts.length);
    }

    @Override
    public Node entropy(Parameters parameters, Node logits) {
        Node sum = null;
        int first = 0;
        for (int count : counts) {
            Node each = Distributions.categoricalEntropy(Shaping.slice(logits, 1, first, first + count));
            sum = sum == null ? each : Elementwise.add(sum, each);
            first += count;
        }
        return sum;
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
        int at = 0;
        for (int row = first; row < first + rows; row++) {
            logProbabilities[row] = 0;
            for (int i = 0; i < counts.length; i++) {
                int chosen = CategoricalHead.draw(logits, at, counts[i], random);
                samples[row * counts.length + i] = chosen;
                logProbabilities[row] += (float) CategoricalHead.logProbability(logits, at, counts[i], chosen);
                at += counts[i];
            }
        }
    }

    @Override
    public void mode(float[] logits, int rows, float[] samples) {
        int at = 0;
        for (int choice = 0; choice < rows * counts.length; choice++) {
            int count = counts[choice % counts.length];
            samples[choice] = CategoricalHead.mode(logits, at, count);
            at += count;
        }
    }

    @Override
    public void probabilities(float[] logits, int rows, float[] probabilities) {
        int outputs = outputs();
        int size = Arrays.stream(counts).reduce(1, Math::multiplyExact);
        for (int row = 0; row < rows; row++) {
            for (int joint = 0; joint < size; joint++) {
                double sum = 0;
                int rest = joint;
                int end = (row + 1) * outputs;
                for (int i = counts.length - 1; i >= 0; i--) {
                    end -= counts[i];
                    sum += CategoricalHead.logProbability(logits, end, counts[i], rest % counts[i]);
                    rest /= counts[i];
                }
                probabilities[row * size + joint] = (float) Math.exp(sum);
            }
        }
    }

    @Override
    public void actions(float[] samples, int first, int rows, float[] actions) {
        System.arraycopy(samples, first * counts.length, actions, first * counts.length, rows * counts.length);
    }

    @Override
    public Node actions(Node samples) {
        return samples;
    }

    /** The {@code probabilities} [B, n] are those of the classes of each choice, one choice behind another. */
    @Override
    public Map<String, Node> results(Parameters parameters, Node logits) {
        Node[] chosen = new Node[counts.length];
        Node[] likely = new Node[counts.length];
        int first = 0;
        for (int i = 0; i < counts.length; i++) {
            Node own = Shaping.slice(logits, 1, first, first + counts[i]);
            chosen[i] = Indexing.argMax(own);
            likely[i] = Reduce.softmax(own);
            first += counts[i];
        }
        Map<String, Node> results = new LinkedHashMap<>();
        results.put(GraphModel.ACTION, Shaping.concat(1, chosen));
        results.put("probabilities", Shaping.concat(1, likely));
        return results;
    }

    @Override
    public void samples(float[] actions, int rows, float[] samples) {
        System.arraycopy(actions, 0, samples, 0, rows * counts.length);
    }

    @Override
    public double logStd(Parameters parameters) {
        return Double.NaN;
    }
}
