package io.polycritic.nd4j;

import io.polycritic.api.tensor.LinearAlgebra;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Linear algebra by ND4J and LAPACK. ND4J loads when the first method is called, which takes a second or more. */
@Component(service = LinearAlgebra.class)
public final class Nd4jLinearAlgebra implements LinearAlgebra {
    private static final double PRECISION = Math.ulp(1.0);

    private boolean loaded;

    /**
     * Makes the service.
     *
     * @param context tells where to unpack native libraries
     */
    @Activate
    public Nd4jLinearAlgebra(BundleContext context) {
        Natives.configure(context);
    }

    Nd4jLinearAlgebra() {}

    /**
     * With a = Q R and R = U S V^T: x = V S^-1 U^T Q^T b, without singular values that are zero up to rounding, so that
     * the solution is the shortest one where there are many.
     */
    @Override
    public double[] solve(double[] a, int m, int n, double[] b, int k) {
        checkSize("a", a, m, n);
        checkSize("b", b, m, k);
        if (m < n) {
            throw new IllegalArgumentException(
                    "a has " + m + " rows and " + n + " columns; needs as many rows at least");
        }
        load();
        INDArray q = columns(a, m, n);
        INDArray r = square(n);
        // LAPACK writes Q over its argument.
        Nd4j.getBlasWrapper().lapack().geqrf(q, r);
        INDArray u = square(n);
        INDArray vt = square(n);
        INDArray values = Nd4j.create(DataType.DOUBLE, n);
        Nd4j.getBlasWrapper().lapack().gesvd(r, values, u, vt);
        INDArray projected = u.transpose().mmul(q.transpose().mmul(columns(b, m, k)));
        double smallest = values.getDouble(0) * PRECISION * m;
        double[] scaled = new double[n * k];
        for (int i = 0; i < n; i++) {
            double value = values.getDouble(i);
            for (int j = 0; value > smallest && j < k; j++) {
                scaled[i * k + j] = projected.getDouble(i, j) / value;
            }
        }
        return vt.transpose().mmul(columns(scaled, n, k)).dup('c').data().asDouble();
    }

    @Override
    public double[] singularValues(double[] a, int m, int n) {
        checkSize("a", a, m, n);
        load();
        INDArray values = Nd4j.create(DataType.DOUBLE, Math.min(m, n));
        Nd4j.getBlasWrapper().lapack().gesvd(columns(a, m, n), values, null, null);
        return values.data().asDouble();
    }

    private static INDArray square(int n) {
        return Nd4j.create(DataType.DOUBLE, new long[] {n, n}, 'f');
    }

    /** A matrix of row-major numbers, stored by columns as LAPACK wants it. */
    private static INDArray columns(double[] values, int rows, int columns) {
        return Nd4j.createFromArray(values).reshape('c', rows, columns).dup('f');
    }

    private static void checkSize(String name, double[] values, int rows, int columns) {
        if (rows < 1 || columns < 1 || values.length != (long) rows * columns) {
            throw new IllegalArgumentException(name + " has " + values.length + " numbers, needs " + rows + " rows of "
                    + columns + ", at least one each");
        }
    }

    private synchronized void load() {
        if (!loaded) {
            Natives.load(() -> Nd4j.create(DataType.DOUBLE, 1).close());
            loaded = true;
        }
    }
}
