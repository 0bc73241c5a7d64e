package io.polycritic.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LbfgsTest {
    /** The sum of 100 (x1 - x0^2)^2 + (1 - x0)^2 over neighbours; its minimum is 0 at ones. */
    private static double rosenbrock(double[] x, double[] gradient) {
        double sum = 0;
        java.util.Arrays.fill(gradient, 0);
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i + 1] - x[i] * x[i];
            double way = 1 - x[i];
            sum += 100 * bend * bend + way * way;
            gradient[i] -= 400 * bend * x[i] + 2 * way;
            gradient[i + 1] += 200 * bend;
        }
        return sum;
    }

    /** Half x'Dx - b'x with D = diag(1, 10, .., 10^4), whose minimum is at b / D. */
    private static double quadratic(double[] x, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double d = Math.pow(10, i);
            sum += d * x[i] * x[i] / 2 - (i + 1) * x[i];
            gradient[i] = d * x[i] - (i + 1);
        }
        return sum;
    }

    @Test
    void findsTheMinimumOfRosenbrocksValley() {
        Lbfgs.Result found = new Lbfgs(10, 1e-10, 500).minimise(LbfgsTest::rosenbrock, new double[] {-1.2, 1, -1.2, 1});
        assertTrue(found.converged(), found.toString());
        assertArrayEquals(new double[] {1, 1, 1, 1}, found.x(), 1e-9);
        assertEquals(0, found.value(), 1e-18);
        assertTrue(found.iterations() < 100, found.iterations() + " iterations");
    }

    @Test
    void findsTheMinimumOfAQuadraticOfConditionTenThousand() {
        Lbfgs.Result found = new Lbfgs(5, 1e-9, 200).minimise(LbfgsTest::quadratic, new double[5]);
        assertTrue(found.converged());
        assertArrayEquals(new double[] {1, 0.2, 0.03, 0.004, 0.0005}, found.x(), 1e-9);
        double[] gradient = new double[5];
        assertEquals(quadratic(found.x(), gradient), found.value());
    }

    @Test
    void leavesRegionsWhereTheFunctionIsNotFinite() {
        Lbfgs.Result found = new Lbfgs(5, 1e-10, 100)
                .minimise(
                        (x, gradient) -> {
                            gradient[0] = 1 - 1 / x[0];
                            return x[0] - Math.log(x[0]);
                        },
                        new double[] {1e-3});
        assertTrue(found.converged());
        assertEquals(1, found.x()[0], 1e-9);
    }

    @Test
    void saysThatTheStepsWereUsedUp() {
        Lbfgs.Result found = new Lbfgs(10, 1e-10, 3).minimise(LbfgsTest::rosenbrock, new double[] {-1.2, 1});
        assertFalse(found.converged());
        assertEquals(3, found.iterations());
        assertTrue(found.value() < rosenbrock(new double[] {-1.2, 1}, new double[2]));
    }

    @Test
    void endsWhereNothingCanBeLowered() {
        Lbfgs.Result found = new Lbfgs(3, 0, 1000).minimise(LbfgsTest::quadratic, new double[3]);
        assertArrayEquals(new double[] {1, 0.2, 0.03}, found.x(), 1e-12);
    }

    @Test
    void refusesWhatItCannotBeginWith() {
        assertThrows(IllegalArgumentException.class, () -> new Lbfgs(0, 1e-6, 10));
        assertThrows(IllegalArgumentException.class, () -> new Lbfgs(10, -1, 10));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new Lbfgs(10, 1e-6, 10)
                .minimise((x, gradient) -> Double.NaN, new double[1]));
        assertTrue(refused.getMessage().contains("NaN"), refused.getMessage());
    }
}
