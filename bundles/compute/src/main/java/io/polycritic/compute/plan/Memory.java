package io.polycritic.compute.plan;

import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.compute.graph.FlatGradient;
import io.polycritic.compute.graph.Lowered;
import io.polycritic.compute.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every value its memory. Parameters are read where they live. Gradients are written straight into their flat
 * vectors. Outputs keep buffers of their own. All others share buffers: one is free again after its value's last use.
 */
final class Memory {
    private final Map<Value, Storage> memory = new HashMap<>();
    private final Map<String, Storage> outputs = new LinkedHashMap<>();
    private final List<Plan.Copy> copies = new ArrayList<>();
    private final Set<Value> pinned = new HashSet<>();

    Memory(Lowered lowered, List<Group> groups) {
        lowered.inputs().values().forEach(this::leaf);
        lowered.values().stream().filter(Value::isLeaf).forEach(this::leaf);
        lowered.gradients().forEach(this::place);
        lowered.outputs().values().forEach(value -> pinned.add(Grouping.base(value)));
        share(groups);
        lowered.outputs().forEach(this::output);
        lowered.gradients().forEach(this::copyRest);
    }

    Map<Value, Storage> all() {
        return memory;
    }

    Storage of(Value value) {
        return memory.get(Grouping.base(value));
    }

    Map<String, Storage> outputs() {
        return outputs;
    }

    List<Plan.Copy> copies() {
        return copies;
    }

    private void leaf(Value value) {
        if (value.op() instanceof Op.Parameter use) {
            Parameters.Segment segment = use.parameters().segment(use.name());
            memory.put(value, new Storage(use.parameters().values(), segment.offset(), value.size()));
        } else if (value.op() instanceof Op.Constant constant) {
            memory.put(value, new Storage(constant.values(), 0, value.size()));
        } else {
            memory.computeIfAbsent(value, input -> new Storage(new float[input.size()], 0, input.size()));
        }
    }

    /** Lets gradients be computed where they belong, as far as a value belongs to one place only. */
    private void place(FlatGradient gradient) {
        float[] flat = new float[gradient.parameters().size()];
        outputs.put(gradient.name(), new Storage(flat, 0, flat.length));
        for (FlatGradient.Part part : gradient.parts()) {
            Value base = Grouping.base(part.value());
            memory.putIfAbsent(base, new Storage(flat, part.offset(), base.size()));
        }
    }

    private void copyRest(FlatGradient gradient) {
        float[] flat = outputs.get(gradient.name()).array();
        for (FlatGradient.Part part : gradient.parts()) {
            Storage from = of(part.value());
            if (from.array() != flat || from.offset() != part.offset()) {
                copies.add(new Plan.Copy(from, new Storage(flat, part.offset(), from.size())));
            }
        }
    }

    private void output(String name, Value value) {
        Storage at = of(value);
        if (Grouping.base(value).isLeaf()) {
            Storage own = new Storage(new float[at.size()], 0, at.size());
            copies.add(new Plan.Copy(at, own));
            at = own;
        }
        outputs.put(name, at);
    }

    private void share(List<Group> groups) {
        Map<Value, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            for (Value read : reads(groups.get(i))) {
                lastUse.put(read, i);
            }
        }
        Pool pool = new Pool();
        Map<Value, Pool.Buffer> buffers = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            Set<Value> dying = new LinkedHashSet<>(reads(group));
            int now = i;
            dying.removeIf(value -> lastUse.get(value) != now || pinned.contains(value) || !buffers.containsKey(value));
            for (Value value : dying) {
                if (isOverwritable(group, value)) {
                    pool.release(buffers.get(value));
                }
            }
            for (Value member : group.members()) {
                boolean kept = lastUse.containsKey(member) || pinned.contains(member);
                if (kept && !memory.containsKey(member)) {
                    buffers.put(member, pool.take(member.size()));
                }
            }
            for (Value value : dying) {
                if (!isOverwritable(group, value)) {
                    pool.release(buffers.get(value));
                }
            }
        }
        buffers.forEach((value, buffer) -> memory.put(value, new Storage(buffer.array(), 0, value.size())));
    }

    /** The values of other groups that a group reads. */
    private static Set<Value> reads(Group group) {
        Set<Value> reads = new LinkedHashSet<>();
        for (Value member : group.members()) {
            for (Operand operand : group.operands(member)) {
                Value base = Grouping.base(operand.source());
                if (!group.contains(base)) {
                    reads.add(base);
                }
            }
        }
        return reads;
    }

    /** Whether a result may take the place of an argument: each element is read before the same one is written. */
    private static boolean isOverwritable(Group group, Value value) {
        boolean overwritable = group.isElementwise() && value.size() == group.size();
        for (Value member : group.members()) {
            for (Operand operand : group.operands(member)) {
                if (Grouping.base(operand.source()) == value) {
                    overwritable &= operand.access() == Operand.Access.FULL;
                }
            }
        }
        return overwritable;
    }
}
