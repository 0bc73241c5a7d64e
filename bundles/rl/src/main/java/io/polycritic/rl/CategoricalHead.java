package io.polycritic.rl;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.Distributions;

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
            int at = row * outputs;
            double top = logits[at];
            for (int i = 1; i < outputs; i++) {
                top = Math.max(top, logits[at + i]);
            }
            double sum = 0;
            for (int i = 0; i < outputs; i++) {
                sum += Math.exp(logits[at + i] - top);
            }
            double wanted = random.nextDouble() * sum;
            int chosen = 0;
            double passed = Math.exp(logits[at] - top);
            while (passed < wanted && chosen < outputs - 1) {
                chosen++;
                passed += Math.exp(logits[at + chosen] - top);
            }
            samples[first + row] = chosen;
            logProbabilities[first + row] = (float) (logits[at + chosen] - top - Math.log(sum));
        }
    }

    @Override
    public void mode(float[] logits, int rows, float[] samples) {
        for (int row = 0; row < rows; row++) {
            int best = 0;
            for (int i = 1; i < outputs; i++) {
                if (logits[row * outputs + i] > logits[row * outputs + best]) {
                    best = i;
                }
            }
            samples[row] = best;
        }
    }

    @Override
    public void actions(float[] samples, int first, int rows, float[] actions) {
        System.arraycopy(samples, first, actions, first, rows);
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
