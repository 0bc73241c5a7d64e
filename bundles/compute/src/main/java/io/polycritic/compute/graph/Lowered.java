package io.polycritic.compute.graph;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Gradients;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A computation as values: its gradients derived, equal expressions joined, what no output needs left out.
 *
 * @param values all values that are needed, arguments before users
 * @param inputs all inputs by name
 * @param outputs the value of each output
 * @param gradients the gradients
 */
public record Lowered(
        List<Value> values, Map<String, Value> inputs, Map<String, Value> outputs, List<FlatGradient> gradients) {

    /** Lowers a computation. */
    public static Lowered of(Computation computation) {
        ValueGraph graph = new ValueGraph();
        Map<String, Value> outputs = new LinkedHashMap<>();
        computation.outputs().forEach((name, node) -> outputs.put(name, graph.read(node)));
        List<FlatGradient> gradients = new ArrayList<>();
        computation.gradients().forEach((name, wanted) -> gradients.add(gradient(name, wanted, graph)));
        List<Value> roots = new ArrayList<>(outputs.values());
        gradients.forEach(gradient -> gradient.parts().forEach(part -> roots.add(part.value())));
        return new Lowered(ValueGraph.below(roots), graph.inputs(), outputs, gradients);
    }

    private static FlatGradient gradient(String name, Computation.Gradient wanted, ValueGraph graph) {
        graph.read(wanted.objective());
        List<Node> uses = Gradients.uses(wanted.objective(), wanted.parameters());
        List<Node> derived = Gradients.of(wanted.objective(), uses);
        Map<String, Node> byPart = new LinkedHashMap<>();
        for (int i = 0; i < uses.size(); i++) {
            byPart.merge(((Op.Parameter) uses.get(i).op()).name(), derived.get(i), Elementwise::add);
        }
        List<FlatGradient.Part> parts = new ArrayList<>();
        for (Parameters.Segment segment : wanted.parameters().segments()) {
            Node node = byPart.get(segment.name());
            if (node != null) {
                parts.add(new FlatGradient.Part(segment.offset(), graph.read(node)));
            }
        }
        return new FlatGradient(name, wanted.parameters(), parts);
    }
}
