package io.polycritic.exports.onnx;

import io.polycritic.api.model.GraphModel;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks a model's graphs for few and for more rows side by side and adds an operator for each pair of nodes. What is
 * used several times is computed once, as in the graphs.
 */
final class Translation {
    private final OnnxGraph graph = new OnnxGraph();
    private final Operators operators = new Operators(graph);
    private final Structures structures = new Structures(graph, operators);
    private final Map<Node, String> values = new IdentityHashMap<>();
    private final Map<List<Object>, String> leaves = new HashMap<>();
    private final String place;
    private final GraphModel few;
    private final GraphModel more;

    /**
     * Begins.
     *
     * @param place what errors name: the slot and the model
     */
    Translation(String place, GraphModel few, GraphModel more) {
        this.place = place;
        this.few = few;
        this.more = more;
    }

    /** The graph of all outputs. */
    OnnxGraph translate() {
        if (!few.computation().gradients().isEmpty()) {
            throw refused("it computes gradients, and an exported model computes values alone");
        }
        few.computation().outputs().keySet().forEach(graph::name);
        few.computation().outputs().forEach((name, node) -> {
            Node other = more.computation().outputs().get(name);
            if (other == null) {
                throw refused("it has the output '" + name + "' for some numbers of rows alone");
            }
            inputsFirst(node, other);
            graph.add("Identity", List.of(value(node, other)), List.of(name));
            graph.output(name, axes(node, other));
        });
        return graph;
    }

    /** Inputs are named before anything that asks how many rows there are. */
    private void inputsFirst(Node a, Node b) {
        if (values.containsKey(a)) {
            return;
        }
        if (a.op() instanceof Op.Input) {
            value(a, b);
        }
        for (int i = 0; i < a.inputs().size() && i < b.inputs().size(); i++) {
            inputsFirst(a.inputs().get(i), b.inputs().get(i));
        }
    }

    private String value(Node a, Node b) {
        String known = values.get(a);
        if (known == null) {
            if (a.inputs().size() != b.inputs().size() || a.op().getClass() != b.op().getClass()) {
                throw refused(a.op() + " " + a.shape() + " becomes " + b.op() + " with other numbers of rows");
            }
            known = computed(a, b);
            if (known == null) {
                throw refused(a.op().getClass().getSimpleName() + " " + a.shape() + " has no ONNX operator in opset "
                        + Onnx.OPSET + ", or depends on the number of rows in a way that ONNX cannot say");
            }
            values.put(a, known);
        }
        return known;
    }

    private String argument(Node a, Node b, int i) {
        return value(a.inputs().get(i), b.inputs().get(i));
    }

    private Axes axes(Node a, Node b) {
        Axes axes = Axes.of(a.shape(), b.shape());
        if (axes == null) {
            throw refused(a.op() + " " + a.shape() + " becomes " + b.shape() + " with " + Axes.MORE + " rows");
        }
        return axes;
    }

    /** Leaves, functions of numbers, products, sums. */
    private String computed(Node a, Node b) {
        if (a.op() instanceof Op.Input input) {
            return input(a, b, input.name());
        }
        if (a.op() instanceof Op.Parameter parameter) {
            return leaf(parameter.parameters(), parameter.name());
        }
        if (a.op() instanceof Op.Constant) {
            return constant(a, b);
        }
        if (a.op() instanceof Op.Unary unary) {
            return operators.unary(unary.function(), argument(a, b, 0));
        }
        if (a.op() instanceof Op.Binary binary) {
            return binary(a, b, binary);
        }
        return a.op().equals(b.op()) || a.op() instanceof Op.Slice ? moved(a, b) : null;
    }

    private String moved(Node a, Node b) {
        Op op = a.op();
        Shape first = a.inputs().get(0).shape();
        Axes result = axes(a, b);
        int last = result.rank() == 0 ? -1 : result.fixed()[result.rank() - 1];
        if (op instanceof Op.Concat concat) {
            List<String> parts = new java.util.ArrayList<>();
            for (int i = 0; i < a.inputs().size(); i++) {
                parts.add(argument(a, b, i));
            }
            return graph.add("Concat", parts, "axis", concat.axis());
        }
        String x = argument(a, b, 0);
        if (op instanceof Op.Broadcast) {
            return structures.expand(x, result);
        } else if (op instanceof Op.Reshape) {
            return structures.reshape(x, result);
        } else if (op instanceof Op.Permute permute) {
            return structures.permute(x, permute.axes());
        } else if (op instanceof Op.Slice slice) {
            boolean alike = a.op().equals(b.op()) && result.isFixed(slice.axis());
            return alike ? structures.slice(x, slice, a.shape().length(slice.axis())) : null;
        } else if (op instanceof Op.Pad pad) {
            return pad(a, b, x, pad);
        } else if (op instanceof Op.MatMul matmul) {
            return structures.matmul(x, argument(a, b, 1), matmul, first.rank());
        } else if (op instanceof Op.Sum sum) {
            return graph.add("ReduceSum", List.of(x, graph.integers(false, sum.axis())), "keepdims", 1);
        } else if (op instanceof Op.Max max) {
            return graph.add("ReduceMax", List.of(x), "axes", new long[] {max.axis()}, "keepdims", 1);
        } else if (op instanceof Op.LogSoftmax) {
            return graph.add("LogSoftmax", List.of(x), "axis", -1);
        } else if (op instanceof Op.Softmax) {
            return graph.add("Softmax", List.of(x), "axis", -1);
        } else if (op instanceof Op.CumulativeSum sum) {
            return graph.add("CumSum", List.of(x, graph.integers(true, sum.axis())), "reverse", sum.reverse() ? 1 : 0);
        } else if (op instanceof Op.ArgMax) {
            return structures.argMax(x);
        }
        return last < 0 ? null : chosen(a, b, x, result);
    }

    /** Operations whose ONNX operators need a length that does not follow the rows. */
    private String chosen(Node a, Node b, String x, Axes result) {
        int last = result.fixed()[result.rank() - 1];
        Node source = a.inputs().get(0);
        if (a.op() instanceof Op.Normalise normalise) {
            return structures.normalise(x, last, normalise.epsilon());
        } else if (a.op() instanceof Op.OneHot) {
            return structures.oneHot(x, last);
        } else if (a.op() instanceof Op.ArgSort) {
            return structures.argSort(x, last);
        } else if (a.op() instanceof Op.Im2Col patches) {
            int channels = source.shape().length(3);
            return structures.patches(x, patches.window(), patches.fill(), channels, result);
        } else if (a.op() instanceof Op.Gather) {
            Axes table = axes(source, b.inputs().get(0));
            boolean fits = table.isFixed(0);
            return fits ? structures.gather(x, table.rank(), table.fixed()[0], argument(a, b, 1)) : null;
        } else if (a.op() instanceof Op.ScatterAdd) {
            return result.isFixed(0) ? structures.scatterAdd(x, argument(a, b, 1), result) : null;
        }
        return null;
    }

    private String pad(Node a, Node b, String x, Op.Pad pad) {
        int axis = pad.axis();
        int after = a.shape().length(axis) - a.inputs().get(0).shape().length(axis) - pad.before();
        int other = b.shape().length(axis) - b.inputs().get(0).shape().length(axis) - pad.before();
        return after == other ? structures.pad(x, a.shape().rank(), axis, pad.before(), after) : null;
    }

    private String input(Node a, Node b, String name) {
        float[] fixed = few.constants().get(name);
        return leaves.computeIfAbsent(List.of(name), key -> {
            if (fixed != null) {
                return graph.floats(name, a.shape().toArray(), fixed, 0);
            }
            Axes axes = axes(a, b);
            String input = graph.input(name, axes);
            if (axes.rank() > 0 && axes.multiples()[0] == 1) {
                structures.measure(input);
            }
            return input;
        });
    }

    private String leaf(Parameters parameters, String part) {
        return leaves.computeIfAbsent(List.of(parameters, part), key -> {
            Parameters.Segment segment = parameters.segment(part);
            return graph.floats(
                    parameters.name() + "/" + part, segment.shape().toArray(), parameters.values(), segment.offset());
        });
    }

    /** Numbers that do not follow the rows, or one number in a shape that does. */
    private String constant(Node a, Node b) {
        float[] values = ((Op.Constant) a.op()).values();
        float[] others = ((Op.Constant) b.op()).values();
        if (Arrays.equals(values, others)) {
            return a.shape().rank() == 0
                    ? graph.scalar(values[0])
                    : graph.floats("constant", a.shape().toArray(), values, 0);
        }
        for (float other : others) {
            if (other != values[0]) {
                return null;
            }
        }
        return structures.expand(graph.scalar(values[0]), axes(a, b));
    }

    /** ONNX repeats axes by itself, so arguments are repeated only where both would be too short. */
    private String binary(Node a, Node b, Op.Binary binary) {
        if (!a.op().equals(b.op())) {
            return null;
        }
        int[] sides = {plain(a, 0), plain(a, 1)};
        if (!fills(a, sides) || !fills(b, sides)) {
            Arrays.fill(sides, 0);
        }
        String[] arguments = new String[2];
        for (int i = 0; i < 2; i++) {
            Node x = a.inputs().get(i);
            Node y = b.inputs().get(i);
            arguments[i] = sides[i] == 0
                    ? value(x, y)
                    : value(x.inputs().get(0), y.inputs().get(0));
        }
        return operators.binary(binary.function(), arguments[0], arguments[1]);
    }

    private static int plain(Node node, int i) {
        return node.inputs().get(i).op() instanceof Op.Broadcast ? 1 : 0;
    }

    /** Whether the arguments before they were repeated have, together, all lengths of the result. */
    private static boolean fills(Node node, int[] sides) {
        int rank = node.shape().rank();
        boolean[] filled = new boolean[rank];
        for (int i = 0; i < 2; i++) {
            Node argument = node.inputs().get(i);
            Shape shape = (sides[i] == 0 ? argument : argument.inputs().get(0)).shape();
            for (int back = 1; back <= shape.rank(); back++) {
                filled[rank - back] |= shape.length(-back) == node.shape().length(-back);
            }
        }
        for (boolean each : filled) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    private PolycriticException refused(String why) {
        return new PolycriticException(ErrorCode.USER, place, "cannot be exported to ONNX: " + why);
    }
}
