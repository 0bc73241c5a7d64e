package io.polycritic.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Matrix;
import io.polycritic.compute.blas.Product;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaBlasTest {
    private final RandomStream random = RandomStream.of(5, "java", "values");

    @Test
    void productsOfAllForms() {
        List<Product> products = new ArrayList<>();
        for (int form = 0; form < 8; form++) {
            float beta = (form & 4) != 0 ? 0.5f : 0f;
            for (int m : new int[] {1, 3, 6}) {
                products.add(new Product((form & 1) != 0, (form & 2) != 0, m, 17, 7, 1.5f, beta));
            }
        }
        try (Blas.Workspace workspace = new SmallProducts(new JavaBlas()).open(products)) {
            products.forEach(product -> check(product, workspace));
        }
    }

    private void check(Product product, Blas.Workspace workspace) {
        float[] left = gaussians(product.m() * product.k() + 2);
        float[] right = gaussians(product.k() * product.n() + 3);
        float[] result = gaussians(product.m() * product.n() + 1);
        float[] expected = result.clone();
        multiply(product, left, 2, right, 3, expected, 1);
        workspace.multiply(product, new Matrix(left, 2), new Matrix(right, 3), new Matrix(result, 1));
        assertArrayEquals(expected, result, 1e-5f, product.toString());
    }

    private float[] gaussians(int count) {
        float[] values = new float[count];
        random.gaussians(values, 0, count);
        return values;
    }

    private static void multiply(Product p, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt) {
        for (int i = 0; i < p.m(); i++) {
            for (int j = 0; j < p.n(); j++) {
                double sum = 0;
                for (int q = 0; q < p.k(); q++) {
                    sum += a[aAt + (p.transposeLeft() ? q * p.m() + i : i * p.k() + q)]
                            * b[bAt + (p.transposeRight() ? j * p.k() + q : q * p.n() + j)];
                }
                int at = cAt + i * p.n() + j;
                c[at] = (float) (p.alpha() * sum) + (p.beta() == 0 ? 0 : p.beta() * c[at]);
            }
        }
    }

    @Test
    void nativesGetWhatIsLarge() {
        List<Product> asked = new ArrayList<>();
        Blas natives = new Blas() {
            @Override
            public String name() {
                return "recording";
            }

            @Override
            public Workspace open(List<Product> products) {
                asked.addAll(products);
                return new JavaBlas().open(products);
            }
        };
        Product row = new Product(false, false, 1, 64, 64, 1, 0);
        Product flipped = new Product(false, true, 1, 64, 64, 1, 0);
        Product batch = new Product(false, false, 64, 64, 64, 1, 0);
        new SmallProducts(natives).open(List.of(row, flipped, batch)).close();
        assertEquals(List.of(flipped, batch), asked);
    }
}
