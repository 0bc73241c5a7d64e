package io.polycritic.api.testkit.tensor;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Parameters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Evaluates graphs node by node in double precision. It is slow and simple on purpose: an oracle for programs, which
 * compute in float, and for gradients.
 */
public final class DoubleInterpreter {
    private final Map<String, double[]> inputs = new HashMap<>();
    private final Map<Parameters, double[]> parameters = new IdentityHashMap<>();

    /** Makes an interpreter without inputs. */
    public DoubleInterpreter() {}

    /**
     * Sets an input.
     *
     * @param input its name
     * @param values its numbers, row-major; kept, not copied
     * @return this interpreter
     */
    public DoubleInterpreter set(String input, double... values) {
        inputs.put(input, values);
        return this;
    }

    /**
     * Sets an input from floats.
     *
     * @param input its name
     * @param values its numbers, row-major; copied
     * @return this interpreter
     */
    public DoubleInterpreter set(String input, float[] values) {
        return set(input, widen(values, 0, values.length));
    }

    /**
     * Replaces the values of a parameter vector, which otherwise are read from it.
     *
     * @param vector the vector
     * @param values as many numbers as it has; kept, not copied
     * @return this interpreter
     */
    public DoubleInterpreter set(Parameters vector, double[] values) {
        parameters.put(vector, values);
        return this;
    }

    /**
     * Evaluates a node.
     *
     * @param node the node
     * @return its numbers, row-major
     * @throws IllegalArgumentException if an input was not set or has another number of values than its node
     */
    public double[] evaluate(Node node) {
        Map<Node, double[]> known = new IdentityHashMap<>();
        Deque<Node> open = new ArrayDeque<>();
        open.push(node);
        while (!open.isEmpty()) {
            Node next = open.peek();
            boolean ready = true;
            for (Node input : next.inputs()) {
                if (!known.containsKey(input)) {
                    open.push(input);
                    ready = false;
                }
            }
            if (ready) {
                open.pop();
                known.computeIfAbsent(next, n -> compute(n, known));
            }
        }
        return known.get(node);
    }

    /**
     * Evaluates a node of one number.
     *
     * @param node the node
     * @return its value
     */
    public double scalar(Node node) {
        return evaluate(node)[0];
    }

    double[] values(Parameters vector) {
        double[] replaced = parameters.get(vector);
        return replaced != null ? replaced : widen(vector.values(), 0, vector.size());
    }

    private double[] compute(Node node, Map<Node, double[]> known) {
        Op op = node.op();
        double[][] arguments = new double[node.inputs().size()][];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = known.get(node.inputs().get(i));
        }
        if (op instanceof Op.Input input) {
            double[] values = inputs.get(input.name());
            if (values == null || values.length != node.shape().size()) {
                throw new IllegalArgumentException("input '" + input.name() + "' has "
                        + (values == null ? "no" : values.length) + " numbers, its node " + node.shape());
            }
            return values;
        } else if (op instanceof Op.Constant constant) {
            return widen(constant.values(), 0, constant.values().length);
        } else if (op instanceof Op.Parameter parameter) {
            int offset = parameter.parameters().segment(parameter.name()).offset();
            double[] all = values(parameter.parameters());
            return java.util.Arrays.copyOfRange(
                    all, offset, offset + node.shape().size());
        } else if (op instanceof Op.Unary || op instanceof Op.Binary) {
            return DoubleFunctions.apply(op, arguments);
        }
        return DoubleMoves.apply(node, arguments);
    }

    private static double[] widen(float[] values, int offset, int count) {
        double[] wide = new double[count];
        for (int i = 0; i < count; i++) {
            wide[i] = values[offset + i];
        }
        return wide;
    }
}
