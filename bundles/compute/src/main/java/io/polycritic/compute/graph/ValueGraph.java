package io.polycritic.compute.graph;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads nodes into values: equal expressions become one value, and {@link Rules} simplify each as it is made. */
public final class ValueGraph {
    private final Map<Key, Value> known = new HashMap<>();
    private final Map<Node, Value> read = new IdentityHashMap<>();
    private final Map<String, Value> inputs = new LinkedHashMap<>();
    private final Rules rules = new Rules(this);

    private record Key(Object what, Shape shape, List<Value> inputs) {}

    /** The bits of a constant, so that equal constants are one value. */
    private record Bits(int[] bits) {
        static Bits of(float[] values) {
            int[] bits = new int[values.length];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Float.floatToRawIntBits(values[i]);
            }
            return new Bits(bits);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bits that && Arrays.equals(bits, that.bits);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bits);
        }
    }

    /** The inputs that were met, by name. */
    public Map<String, Value> inputs() {
        return inputs;
    }

    /** Reads a node and all below it; without recursion, because graphs may be deep. */
    public Value read(Node root) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.peek();
            if (read.containsKey(node)) {
                open.pop();
                continue;
            }
            boolean ready = true;
            for (Node input : node.inputs()) {
                if (!read.containsKey(input)) {
                    open.push(input);
                    ready = false;
                }
            }
            if (ready) {
                open.pop();
                List<Value> arguments = new ArrayList<>();
                node.inputs().forEach(input -> arguments.add(read.get(input)));
                read.put(node, rules.make(node.op(), node.shape(), arguments));
            }
        }
        return read.get(root);
    }

    /** The value of an expression as it stands, without simplifying it. */
    Value plain(Op op, Shape shape, List<Value> arguments) {
        Object what = op instanceof Op.Constant constant ? Bits.of(constant.values()) : op;
        Value value = known.computeIfAbsent(
                new Key(what, shape, arguments), key -> new Value(known.size(), op, shape, List.copyOf(arguments)));
        if (op instanceof Op.Input input) {
            Value first = inputs.putIfAbsent(input.name(), value);
            if (first != null && first != value) {
                throw new IllegalArgumentException("input '" + input.name() + "' has shape " + first.shape()
                        + " in one place and " + shape + " in another");
            }
        }
        return value;
    }

    /** All values below the given ones, arguments before users. */
    public static List<Value> below(Iterable<Value> roots) {
        Map<Integer, Value> found = new java.util.TreeMap<>();
        Deque<Value> open = new ArrayDeque<>();
        roots.forEach(open::add);
        while (!open.isEmpty()) {
            Value value = open.pop();
            if (found.put(value.id(), value) == null) {
                value.inputs().forEach(open::push);
            }
        }
        return new ArrayList<>(found.values());
    }
}
