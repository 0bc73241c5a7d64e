package io.polycritic.api.testkit.tensor;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Gradients;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import java.util.ArrayList;
import java.util.List;

/** Compares symbolic gradients with central differences, both in double precision. */
public final class GradientCheck {
    private static final double STEP = 1e-5;

    private GradientCheck() {}

    /**
     * The symbolic gradient of a scalar with respect to all of a parameter vector.
     *
     * @param at inputs and parameter values
     * @param objective the scalar
     * @param parameters the vector
     * @return one number per parameter
     */
    public static double[] symbolic(DoubleInterpreter at, Node objective, Parameters parameters) {
        List<Node> found = Gradients.uses(objective, parameters);
        List<Node> gradients = Gradients.of(objective, found);
        double[] flat = new double[parameters.size()];
        for (int i = 0; i < found.size(); i++) {
            String part = ((Op.Parameter) found.get(i).op()).name();
            int offset = parameters.segment(part).offset();
            double[] values = at.evaluate(gradients.get(i));
            for (int j = 0; j < values.length; j++) {
                flat[offset + j] += values[j];
            }
        }
        return flat;
    }

    /**
     * The gradient by central differences.
     *
     * @param at inputs and parameter values
     * @param objective the scalar
     * @param parameters the vector
     * @return one number per parameter
     */
    public static double[] numeric(DoubleInterpreter at, Node objective, Parameters parameters) {
        double[] kept = at.values(parameters);
        double[] moved = kept.clone();
        double[] flat = new double[kept.length];
        at.set(parameters, moved);
        for (int i = 0; i < kept.length; i++) {
            moved[i] = kept[i] + STEP;
            double above = at.scalar(objective);
            moved[i] = kept[i] - STEP;
            double below = at.scalar(objective);
            moved[i] = kept[i];
            flat[i] = (above - below) / (2 * STEP);
        }
        at.set(parameters, kept);
        return flat;
    }

    /**
     * Fails if the two gradients differ.
     *
     * @param at inputs and parameter values
     * @param objective the scalar
     * @param parameters the vector
     * @param tolerance the largest difference allowed, relative to the larger of 1 and the gradient's magnitude
     * @throws AssertionError if a number differs by more
     */
    public static void check(DoubleInterpreter at, Node objective, Parameters parameters, double tolerance) {
        double[] symbolic = symbolic(at, objective, parameters);
        double[] numeric = numeric(at, objective, parameters);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < numeric.length; i++) {
            double scale = Math.max(1, Math.abs(numeric[i]));
            if (!(Math.abs(symbolic[i] - numeric[i]) <= tolerance * scale)) {
                wrong.add(i + ": symbolic " + symbolic[i] + ", numeric " + numeric[i]);
            }
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError("gradient of " + objective + " with respect to " + parameters + " at " + wrong);
        }
    }

    /**
     * Makes a scalar of any node, with a different weight for each number, so that no error cancels out.
     *
     * @param node the node
     * @return a scalar that depends on all of its numbers
     */
    public static Node weighted(Node node) {
        float[] weights = new float[node.shape().size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.3f + 0.7f * ((i * 37 + 11) % 17) / 17f;
        }
        Node constant = Graphs.constant(weights, node.shape().toArray());
        return Reduce.sum(Elementwise.multiply(node, constant));
    }
}
