package io.polycritic.plugins.learners.search;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.compression.Hooks;
import io.polycritic.compression.Masks;
import io.polycritic.compression.Options;
import io.polycritic.compression.Vit;
import io.polycritic.compression.Weights;
import io.polycritic.nn.Distributions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sandwich rule with distillation in place (Yu and Huang, "Universally slimmable networks and improved training
 * techniques", 2019, section 3): the largest network learns from labels by cross-entropy, the smallest and a random one
 * from the largest's probabilities by their Kullback-Leibler divergence, at temperature 1, and gradients are added. The
 * smallest is a slice; the random one is made by masks, so that one program serves all.
 *
 * @param options the networks
 * @param masks the masks of random ones
 * @param rows pictures of a step
 */
record SandwichLoss(Options options, Masks masks, int rows) {
    static final String PICTURES = "pictures";
    static final String LABELS = "labels";
    static final String LOSS = "loss";
    static final String GRADIENT = "gradient";
    static final List<String> REPORTED =
            List.of("crossEntropy", "accuracy", "smallestDivergence", "smallestAccuracy", "randomDivergence");

    /** The loss, its gradient, and what is reported. */
    Computation computation(Parameters parameters) {
        Vit largest = options.family();
        Weights weights = Weights.of(parameters);
        Node pictures = Graphs.input(PICTURES, rows, largest.pixels());
        Node labels = Graphs.input(LABELS, rows);
        Vit smallest = options.choice(new double[options.space().size()]).network();
        Node whole = largest.apply(weights, pictures, Hooks.NONE);
        Node small = smallest.apply(weights, pictures, Hooks.NONE);
        Map<String, Node> inputs = new LinkedHashMap<>();
        masks.numbers(largest).forEach((name, numbers) -> inputs.put(name, Graphs.input(name, numbers.length)));
        Node random = largest.apply(weights, pictures, masks.hooks(inputs::get));
        Node crossEntropy = Distributions.crossEntropy(whole, labels);
        Node ofSmall = divergence(whole, small);
        Node ofRandom = divergence(whole, random);
        Node loss = Elementwise.add(crossEntropy, Elementwise.add(ofSmall, ofRandom));
        return new Computation()
                .output(LOSS, loss)
                .output(REPORTED.get(0), crossEntropy)
                .output(REPORTED.get(1), accuracy(whole, labels))
                .output(REPORTED.get(2), ofSmall)
                .output(REPORTED.get(3), accuracy(small, labels))
                .output(REPORTED.get(4), ofRandom)
                .gradient(GRADIENT, loss, parameters);
    }

    /** The mean over rows of sum p (log p - log q), without a gradient to p. */
    static Node divergence(Node teacher, Node student) {
        Node log = Elementwise.stopGradient(Reduce.logSoftmax(teacher));
        Node each = Elementwise.multiply(Elementwise.exp(log), Elementwise.subtract(log, Reduce.logSoftmax(student)));
        return Elementwise.scale(Reduce.sum(each), 1f / teacher.shape().length(0));
    }

    private Node accuracy(Node scores, Node labels) {
        Node wrong = Elementwise.abs(
                Elementwise.sign(Elementwise.subtract(Shaping.reshape(Indexing.argMax(scores), rows), labels)));
        return Elementwise.subtract(Graphs.constant(1f), Reduce.mean(wrong));
    }
}
