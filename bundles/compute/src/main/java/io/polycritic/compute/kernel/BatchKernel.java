package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.Shape;
import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Product;
import io.polycritic.compute.graph.Value;
import io.polycritic.compute.plan.Plan;
import io.polycritic.compute.plan.Storage;
import io.polycritic.compute.plan.Unit;
import io.polycritic.compute.plan.View;

/** Many products of matrices of one form, each where its matrices lie in larger arrays. */
record BatchKernel(ProductKernel[] products, Storage result) implements ArrayKernel {
    /**
     * The matrices of one argument.
     *
     * @param from the memory that they lie in
     * @param at where each one begins
     * @param stride the distance between rows
     */
    private record Matrices(Storage from, int[] at, int stride) {
        static Matrices of(Plan plan, Value value) {
            View view = View.of(value);
            Shape shape = value.shape();
            int rank = shape.rank();
            int[] at = {view.offset()};
            for (int axis = 0; axis < rank - 2; axis++) {
                int length = shape.length(axis);
                int[] finer = new int[at.length * length];
                for (int i = 0; i < finer.length; i++) {
                    finer[i] = at[i / length] + i % length * view.strides()[axis];
                }
                at = finer;
            }
            int stride = shape.length(-2) == 1 ? shape.length(-1) : view.strides()[rank - 2];
            return new Matrices(plan.operand(view.source()), at, stride);
        }

        Storage matrix(int index, int span) {
            return from.part(at[index], span);
        }
    }

    /** Binds the products from the unit's first to its last one. */
    static BatchKernel of(Blas blas, Product each, Plan plan, Unit unit) {
        Value value = unit.group().members().get(0);
        Matrices left = Matrices.of(plan, value.input(0));
        Matrices right = Matrices.of(plan, value.input(1));
        Product product = each.strides(left.stride, right.stride);
        int size = product.m() * product.n();
        Storage result = plan.storage(value).part(unit.from() * size, unit.rows() * size);
        ProductKernel[] products = new ProductKernel[unit.rows()];
        for (int i = 0; i < products.length; i++) {
            products[i] = new ProductKernel(
                    blas,
                    product,
                    left.matrix(unit.from() + i, product.leftSpan()),
                    right.matrix(unit.from() + i, product.rightSpan()),
                    result.part(i * size, size));
        }
        return new BatchKernel(products, result);
    }

    @Override
    public void run() {
        for (ProductKernel product : products) {
            product.run();
        }
    }
}
