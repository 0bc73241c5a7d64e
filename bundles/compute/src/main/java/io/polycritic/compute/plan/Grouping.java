package io.polycritic.compute.plan;

import io.polycritic.api.tensor.Op;
import io.polycritic.compute.graph.FlatGradient;
import io.polycritic.compute.graph.Lowered;
import io.polycritic.compute.graph.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which values one kernel computes. Elementwise values join the groups of their arguments where that makes no
 * cycle, so that chains of them pass over memory once.
 */
final class Grouping {
    private static final int LARGEST_GROUP = 40;

    private final Map<Value, Group> groups = new HashMap<>();
    private final Set<Value> neededInMemory = new HashSet<>();

    private final Stages stages;

    private Grouping(Lowered lowered) {
        stages = new Stages(lowered, Grouping::isElementwise);
    }

    /** The groups in an order in which they can run. */
    static List<Group> of(Lowered lowered) {
        Grouping grouping = new Grouping(lowered);
        Map<Value, List<Operand>> reads = grouping.reads(lowered);
        for (Value value : lowered.values()) {
            List<Operand> operands = reads.get(value);
            if (operands != null) {
                Group group = new Group(value, isElementwise(value), operands);
                grouping.groups.put(value, group);
                grouping.join(group);
            }
        }
        return grouping.order(lowered.values());
    }

    /** What a value that needs no kernel stands for: the value whose numbers it shows in another shape. */
    static Value base(Value value) {
        Value at = value;
        while (at.op() instanceof Op.Reshape) {
            at = at.input(0);
        }
        return at;
    }

    /**
     * How each value that needs a kernel reads its arguments. Broadcasts need none where elementwise operations read
     * through them, nor do permutations and ranges under batches of products; going from users to arguments tells which
     * ones are needed in memory all the same.
     */
    private Map<Value, List<Operand>> reads(Lowered lowered) {
        lowered.outputs().values().forEach(this::inMemory);
        for (FlatGradient gradient : lowered.gradients()) {
            gradient.parts().forEach(part -> inMemory(part.value()));
        }
        Map<Value, List<Operand>> reads = new HashMap<>();
        for (int at = lowered.values().size() - 1; at >= 0; at--) {
            Value value = lowered.values().get(at);
            boolean virtual = isSeenThrough(value) && !neededInMemory.contains(value);
            if (!value.isLeaf() && !(value.op() instanceof Op.Reshape) && !virtual) {
                List<Operand> operands = operands(value);
                operands.forEach(operand -> inMemory(operand.source()));
                reads.put(value, operands);
            }
        }
        return reads;
    }

    private void inMemory(Value value) {
        Value base = base(value);
        if (isSeenThrough(base)) {
            neededInMemory.add(base);
        }
    }

    /** Whether some kernels read the argument of a value instead of the value itself. */
    private static boolean isSeenThrough(Value value) {
        Op op = value.op();
        return op instanceof Op.Broadcast || op instanceof Op.Permute || op instanceof Op.Slice;
    }

    private static List<Operand> operands(Value value) {
        List<Operand> operands = new ArrayList<>();
        if (value.op() instanceof Op.Broadcast) {
            Operand repeated = Operand.of(value);
            operands.add(repeated.source() == value ? Operand.full(value.input(0)) : repeated);
            return operands;
        }
        if (View.applies(value)) {
            value.inputs()
                    .forEach(input -> operands.add(Operand.full(View.of(input).source())));
            return operands;
        }
        int period = 0;
        for (Value input : value.inputs()) {
            Operand operand = isElementwise(value) ? Operand.of(input) : Operand.full(input);
            boolean clash = operand.period() != 0 && period != 0 && operand.period() != period;
            operand = clash ? Operand.full(input) : operand;
            period = Math.max(period, operand.period());
            operands.add(operand);
        }
        return operands;
    }

    /** Whether a region kernel can compute it: an elementwise function, or a broadcast of a simple pattern. */
    private static boolean isElementwise(Value value) {
        boolean simpleBroadcast =
                value.op() instanceof Op.Broadcast && Operand.of(value).source() != value;
        return value.op() instanceof Op.Unary || value.op() instanceof Op.Binary || simpleBroadcast;
    }

    private void join(Group newcomer) {
        Group group = newcomer;
        Value value = newcomer.members().get(0);
        for (Group other : sources(newcomer)) {
            if (stages.isPutOff(value) && stages.of(value) != stage(other)) {
                continue;
            }
            boolean small = group.members().size() + other.members().size() <= LARGEST_GROUP;
            boolean whole = groups.get(other.members().get(0)) == other;
            if (whole && small && other.fits(group) && !apart(other, group) && !apart(group, other)) {
                other.absorb(group);
                group.members().forEach(member -> groups.put(member, other));
                group = other;
            }
        }
    }

    private int stage(Group group) {
        int stage = 0;
        for (Value member : group.members()) {
            stage = Math.max(stage, stages.of(member));
        }
        return stage;
    }

    /** The groups that a group reads from. */
    private Set<Group> sources(Group group) {
        Set<Group> sources = new LinkedHashSet<>();
        for (Value member : group.members()) {
            for (Operand operand : group.operands(member)) {
                Group source = groups.get(base(operand.source()));
                if (source != null && source != group) {
                    sources.add(source);
                }
            }
        }
        return sources;
    }

    /** Whether a third group stands between two: the later one needs it, and it needs the earlier one. */
    private boolean apart(Group earlier, Group later) {
        Deque<Group> open = new ArrayDeque<>(sources(later));
        open.remove(earlier);
        Set<Group> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            for (Group source : sources(open.pop())) {
                if (source == earlier) {
                    return true;
                }
                boolean behind = source.lastId() > earlier.firstId();
                if (behind && source != later && seen.add(source)) {
                    open.push(source);
                }
            }
        }
        return false;
    }

    private List<Group> order(List<Value> values) {
        Set<Group> done = new LinkedHashSet<>();
        for (Value value : values) {
            Group group = groups.get(value);
            if (group != null) {
                emit(group, done);
            }
        }
        return new ArrayList<>(done);
    }

    private void emit(Group group, Set<Group> done) {
        Deque<Group> open = new ArrayDeque<>();
        open.push(group);
        while (!open.isEmpty()) {
            Group next = open.peek();
            List<Group> missing = new ArrayList<>(sources(next));
            missing.removeAll(done);
            if (missing.isEmpty()) {
                done.add(next);
                open.pop();
            } else {
                missing.forEach(open::push);
            }
        }
    }
}
