package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.Op;
import io.polycritic.compute.graph.Value;
import io.polycritic.compute.plan.Group;
import io.polycritic.compute.plan.Operand;
import io.polycritic.compute.plan.Plan;
import io.polycritic.compute.plan.Storage;
import io.polycritic.compute.plan.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a group of elementwise values into steps over registers, which are used again when their value is done with.
 */
final class RegionBuilder {
    private final Plan plan;
    private final Group group;
    private final Unit unit;
    private final Block block;
    private final List<BlockStep> steps = new ArrayList<>();
    private final List<RegionKernel.Trace> traces = new ArrayList<>();
    private final Map<Object, float[]> registers = new HashMap<>();
    private final Map<Object, Integer> uses = new HashMap<>();
    private final Deque<float[]> free = new ArrayDeque<>();

    RegionBuilder(Plan plan, Unit unit, Block block) {
        this.plan = plan;
        this.group = unit.group();
        this.unit = unit;
        this.block = block;
    }

    Kernel build() {
        for (Value member : group.members()) {
            for (Operand operand : group.operands(member)) {
                uses.merge(key(operand), 1, Integer::sum);
            }
            if (plan.isStored(member)) {
                uses.merge(member, 1, Integer::sum);
            }
        }
        group.members().forEach(this::member);
        // After all loads of the block, because results may take the place of arguments.
        for (Value member : group.members()) {
            if (plan.isStored(member)) {
                steps.add(new Store(registers.get(member), plan.storage(member)));
            }
        }
        int width = Math.max(1, group.period());
        return new RegionKernel(steps, unit.from() * width, unit.to() * width, group.period(), traces);
    }

    private record Store(float[] register, Storage to) implements BlockStep {
        @Override
        public void run(int start, int n) {
            to.store(start, register, 0, n);
        }
    }

    /** Members are known by their value, other operands by the way in which they are read. */
    private Object key(Operand operand) {
        Value member = Plan.base(operand.source());
        return group.contains(member) ? member : new Operand(member, operand.access(), operand.period());
    }

    private void member(Value member) {
        List<Operand> operands = group.operands(member);
        Op op = member.op();
        BlockStep step;
        if (op instanceof Op.Unary unary) {
            float[] x = register(operands.get(0));
            release(operands);
            float[] y = result(member);
            Loops.Loop loop = Loops.of(unary.function());
            step = (start, n) -> loop.apply(x, y, n, block);
        } else if (op instanceof Op.Binary binary) {
            step = binary(member, binary, operands);
        } else {
            // A broadcast is its operand as it was loaded; that register is never released.
            registers.put(member, register(operands.get(0)));
            return;
        }
        steps.add(step);
        traces.add(new RegionKernel.Trace(steps.size() - 1, member, registers.get(member)));
    }

    private BlockStep binary(Value member, Op.Binary op, List<Operand> operands) {
        Operand left = operands.get(0);
        Operand right = operands.get(1);
        boolean leftScalar = left.access() == Operand.Access.SCALAR;
        boolean rightScalar = right.access() == Operand.Access.SCALAR;
        if (rightScalar) {
            Storage scalar = plan.storage(right.source());
            float[] x = register(left);
            release(operands);
            float[] z = result(member);
            return (start, n) -> ScalarLoops.right(op.function(), x, scalar.get(0), z, n);
        } else if (leftScalar) {
            Storage scalar = plan.storage(left.source());
            float[] y = register(right);
            release(operands);
            float[] z = result(member);
            return (start, n) -> ScalarLoops.left(op.function(), scalar.get(0), y, z, n);
        }
        float[] x = register(left);
        float[] y = register(right);
        release(operands);
        float[] z = result(member);
        return (start, n) -> PairLoops.apply(op.function(), x, y, z, n);
    }

    /** The register of an operand; the step that loads it is added at its first use. */
    private float[] register(Operand operand) {
        Object key = key(operand);
        float[] known = registers.get(key);
        if (known == null) {
            known = operand.access() == Operand.Access.ROW ? new float[Block.SIZE] : take();
            registers.put(key, known);
            Storage from = plan.storage(operand.source());
            steps.add(new Load(from, operand.access(), operand.period(), known));
        }
        return known;
    }

    private float[] result(Value member) {
        float[] register = take();
        registers.put(member, register);
        return register;
    }

    private float[] take() {
        return free.isEmpty() ? new float[Block.SIZE] : free.pop();
    }

    /** Frees the registers of operands that were used for the last time; those of rows are kept over all blocks. */
    private void release(List<Operand> operands) {
        for (Operand operand : operands) {
            Object key = key(operand);
            boolean last = uses.merge(key, -1, Integer::sum) == 0;
            if (last && registers.containsKey(key) && operand.access() != Operand.Access.ROW) {
                free.push(registers.get(key));
            }
        }
    }
}
