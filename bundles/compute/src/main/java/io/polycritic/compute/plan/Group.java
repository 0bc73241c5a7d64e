package io.polycritic.compute.plan;

import io.polycritic.compute.graph.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that one kernel computes: one operation, or elementwise operations over equally many elements. */
public final class Group {
    private final List<Value> members = new ArrayList<>();
    private final Map<Value, List<Operand>> operands = new LinkedHashMap<>();
    private final boolean elementwise;
    private int period;

    Group(Value first, boolean elementwise, List<Operand> reads) {
        this.elementwise = elementwise;
        members.add(first);
        operands.put(first, reads);
        reads.forEach(this::usePeriod);
    }

    /** The values, arguments before users. */
    public List<Value> members() {
        return members;
    }

    /** How a member reads its arguments. */
    public List<Operand> operands(Value member) {
        return operands.get(member);
    }

    public boolean isElementwise() {
        return elementwise;
    }

    /** The length of the rows by which ROW and COLUMN operands repeat, or 0 if there are none. */
    public int period() {
        return period;
    }

    /** How many elements each member of an elementwise group has. */
    public int size() {
        return members.get(0).size();
    }

    int firstId() {
        return members.get(0).id();
    }

    int lastId() {
        return members.get(members.size() - 1).id();
    }

    /** Whether a value is one of the members. */
    public boolean contains(Value value) {
        return operands.containsKey(value);
    }

    boolean fits(Group other) {
        return elementwise
                && other.elementwise
                && size() == other.size()
                && (period == 0 || other.period == 0 || period == other.period);
    }

    void absorb(Group other) {
        members.addAll(other.members);
        members.sort(java.util.Comparator.comparingInt(Value::id));
        operands.putAll(other.operands);
        period = Math.max(period, other.period);
    }

    private void usePeriod(Operand operand) {
        period = Math.max(period, operand.period());
    }
}
