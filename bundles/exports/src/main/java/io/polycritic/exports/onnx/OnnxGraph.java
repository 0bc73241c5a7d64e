package io.polycritic.exports.onnx;

import io.polycritic.exports.protobuf.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the operators and the numbers of an ONNX graph. Field numbers are those of {@code onnx.proto} (ONNX IR
 * specification, version 8); names of values are unique.
 */
final class OnnxGraph {
    /** Element types of tensors. */
    static final int FLOAT = 1;

    static final int INT64 = 7;
    static final int BOOL = 9;

    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_STRING = 3;
    private static final int ATTRIBUTE_INTS = 7;

    private final Message nodes = new Message();
    private final Message numbers = new Message();
    private final Message inputs = new Message();
    private final Message outputs = new Message();
    private final Set<String> names = new HashSet<>();
    private final Map<List<Object>, String> small = new HashMap<>();

    /** A value's name that nothing has yet: the wish itself, or with a number. */
    String name(String wish) {
        String name = wish;
        for (int i = 1; !names.add(name); i++) {
            name = wish + "_" + i;
        }
        return name;
    }

    /** Adds an operator of one result; attributes are names and values in turn. */
    String add(String operator, List<String> arguments, Object... attributes) {
        String result = name(operator.toLowerCase(java.util.Locale.ROOT));
        add(operator, arguments, List.of(result), attributes);
        return result;
    }

    /** Adds an operator whose results have names already. */
    void add(String operator, List<String> arguments, List<String> results, Object... attributes) {
        Message node = new Message();
        arguments.forEach(argument -> node.text(1, argument));
        results.forEach(result -> node.text(2, result));
        node.text(3, "node_" + results.get(0)).text(4, operator);
        for (int i = 0; i < attributes.length; i += 2) {
            node.message(5, attribute((String) attributes[i], attributes[i + 1]));
        }
        nodes.message(1, node);
    }

    private static Message attribute(String name, Object value) {
        Message attribute = new Message().text(1, name);
        if (value instanceof Float number) {
            return attribute.float32(2, number).integer(20, ATTRIBUTE_FLOAT);
        }
        if (value instanceof Integer number) {
            return attribute.integer(3, number).integer(20, ATTRIBUTE_INT);
        }
        if (value instanceof String text) {
            return attribute.text(4, text).integer(20, ATTRIBUTE_STRING);
        }
        for (long number : (long[]) value) {
            attribute.integer(8, number);
        }
        return attribute.integer(20, ATTRIBUTE_INTS);
    }

    /** Adds numbers that never change. */
    String floats(String wish, int[] lengths, float[] values, int offset) {
        int size = 1;
        Message tensor = new Message();
        for (int length : lengths) {
            tensor.integer(1, length);
            size *= length;
        }
        ByteBuffer raw = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            raw.putFloat(values[offset + i]);
        }
        String name = name(wish);
        numbers.message(5, tensor.integer(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return name;
    }

    /** A single number; the same one is kept once. */
    String scalar(float value) {
        return small.computeIfAbsent(
                List.of("scalar", value), key -> floats("constant", new int[0], new float[] {value}, 0));
    }

    /** Whole numbers [n], or a scalar; the same ones are kept once. */
    String integers(boolean scalar, long... values) {
        return small.computeIfAbsent(
                List.of(scalar, java.util.Arrays.stream(values).boxed().toList()), key -> {
                    Message tensor = new Message();
                    if (!scalar) {
                        tensor.integer(1, values.length);
                    }
                    tensor.integer(2, INT64);
                    ByteBuffer raw =
                            ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                    for (long value : values) {
                        raw.putLong(value);
                    }
                    String name = name("integers");
                    numbers.message(5, tensor.text(8, name).bytes(9, raw.array()));
                    return name;
                });
    }

    /** Says that a value is the caller's. */
    String input(String wish, Axes axes) {
        String name = name(wish);
        inputs.message(11, valueInfo(name, axes));
        return name;
    }

    /** Says that a value is a result. */
    void output(String name, Axes axes) {
        outputs.message(12, valueInfo(name, axes));
    }

    private static Message valueInfo(String name, Axes axes) {
        Message shape = new Message();
        for (int axis = 0; axis < axes.rank(); axis++) {
            Message length = new Message();
            if (axes.isFixed(axis)) {
                length.integer(1, axes.fixed()[axis]);
            } else {
                int multiple = axes.multiples()[axis];
                length.text(2, multiple == 1 ? "rows" : multiple + "*rows");
            }
            shape.message(1, length);
        }
        Message tensor = new Message().integer(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** The graph as a message {@code GraphProto}. */
    Message message(String name, String description) {
        Message graph = new Message();
        graph.append(nodes);
        graph.text(2, name);
        graph.append(numbers);
        graph.text(10, description);
        graph.append(inputs);
        graph.append(outputs);
        return graph;
    }
}
