package io.polycritic.api.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reverse-mode differentiation as a transformation of graphs: gradients are nodes and can be differentiated again. */
public final class Gradients {
    private Gradients() {}

    /**
     * The gradient of a scalar.
     *
     * @param objective a node of one number
     * @param targets the nodes with respect to which it is differentiated
     * @return one node per target, of the target's shape; zeros where the objective does not depend on it
     * @throws ShapeException if the objective is no scalar
     */
    public static List<Node> of(Node objective, List<Node> targets) {
        if (objective.shape().size() != 1) {
            throw new ShapeException("gradient", objective.shape().toString(), "a scalar objective");
        }
        Set<Node> active = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Node> order = order(objective);
        Set<Node> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(targets);
        for (Node node : order) {
            if (wanted.contains(node) || node.inputs().stream().anyMatch(active::contains)) {
                active.add(node);
            }
        }
        Map<Node, Node> adjoints = new IdentityHashMap<>();
        adjoints.put(objective, Shaping.broadcast(Graphs.constant(1f), objective.shape()));
        for (int at = order.size() - 1; at >= 0; at--) {
            Node node = order.get(at);
            Node adjoint = adjoints.get(node);
            if (adjoint != null && active.contains(node)) {
                pullBack(node, adjoint, active, adjoints);
            }
        }
        List<Node> gradients = new ArrayList<>();
        for (Node target : targets) {
            Node adjoint = active.contains(target) ? adjoints.get(target) : null;
            gradients.add(adjoint == null ? zeros(target.shape()) : adjoint);
        }
        return gradients;
    }

    private static void pullBack(Node node, Node adjoint, Set<Node> active, Map<Node, Node> adjoints) {
        if (node.inputs().stream().noneMatch(active::contains)) {
            return;
        }
        List<Node> parts = Pullback.of(node, adjoint);
        for (int i = 0; i < parts.size(); i++) {
            Node input = node.inputs().get(i);
            if (parts.get(i) != Pullback.NONE && active.contains(input)) {
                adjoints.merge(input, parts.get(i), Elementwise::add);
            }
        }
    }

    private static Node zeros(Shape shape) {
        return Shaping.broadcast(Graphs.constant(0f), shape);
    }

    /** All nodes below a root, arguments before their users; without recursion, because graphs may be deep. */
    private static List<Node> order(Node root) {
        List<Node> order = new ArrayList<>();
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>();
        Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.peek();
            if (seen.add(node)) {
                node.inputs().forEach(input -> {
                    if (!seen.contains(input)) {
                        open.push(input);
                    }
                });
            } else {
                open.pop();
                if (done.add(node)) {
                    order.add(node);
                }
            }
        }
        return order;
    }
}
