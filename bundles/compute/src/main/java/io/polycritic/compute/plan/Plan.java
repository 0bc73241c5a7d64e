package io.polycritic.compute.plan;

import io.polycritic.compute.graph.Lowered;
import io.polycritic.compute.graph.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups in the order in which they run, and the memory of every value.
 *
 * @param groups what to compute, in order
 * @param memory where each value lies that a group reads or writes
 * @param copies what to copy after the last group
 * @param inputs the memory of each input
 * @param outputs the memory of each output and gradient
 */
public record Plan(
        List<Group> groups,
        Map<Value, Storage> memory,
        List<Copy> copies,
        Map<String, Storage> inputs,
        Map<String, Storage> outputs) {

    /**
     * Numbers that are needed in a second place.
     *
     * @param from where they are
     * @param to where they go
     */
    public record Copy(Storage from, Storage to) {}

    /** Plans a computation and allocates its memory. */
    public static Plan of(Lowered lowered) {
        List<Group> groups = Grouping.of(lowered);
        Memory memory = new Memory(lowered, groups);
        Map<String, Storage> inputs = new LinkedHashMap<>();
        lowered.inputs().forEach((name, value) -> inputs.put(name, memory.of(value)));
        return new Plan(groups, memory.all(), memory.copies(), inputs, memory.outputs());
    }

    /** What a value that needs no kernel stands for: the value whose numbers it shows in another shape. */
    public static Value base(Value value) {
        return Grouping.base(value);
    }

    /** Where a value lies; a reshaped one lies where the original does. */
    public Storage storage(Value value) {
        return memory.get(base(value));
    }

    /** The memory of inputs, parameters and constants. */
    public Map<Value, Storage> leaves() {
        Map<Value, Storage> leaves = new LinkedHashMap<>();
        memory.keySet().stream()
                .filter(Value::isLeaf)
                .sorted(Comparator.comparingInt(Value::id))
                .forEach(leaf -> leaves.put(leaf, memory.get(leaf)));
        return leaves;
    }

    /** Whether a member of a group has to be written to memory. */
    public boolean isStored(Value value) {
        return memory.containsKey(value);
    }
}
