package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;
import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Product;
import io.polycritic.compute.graph.Value;
import io.polycritic.compute.plan.Plan;
import io.polycritic.compute.plan.Slicing;
import io.polycritic.compute.plan.Storage;
import io.polycritic.compute.plan.Unit;
import io.polycritic.compute.plan.View;
import java.util.ArrayList;
import java.util.List;

/** Binds the units of a plan to kernels. A new operation adds one line to {@link #single}. */
public final class Kernels {
    private final Plan plan;
    private final Blas blas;
    private final Block[] blocks;

    private Kernels(Plan plan, Blas blas) {
        this.plan = plan;
        this.blas = blas;
        this.blocks = new Block[plan.threads()];
    }

    /** How many multiplications a plan's products of matrices take. */
    public static long work(Plan plan) {
        long work = 0;
        for (Plan.Step step : plan.steps()) {
            Value value = step.unit().group().members().get(0);
            if (value.op() instanceof Op.MatMul op) {
                work += View.applies(value)
                        ? product(op, value).work() * step.unit().rows()
                        : product(op, value).rows(step.unit().rows()).work();
            }
        }
        return work;
    }

    /** The kernels of a plan's steps, in their order. */
    public static List<Kernel> of(Plan plan, Blas blas) {
        Kernels kernels = new Kernels(plan, blas);
        return plan.steps().stream()
                .map(step -> kernels.bind(step.unit(), step.thread()))
                .toList();
    }

    private Kernel bind(Unit unit, int thread) {
        if (unit.group().isElementwise()) {
            return new RegionBuilder(plan, unit, block(thread)).build();
        }
        Value value = unit.group().members().get(0);
        return new NamedKernel(value, divisible(value, unit, thread));
    }

    private Block block(int thread) {
        if (blocks[thread] == null) {
            blocks[thread] = new Block();
        }
        return blocks[thread];
    }

    /** Kernels of which a unit may be a part. */
    private ArrayKernel divisible(Value value, Unit unit, int thread) {
        Op op = value.op();
        if (op instanceof Op.MatMul product) {
            return product(product, value, unit);
        } else if (op instanceof Op.Sum sum) {
            Layout layout = Layout.of(value.input(0).shape(), sum.axis());
            return new SumKernel(
                    rows(value.input(0), layout.stride(), unit), rows(value, layout.inner(), unit), part(layout, unit));
        } else if (op instanceof Op.Max max) {
            Layout layout = Layout.of(value.input(0).shape(), max.axis());
            return new MaxKernel(
                    rows(value.input(0), layout.stride(), unit), rows(value, layout.inner(), unit), part(layout, unit));
        } else if (op instanceof Op.Softmax) {
            int length = value.shape().length(-1);
            return new SoftmaxKernel(
                    rows(value.input(0), length, unit), rows(value, length, unit), length, block(thread));
        } else if (op instanceof Op.SoftmaxGradient) {
            return new SoftmaxGradientKernel(
                    part(value.input(0), unit),
                    part(value.input(1), unit),
                    part(value, unit),
                    value.shape().length(-1));
        } else if (op instanceof Op.Normalise normalise) {
            Rows rows = new Rows(value.shape().length(-1));
            return new NormaliseKernel(part(value.input(0), unit), part(value, unit), normalise.epsilon(), rows);
        } else if (op instanceof Op.NormaliseGradient gradient) {
            Rows rows = new Rows(value.shape().length(-1));
            Storage x = part(value.input(0), unit);
            Storage dy = part(value.input(1), unit);
            return new NormaliseGradientKernel(x, dy, part(value, unit), gradient.epsilon(), rows);
        }
        return moves(value, unit);
    }

    /** Kernels that move numbers, of which a unit may be a part. */
    private ArrayKernel moves(Value value, Unit unit) {
        Op op = value.op();
        Storage to = part(value, unit);
        Value input = value.input(0);
        if (op instanceof Op.Concat concat) {
            return concat(value, concat.axis(), unit);
        } else if (op instanceof Op.Slice slice) {
            Layout part = part(Layout.of(value.shape(), slice.axis()), unit);
            Layout whole = Layout.of(input.shape(), slice.axis());
            return new MoveKernel(to, false, List.of(MoveKernel.extract(part(input, unit), whole, part, slice.from())));
        } else if (op instanceof Op.Pad pad) {
            Layout part = part(Layout.of(input.shape(), pad.axis()), unit);
            Layout whole = Layout.of(value.shape(), pad.axis());
            return new MoveKernel(to, true, List.of(MoveKernel.insert(part(input, unit), part, whole, pad.before())));
        } else if (op instanceof Op.Permute permute) {
            boolean leading = permute.axes().get(0) == 0;
            Shape shape = leading ? rows(input.shape(), unit) : input.shape();
            return PermuteKernel.of(part(input, unit), shape, to, permute.axes());
        } else if (op instanceof Op.Im2Col patches) {
            Patches images = new Patches(rows(input.shape(), unit), patches.window());
            return new Im2ColKernel(part(input, unit), to, images, patches.fill());
        } else if (op instanceof Op.Col2Im patches) {
            Patches images = new Patches(rows(value.shape(), unit), patches.window());
            return new Col2ImKernel(part(input, unit), to, images);
        }
        return single(value);
    }

    /** The part of a value that belongs to a unit. */
    private Storage part(Value value, Unit unit) {
        return rows(value, value.size() / Slicing.rows(unit.group()), unit);
    }

    /** A shape whose first axis is that of a unit. */
    private static Shape rows(Shape shape, Unit unit) {
        int[] lengths = shape.toArray();
        lengths[0] = unit.rows();
        return Shape.of(lengths);
    }

    private static Layout part(Layout whole, Unit unit) {
        return new Layout(unit.rows(), whole.length(), whole.inner());
    }

    private Storage rows(Value value, int width, Unit unit) {
        return plan.storage(value).part(unit.from() * width, unit.rows() * width);
    }

    private ArrayKernel product(Op.MatMul op, Value value, Unit unit) {
        if (View.applies(value)) {
            Product each = product(op, value);
            return BatchKernel.of(blas, each, plan, unit);
        }
        Product whole = product(op, value);
        Product part = whole.rows(unit.rows());
        Storage to = rows(value, whole.n(), unit);
        int leftOffset = whole.leftOffset(unit.from());
        if (Plan.isOfFewRows(value)) {
            Storage left = plan.storage(value.input(0)).part(leftOffset, part.leftSpan());
            return new FewRowsKernel(part, left, plan.storage(value.input(1)), to);
        }
        Storage left = plan.operand(value.input(0)).part(leftOffset, part.leftSpan());
        return new ProductKernel(blas, part, left, plan.operand(value.input(1)), to);
    }

    private ArrayKernel single(Value value) {
        Op op = value.op();
        Storage to = plan.storage(value);
        Storage from = plan.storage(value.input(0));
        Shape shape = value.input(0).shape();
        if (op instanceof Op.Broadcast) {
            return new BroadcastKernel(from, shape, to, value.shape());
        } else if (op instanceof Op.OneHot) {
            return new OneHotKernel(from, to, value.shape().length(-1));
        }
        return indexed(value, from, to);
    }

    /** Kernels of operations with indices and windows. */
    private ArrayKernel indexed(Value value, Storage from, Storage to) {
        Op op = value.op();
        Shape shape = value.input(0).shape();
        Storage second = value.inputs().size() > 1 ? plan.storage(value.input(1)) : null;
        if (op instanceof Op.Gather) {
            return new GatherKernel(from, second, to, shape.length(0));
        } else if (op instanceof Op.ScatterAdd) {
            return new ScatterAddKernel(from, second, to, value.shape().length(0));
        } else if (op instanceof Op.SegmentMax) {
            return new SegmentMaxKernel(from, second, to, value.shape().length(0));
        } else if (op instanceof Op.CumulativeSum sum) {
            return new CumulativeSumKernel(from, to, Layout.of(shape, sum.axis()), sum.reverse());
        } else if (op instanceof Op.ArgMax) {
            return new ArgMaxKernel(from, to, shape.length(-1));
        } else if (op instanceof Op.ArgSort) {
            return new ArgSortKernel(from, to, shape.length(-1));
        } else if (op instanceof Op.SparseMatMul product) {
            int width = value.shape().length(1);
            return new SparseMatMulKernel(product.pattern(), product.transposed(), from, second, to, width);
        } else if (op instanceof Op.SampledMatMul product) {
            return new SampledMatMulKernel(product.pattern(), from, second, to, shape.length(1));
        }
        throw new IllegalStateException("no kernel for " + op);
    }

    private ArrayKernel concat(Value value, int axis, Unit unit) {
        List<MoveKernel.Move> moves = new ArrayList<>();
        Layout whole = Layout.of(value.shape(), axis);
        int at = 0;
        for (Value input : value.inputs()) {
            Layout part = part(Layout.of(input.shape(), axis), unit);
            moves.add(MoveKernel.insert(part(input, unit), part, whole, at));
            at += part.length();
        }
        return new MoveKernel(part(value, unit), false, moves);
    }

    private static Product product(Op.MatMul op, Value value) {
        int k = value.input(0).shape().length(op.transposeLeft() ? -2 : -1);
        return Product.of(
                op.transposeLeft(),
                op.transposeRight(),
                value.shape().length(-2),
                value.shape().length(-1),
                k);
    }
}
