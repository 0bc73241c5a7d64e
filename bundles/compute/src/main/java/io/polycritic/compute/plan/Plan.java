package io.polycritic.compute.plan;

import io.polycritic.compute.graph.Lowered;
import io.polycritic.compute.graph.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Units of work with their threads, and the memory of every value.
 *
 * @param steps what to compute, in an order in which one thread alone could do it
 * @param threads how many threads share the steps
 * @param expectedMicros about how long they take together, in microseconds
 * @param memory where each value lies that a group reads or writes
 * @param mirrors where products read those parameters and constants that lie in arrays
 * @param refreshed what to copy before the first step
 * @param copies what to copy after the last step
 * @param inputs the memory of each input
 * @param outputs the memory of each output and gradient
 */
public record Plan(
        List<Step> steps,
        int threads,
        double expectedMicros,
        Map<Value, Storage> memory,
        Map<Value, Storage> mirrors,
        List<Copy> refreshed,
        List<Copy> copies,
        Map<String, Storage> inputs,
        Map<String, Storage> outputs) {

    /**
     * Numbers that are needed in a second place.
     *
     * @param from where they are
     * @param to where they go
     */
    public record Copy(Storage from, Storage to) {
        /** Copies them. */
        public void run() {
            to.copy(from);
        }
    }

    /**
     * A unit and what it must wait for.
     *
     * @param unit what to compute
     * @param thread which thread does it, from 0
     * @param waits how many steps of each thread must be done before
     */
    public record Step(Unit unit, int thread, int[] waits) {}

    /** Plans a computation for a number of threads and allocates its memory. */
    public static Plan of(Lowered lowered, int threads) {
        List<Group> groups = Grouping.of(lowered);
        Schedule schedule = Schedule.of(groups, threads);
        Memory memory = new Memory(lowered, groups, schedule);
        Map<String, Storage> inputs = new LinkedHashMap<>();
        lowered.inputs().forEach((name, value) -> inputs.put(name, memory.of(value)));
        return new Plan(
                Hazards.steps(schedule.order(), memory, threads),
                threads,
                schedule.makespan(),
                memory.all(),
                memory.mirrors(),
                memory.refreshed(),
                memory.copies(),
                inputs,
                memory.outputs());
    }

    /** What a value that needs no kernel stands for: the value whose numbers it shows in another shape. */
    public static Value base(Value value) {
        return Grouping.base(value);
    }

    /** Where a value lies; a reshaped one lies where the original does. */
    public Storage storage(Value value) {
        return memory.get(base(value));
    }

    /** Where a product reads a value: in native memory if it is there. */
    public Storage operand(Value value) {
        Value base = base(value);
        return mirrors.getOrDefault(base, memory.get(base));
    }

    /** Whether a product is done in Java. */
    public static boolean isOfFewRows(Value product) {
        return Homes.isOfFewRows(product);
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
