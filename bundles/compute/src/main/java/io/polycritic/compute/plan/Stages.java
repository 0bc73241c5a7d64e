package io.polycritic.compute.plan;

import io.polycritic.compute.graph.FlatGradient;
import io.polycritic.compute.graph.Lowered;
import io.polycritic.compute.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How late an elementwise value may be computed. A value's stage is the number of other operations that must have been
 * done before. One that only later stages use, such as a derivative that is multiplied by a gradient, is put off until
 * then: it is computed where it is used, from what is in memory anyhow, instead of being written and read again.
 */
final class Stages {
    private final Map<Value, Integer> earliest = new HashMap<>();
    private final Map<Value, Integer> latest = new HashMap<>();

    Stages(Lowered lowered, Predicate<Value> elementwise) {
        Map<Value, Integer> uses = new HashMap<>();
        Set<Value> kept = new HashSet<>(lowered.outputs().values());
        for (FlatGradient gradient : lowered.gradients()) {
            gradient.parts().forEach(part -> kept.add(part.value()));
        }
        List<Value> values = lowered.values();
        for (Value value : values) {
            int stage = 0;
            for (Value input : value.inputs()) {
                stage = Math.max(stage, earliest.get(input));
            }
            boolean free = value.isLeaf() || elementwise.test(value) || isView(value);
            earliest.put(value, free ? stage : stage + 1);
        }
        for (int at = values.size() - 1; at >= 0; at--) {
            Value value = values.get(at);
            boolean movable = elementwise.test(value) && readsOneValue(value) && !kept.contains(value);
            int stage = movable ? uses.getOrDefault(value, earliest.get(value)) : earliest.get(value);
            latest.put(value, stage);
            boolean inPlace = elementwise.test(value) || isView(value);
            for (Value input : value.inputs()) {
                boolean sameSize = input.size() == value.size();
                uses.merge(input, inPlace && sameSize ? stage : earliest.get(input), Math::min);
            }
        }
    }

    private static boolean isView(Value value) {
        return Grouping.base(value) != value;
    }

    /** Values that read two others of their size stay, because putting them off would keep both in memory. */
    private static boolean readsOneValue(Value value) {
        long large = value.inputs().stream()
                .filter(input -> Operand.of(input).access() == Operand.Access.FULL)
                .distinct()
                .count();
        return large == 1;
    }

    /** When a value is computed. */
    int of(Value value) {
        return latest.get(value);
    }

    boolean isPutOff(Value value) {
        return latest.get(value) > earliest.get(value);
    }
}
