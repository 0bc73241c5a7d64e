package io.polycritic.plugins.learners.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.Text;
import io.polycritic.language.TextSpace;
import io.polycritic.language.TinyLm;
import org.junit.jupiter.api.Test;

/** All responses of two tokens, enumerated. */
class PolicyGradientTest {
    private static final TextSpace SPACE = new TextSpace(6, 3, 2);

    /** Responses: the end alone, or any token but padding and end and then any but padding. */
    private static final int ALL = 1 + 4 * 5;

    private static final double TAU = 0.3;
    private static final double BETA = 0.25;

    private final LanguageModel policy = model("policy");
    private final LanguageModel reference = model("reference");
    private final DoubleInterpreter at = new DoubleInterpreter();
    private final RandomStream random = RandomStream.of(3, "test", "preferences");
    private final double[][] chances = chances();

    private static LanguageModel model(String name) {
        LanguageModel model = new TinyLm(4, 1, 2, 3, 0).create(name, SPACE, RandomStream.of(3, "test", name));
        RandomStream random = RandomStream.of(4, "test", name);
        for (int i = 0; i < model.parameters().size(); i++) {
            model.parameters().values()[i] += (float) (0.3 * random.nextGaussian());
        }
        return model;
    }

    /** P(i > j), any numbers of which both orders sum to 1. */
    private double[][] chances() {
        double[][] p = new double[ALL][ALL];
        for (int i = 0; i < ALL; i++) {
            for (int j = 0; j < i; j++) {
                p[i][j] = random.nextDouble();
                p[j][i] = 1 - p[i][j];
            }
            p[i][i] = 0.5;
        }
        return p;
    }

    private static Text all() {
        float[] prompts = new float[ALL * 3];
        float[] responses = new float[ALL * 2];
        responses[0] = TextSpace.END;
        int row = 1;
        for (int first = 1; first < SPACE.vocabulary(); first++) {
            for (int second = 1; second < SPACE.vocabulary() && first != TextSpace.END; second++) {
                responses[2 * row] = first;
                responses[2 * row + 1] = second;
                row++;
            }
        }
        for (int i = 0; i < ALL; i++) {
            prompts[3 * i] = TextSpace.BEGIN;
            prompts[3 * i + 1] = 4;
        }
        return new Text(Graphs.constant(prompts, ALL, 3), Graphs.constant(responses, ALL, 2));
    }

    private double[] logs(Node each) {
        return at.evaluate(LanguageModel.ofSequence(each));
    }

    /** Both models' probabilities over all responses sum to 1: what ends is a whole response, what does not is cut. */
    @Test
    void enumerationIsComplete() {
        double sum = 0;
        for (double log : logs(policy.logProbabilities(all()))) {
            sum += Math.exp(log);
        }
        assertEquals(1, sum, 1e-9);
    }

    /**
     * The estimate, weighted by pi over all responses y and by the mixture over all y', is the gradient of the
     * regularised preference against a fixed opponent, sum pi(y) P(y > pi') - tau KL(pi, mu).
     */
    @Test
    void expectedEstimateMatchesTheAnalyticGradient() {
        Text text = all();
        Node each = policy.logProbabilities(text);
        double[] mine = logs(each);
        double[] theirs = logs(reference.logProbabilities(text));
        double[] opponent = mixture(text);
        float[] against = new float[ALL];
        double[] exact = new double[ALL];
        for (int i = 0; i < ALL; i++) {
            for (int j = 0; j < ALL; j++) {
                exact[i] += chances[i][j] * opponent[j];
            }
            against[i] = (float) exact[i];
        }
        Parameters parameters = policy.parameters();
        double[] estimate = new double[parameters.size()];
        for (int i = 0; i < ALL; i++) {
            Node loss = PolicyGradient.loss(one(each, i), constant(against[i]), constant((float) theirs[i]), TAU);
            double[] gradient = GradientCheck.symbolic(at, loss, parameters);
            for (int k = 0; k < estimate.length; k++) {
                estimate[k] -= Math.exp(mine[i]) * gradient[k];
            }
        }
        Node whole = LanguageModel.ofSequence(each);
        float[] logMu = new float[ALL];
        for (int i = 0; i < ALL; i++) {
            logMu[i] = (float) theirs[i];
        }
        Node gain = Elementwise.subtract(
                Graphs.constant(against, ALL),
                Elementwise.scale(Elementwise.subtract(whole, Graphs.constant(logMu, ALL)), (float) TAU));
        Node value = Reduce.sum(Elementwise.multiply(Elementwise.exp(whole), gain));
        double[] analytic = GradientCheck.symbolic(at, value, parameters);
        double largest = 0;
        for (int k = 0; k < analytic.length; k++) {
            assertEquals(analytic[k], estimate[k], 1e-6);
            largest = Math.max(largest, Math.abs(analytic[k]));
        }
        assertTrue(largest > 1e-3, "a gradient of zeros says nothing");
    }

    private static Node constant(float value) {
        return Graphs.constant(new float[] {value}, 1);
    }

    private static Node one(Node each, int row) {
        return io.polycritic.api.tensor.Shaping.slice(each, 0, row, row + 1);
    }

    /** Probabilities of the token-level mixture: softmax of (1 - beta) scores + beta scores of the reference. */
    private double[] mixture(Text text) {
        Node mixed = Elementwise.add(
                Elementwise.scale(policy.scores(text), (float) (1 - BETA)),
                Elementwise.scale(reference.scores(text), (float) BETA));
        double[] logs = at.evaluate(Reduce.logSoftmax(mixed));
        double[] responses = at.evaluate(text.response());
        double[] shares = new double[ALL];
        for (int i = 0; i < ALL; i++) {
            double log = 0;
            for (int t = 0; t < 2; t++) {
                int token = (int) responses[2 * i + t];
                log += token == TextSpace.PAD ? 0 : logs[(2 * i + t) * SPACE.vocabulary() + token];
            }
            shares[i] = Math.exp(log);
        }
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        assertEquals(1, sum, 1e-9);
        return shares;
    }
}
