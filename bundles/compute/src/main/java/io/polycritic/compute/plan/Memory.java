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
 * Gives every value its memory. Parameters are read where they live; products of matrices read a copy in native memory,
 * which each run brings up to date first. Gradients are written straight into their flat vectors. Outputs keep buffers
 * of their own. All others share buffers: one is free again after its value's last use.
 */
final class Memory {
    private final Homes homes;
    private final Map<Value, Storage> memory = new HashMap<>();
    private final Map<Value, Storage> mirrors = new LinkedHashMap<>();
    private final Map<String, Storage> outputs = new LinkedHashMap<>();
    private final List<Plan.Copy> refreshed = new ArrayList<>();
    private final List<Plan.Copy> copies = new ArrayList<>();
    private final Set<Value> pinned = new HashSet<>();

    Memory(Lowered lowered, List<Group> groups, Schedule schedule) {
        homes = new Homes(groups);
        lowered.inputs().values().forEach(this::leaf);
        lowered.values().stream().filter(Value::isLeaf).forEach(this::leaf);
        lowered.gradients().forEach(this::place);
        lowered.outputs().values().forEach(value -> pinned.add(Grouping.base(value)));
        new Sharing(schedule.order()).share();
        lowered.outputs().forEach(this::output);
        lowered.gradients().forEach(this::copyRest);
    }

    Map<Value, Storage> all() {
        return memory;
    }

    /** Native copies of parameters and constants, for products. */
    Map<Value, Storage> mirrors() {
        return mirrors;
    }

    Storage of(Value value) {
        return memory.get(Grouping.base(value));
    }

    Map<String, Storage> outputs() {
        return outputs;
    }

    /** What is copied before each run. */
    List<Plan.Copy> refreshed() {
        return refreshed;
    }

    /** What is copied after each run. */
    List<Plan.Copy> copies() {
        return copies;
    }

    private void leaf(Value value) {
        if (memory.containsKey(value)) {
            return;
        }
        if (value.op() instanceof Op.Parameter use) {
            Parameters.Segment segment = use.parameters().segment(use.name());
            memory.put(value, Storage.of(use.parameters().values(), segment.offset(), value.size()));
            if (homes.isDirect(value)) {
                refreshed.add(new Plan.Copy(memory.get(value), mirror(value)));
            }
        } else if (value.op() instanceof Op.Constant constant) {
            memory.put(value, Storage.of(constant.values(), 0, value.size()));
            if (homes.isDirect(value)) {
                mirror(value).copy(memory.get(value));
            }
        } else {
            memory.put(value, Storage.allocate(value.size(), homes.isDirect(value)));
        }
    }

    private Storage mirror(Value value) {
        Storage mirror = Storage.allocate(value.size(), true);
        mirrors.put(value, mirror);
        return mirror;
    }

    /** Lets gradients be computed where they belong, as far as a value belongs to one place only. */
    private void place(FlatGradient gradient) {
        int size = gradient.parameters().size();
        boolean direct = gradient.parts().stream().anyMatch(part -> homes.isDirect(Grouping.base(part.value())));
        Storage flat = Storage.allocate(size, direct);
        outputs.put(gradient.name(), flat);
        for (FlatGradient.Part part : gradient.parts()) {
            Value base = Grouping.base(part.value());
            if (homes.isDirect(base) || !direct || !homes.needsArray(base)) {
                memory.putIfAbsent(base, flat.part(part.offset(), base.size()));
            } else {
                pinned.add(base);
            }
        }
    }

    private void copyRest(FlatGradient gradient) {
        Storage flat = outputs.get(gradient.name());
        for (FlatGradient.Part part : gradient.parts()) {
            Storage from = of(part.value());
            if (!from.sharesMemory(flat) || from.offset() != flat.offset() + part.offset()) {
                copies.add(new Plan.Copy(from, flat.part(part.offset(), from.size())));
            }
        }
    }

    private void output(String name, Value value) {
        Storage at = of(value);
        if (Grouping.base(value).isLeaf()) {
            Storage own = Storage.allocate(at.size(), false);
            copies.add(new Plan.Copy(at, own));
            at = own;
        }
        outputs.put(name, at);
    }

    /** Hands out buffers in the order in which units run. */
    private final class Sharing {
        private final List<Schedule.Placed> order;
        private final Map<Value, Set<Group>> readers = new HashMap<>();
        private final Map<Group, Integer> unitsLeft = new HashMap<>();
        private final Map<Group, Double> finish = new HashMap<>();
        private final Map<Value, Double> readUntil = new HashMap<>();
        private final Map<Value, Pool.Buffer> buffers = new LinkedHashMap<>();
        private final Pool pool = new Pool();

        Sharing(List<Schedule.Placed> order) {
            this.order = order;
            for (Schedule.Placed placed : order) {
                Group group = placed.unit().group();
                unitsLeft.merge(group, 1, Integer::sum);
                finish.merge(group, placed.finish(), Math::max);
                reads(group).forEach(value -> readers.computeIfAbsent(value, any -> new LinkedHashSet<>())
                        .add(group));
            }
        }

        void share() {
            Set<Group> begun = new HashSet<>();
            for (Schedule.Placed placed : order) {
                Group group = placed.unit().group();
                if (begun.add(group)) {
                    begin(group, placed.start());
                }
                if (unitsLeft.merge(group, -1, Integer::sum) == 0) {
                    reads(group).forEach(value -> end(group, value));
                }
            }
            buffers.forEach((value, buffer) -> memory.put(value, buffer.storage(value.size())));
        }

        private void begin(Group group, double now) {
            for (Value value : reads(group)) {
                if (isLast(group, value) && isOverwritable(group, value)) {
                    pool.release(buffers.get(value), readUntil.getOrDefault(value, 0.0));
                    readers.remove(value);
                }
            }
            for (Value member : group.members()) {
                boolean kept = readers.containsKey(member) || pinned.contains(member);
                if (kept && !memory.containsKey(member)) {
                    buffers.put(member, pool.take(member.size(), homes.isDirect(member), now));
                }
            }
        }

        private void end(Group group, Value value) {
            Set<Group> left = readers.get(value);
            if (left == null) {
                return;
            }
            readUntil.merge(value, finish.get(group), Math::max);
            if (isLast(group, value)) {
                pool.release(buffers.get(value), readUntil.get(value));
            }
            left.remove(group);
        }

        private boolean isLast(Group group, Value value) {
            Set<Group> left = readers.get(value);
            return left != null
                    && left.size() == 1
                    && left.contains(group)
                    && !pinned.contains(value)
                    && buffers.containsKey(value);
        }
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
