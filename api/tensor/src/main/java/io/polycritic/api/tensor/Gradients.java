package io.polycritic.api.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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

    /**
     * The nodes below a root that read a parameter vector; a part may be read by several nodes.
     *
     * @param root where to look
     * @param parameters the vector
     * @return the nodes, each once
     */
    public static List<Node> uses(Node root, Parameters parameters) {
        List<Node> found = new ArrayList<>();
        for (Node node : order(root)) {
            if (node.op() instanceof Op.Parameter use && use.parameters() == parameters) {
                found.add(node);
            }
        }
        return found;
    }

    /**
     * The derivative of a scalar in a direction of its parameters, g . v. Its own gradient with respect to the
     * parameters is the product of the objective's Hessian and v (Pearlmutter, "Fast exact multiplication by the
     * Hessian", 1994, section 2), which {@link Computation#gradient} gives as a flat vector.
     *
     * @param objective a node of one number
     * @param parameters the vector
     * @param direction v for a part of the vector, by its name, in the part's shape; not a function of the parameters
     * @return a scalar
     * @throws ShapeException if the objective is no scalar, or a direction has another shape than its part
     */
    public static Node directional(Node objective, Parameters parameters, Function<String, Node> direction) {
        List<Node> uses = uses(objective, parameters);
        List<Node> directions = uses.stream()
                .map(use -> direction.apply(((Op.Parameter) use.op()).name()))
                .toList();
        return inner(of(objective, uses), directions);
    }

    /**
     * The product of a Hessian and a vector.
     *
     * @param objective a node of one number
     * @param targets the nodes with respect to which it is differentiated twice
     * @param vectors one for each target, of its shape; not functions of the targets
     * @return one node per target, of its shape
     * @throws ShapeException if the objective is no scalar, or a vector has another shape than its target
     */
    public static List<Node> hessianVector(Node objective, List<Node> targets, List<Node> vectors) {
        return of(inner(of(objective, targets), vectors), targets);
    }

    /**
     * The product of a vector and a Jacobian, v^T dy/dx.
     *
     * @param y the node that is differentiated
     * @param targets x, the nodes with respect to which it is
     * @param vector v, of the shape of y
     * @return one node per target, of its shape
     * @throws ShapeException if the vector has another shape than y
     */
    public static List<Node> vectorJacobian(Node y, List<Node> targets, Node vector) {
        return of(inner(List.of(y), List.of(vector)), targets);
    }

    /**
     * The product of a Jacobian and a vector, dy/dx v: {@link #vectorJacobian} is linear in its vector, and this is the
     * gradient of its product with v with respect to that.
     *
     * @param y the node that is differentiated
     * @param targets x, the nodes with respect to which it is
     * @param vectors v, one for each target, of its shape; not functions of the targets
     * @return a node of the shape of y
     * @throws ShapeException if a vector has another shape than its target
     */
    public static Node jacobianVector(Node y, List<Node> targets, List<Node> vectors) {
        Node any = zeros(y.shape());
        return of(inner(vectorJacobian(y, targets, any), vectors), List.of(any)).get(0);
    }

    private static Node inner(List<Node> nodes, List<Node> vectors) {
        if (nodes.size() != vectors.size()) {
            throw new ShapeException("inner product", nodes.size() + " with " + vectors.size(), "equally many nodes");
        }
        Node sum = Graphs.constant(0f);
        for (int i = 0; i < nodes.size(); i++) {
            Shape shape = nodes.get(i).shape();
            if (!shape.equals(vectors.get(i).shape())) {
                throw new ShapeException(
                        "inner product", shape + " with " + vectors.get(i).shape(), "equal shapes");
            }
            sum = Elementwise.add(sum, Reduce.sum(Elementwise.multiply(nodes.get(i), vectors.get(i))));
        }
        return sum;
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
