package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Shape;
import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Product;
import io.polycritic.compute.graph.Value;
import io.polycritic.compute.plan.Group;
import io.polycritic.compute.plan.Plan;
import io.polycritic.compute.plan.Storage;
import java.util.ArrayList;
import java.util.List;

/** Binds the groups of a plan to kernels. A new operation adds one line to {@link #single}. */
public final class Kernels {
    private final Plan plan;
    private final Blas.Workspace blas;
    private final Block block = new Block();

    private Kernels(Plan plan, Blas.Workspace blas) {
        this.plan = plan;
        this.blas = blas;
    }

    /** The forms of all products of matrices in a plan. */
    public static List<Product> products(Plan plan) {
        List<Product> products = new ArrayList<>();
        for (Group group : plan.groups()) {
            Value value = group.members().get(0);
            if (value.op() instanceof Op.MatMul op) {
                products.add(product(op, value));
            }
        }
        return products;
    }

    /** The kernels of a plan in the order in which they run. */
    public static List<Kernel> of(Plan plan, Blas.Workspace blas) {
        Kernels kernels = new Kernels(plan, blas);
        List<Kernel> bound = new ArrayList<>();
        for (Group group : plan.groups()) {
            if (group.isElementwise()) {
                bound.add(new RegionBuilder(plan, group, kernels.block).build());
            } else {
                Value value = group.members().get(0);
                bound.add(new NamedKernel(value, kernels.single(value)));
            }
        }
        return bound;
    }

    private ArrayKernel single(Value value) {
        Op op = value.op();
        Storage to = plan.storage(value);
        Storage from = plan.storage(value.input(0));
        Shape shape = value.input(0).shape();
        if (op instanceof Op.MatMul product) {
            return MatMulKernel.of(blas, product(product, value), from, plan.storage(value.input(1)), to);
        } else if (op instanceof Op.Sum sum) {
            return new SumKernel(from, to, Layout.of(shape, sum.axis()));
        } else if (op instanceof Op.Max max) {
            return new MaxKernel(from, to, Layout.of(shape, max.axis()));
        } else if (op instanceof Op.Broadcast) {
            return new BroadcastKernel(from, shape, to, value.shape());
        } else if (op instanceof Op.Transpose) {
            return new TransposeKernel(from, to, shape.length(0), shape.length(1));
        } else if (op instanceof Op.OneHot) {
            return new OneHotKernel(from, to, value.shape().length(-1));
        } else if (op instanceof Op.Concat concat) {
            return concat(value, concat.axis(), to);
        } else if (op instanceof Op.Slice slice) {
            Layout part = Layout.of(value.shape(), slice.axis());
            Layout whole = Layout.of(shape, slice.axis());
            return new MoveKernel(to, false, List.of(MoveKernel.extract(from, whole, to, part, slice.from())));
        } else if (op instanceof Op.Pad pad) {
            Layout part = Layout.of(shape, pad.axis());
            Layout whole = Layout.of(value.shape(), pad.axis());
            return new MoveKernel(to, true, List.of(MoveKernel.insert(from, part, to, whole, pad.before())));
        }
        throw new IllegalStateException("no kernel for " + op);
    }

    private ArrayKernel concat(Value value, int axis, Storage to) {
        List<MoveKernel.Move> moves = new ArrayList<>();
        Layout whole = Layout.of(value.shape(), axis);
        int at = 0;
        for (Value input : value.inputs()) {
            Layout part = Layout.of(input.shape(), axis);
            moves.add(MoveKernel.insert(plan.storage(input), part, to, whole, at));
            at += part.length();
        }
        return new MoveKernel(to, false, moves);
    }

    private static Product product(Op.MatMul op, Value value) {
        int k = value.input(0).shape().length(op.transposeLeft() ? 0 : 1);
        return new Product(
                op.transposeLeft(),
                op.transposeRight(),
                value.shape().length(0),
                value.shape().length(1),
                k,
                1f,
                0f);
    }
}
