package io.polycritic.compute;

import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Matrix;
import io.polycritic.compute.blas.Product;
import java.util.ArrayList;
import java.util.List;

/** Leaves to Java the products that are done there before natives have copied their operands; figures in the README. */
final class SmallProducts implements Blas {
    private static final int FEW_ROWS = 4;
    private static final int SHORTEST_ROW = 16;

    private final Blas java = new JavaBlas();
    private final Blas natives;

    SmallProducts(Blas natives) {
        this.natives = natives;
    }

    @Override
    public String name() {
        return natives.name();
    }

    @Override
    public Workspace open(List<Product> products) {
        List<Product> small = new ArrayList<>();
        List<Product> large = new ArrayList<>();
        products.forEach(product -> (isSmall(product) ? small : large).add(product));
        return new Both(java.open(small), natives.open(large));
    }

    /** A product of few rows, whose right matrix lies as Java needs it. */
    static boolean isSmall(Product product) {
        return product.m() <= FEW_ROWS && product.n() >= SHORTEST_ROW && !product.transposeRight();
    }

    private record Both(Workspace small, Workspace large) implements Workspace {
        @Override
        public void multiply(Product product, Matrix left, Matrix right, Matrix result) {
            (isSmall(product) ? small : large).multiply(product, left, right, result);
        }

        @Override
        public void close() {
            small.close();
            large.close();
        }
    }
}
