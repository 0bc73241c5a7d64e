package io.polycritic.api.testkit.tensor;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Parameters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Finds nodes in a graph. */
final class Walk {
    private Walk() {}

    static List<Node> parameters(Node root, Parameters vector) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        List<Node> found = new ArrayList<>();
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (seen.add(node)) {
                open.addAll(node.inputs());
                if (node.op() instanceof Op.Parameter parameter && parameter.parameters() == vector) {
                    found.add(node);
                }
            }
        }
        return found;
    }
}
