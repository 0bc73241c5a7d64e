package io.polycritic.compute.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.UnaryFunction;
import io.polycritic.api.testkit.tensor.ErrorFunction;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TranscendentalTest {
    private final Block block = new Block();

    @Test
    void tanhWithinItsBound() {
        check(UnaryFunction.TANH, Math::tanh, -20, 20, 5e-7, 0);
        check(UnaryFunction.TANH, Math::tanh, -1e-3, 1e-3, 0, 3e-7);
        assertEquals(1f, at(UnaryFunction.TANH, Float.POSITIVE_INFINITY), 5e-7f);
        assertEquals(-1f, at(UnaryFunction.TANH, -1e30f), 5e-7f);
        assertTrue(Float.isNaN(at(UnaryFunction.TANH, Float.NaN)));
    }

    @Test
    void expWithinItsBound() {
        check(UnaryFunction.EXP, Math::exp, -87, 88, 0, 3e-7);
        check(UnaryFunction.EXP, Math::exp, -1, 1, 0, 3e-7);
        assertEquals(Float.POSITIVE_INFINITY, at(UnaryFunction.EXP, 1000f));
        assertEquals(Float.POSITIVE_INFINITY, at(UnaryFunction.EXP, Float.POSITIVE_INFINITY));
        assertEquals(0f, at(UnaryFunction.EXP, Float.NEGATIVE_INFINITY));
        assertEquals(1f, at(UnaryFunction.EXP, 0f));
        assertTrue(Float.isNaN(at(UnaryFunction.EXP, Float.NaN)));
    }

    @Test
    void sigmoidWithinItsBound() {
        check(UnaryFunction.SIGMOID, x -> 1 / (1 + Math.exp(-x)), -85, 100, 0, 5e-7);
        assertEquals(0f, at(UnaryFunction.SIGMOID, -1000f));
        assertEquals(1f, at(UnaryFunction.SIGMOID, 1000f));
        assertTrue(Float.isNaN(at(UnaryFunction.SIGMOID, Float.NaN)));
    }

    @Test
    void logWithinItsBound() {
        check(UnaryFunction.LOG, Math::log, 1e-6, 10, 2e-7, 3e-7);
        check(UnaryFunction.LOG, Math::log, 1e-37, 1e-30, 0, 3e-7);
        check(UnaryFunction.LOG, Math::log, 1, 3e38, 2e-7, 3e-7);
        assertEquals(0f, at(UnaryFunction.LOG, 1f));
        assertEquals(Float.NEGATIVE_INFINITY, at(UnaryFunction.LOG, 0f));
        assertEquals(Float.POSITIVE_INFINITY, at(UnaryFunction.LOG, Float.POSITIVE_INFINITY));
        assertEquals(Math.log(Float.MIN_VALUE), at(UnaryFunction.LOG, Float.MIN_VALUE), 1e-4);
        assertTrue(Float.isNaN(at(UnaryFunction.LOG, -1f)));
        assertTrue(Float.isNaN(at(UnaryFunction.LOG, Float.NaN)));
    }

    @Test
    void softplusWithinItsBound() {
        check(UnaryFunction.SOFTPLUS, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), -80, 80, 5e-7, 3e-7);
        assertEquals(1000f, at(UnaryFunction.SOFTPLUS, 1000f));
        assertEquals(0f, at(UnaryFunction.SOFTPLUS, -1000f));
        assertTrue(Float.isNaN(at(UnaryFunction.SOFTPLUS, Float.NaN)));
    }

    @Test
    void erfWithinItsBound() {
        assertEquals(0.8427007929497149, ErrorFunction.erf(1), 1e-14);
        assertEquals(0.9999779095030014, ErrorFunction.erf(3), 1e-14);
        check(UnaryFunction.ERF, ErrorFunction::erf, -6, 6, 6e-7, 0);
        check(UnaryFunction.ERF, ErrorFunction::erf, -1e-3, 1e-3, 0, 6e-7);
        assertEquals(1f, at(UnaryFunction.ERF, Float.POSITIVE_INFINITY), 6e-7f);
        assertTrue(Float.isNaN(at(UnaryFunction.ERF, Float.NaN)));
    }

    @Test
    void geluAndItsSlopeWithinTheirBounds() {
        check(UnaryFunction.GELU, x -> x * ErrorFunction.normal(x), -20, 1, 1e-6, 0);
        check(UnaryFunction.GELU, x -> x * ErrorFunction.normal(x), 1, 20, 0, 4e-7);
        check(
                UnaryFunction.GELU_SLOPE,
                x -> ErrorFunction.normal(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI),
                -20,
                20,
                5e-7,
                0);
        assertTrue(Float.isNaN(at(UnaryFunction.GELU, Float.NaN)));
        assertTrue(Float.isNaN(at(UnaryFunction.GELU_SLOPE, Float.NaN)));
    }

    @Test
    void stepIsExact() {
        float[] xs = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, 1e-38f, 3e38f, -3e38f, Float.POSITIVE_INFINITY};
        float[] expected = {0, 0, 1, 0, 1, 1, 0, 1};
        for (int i = 0; i < xs.length; i++) {
            assertEquals(expected[i], at(UnaryFunction.STEP, xs[i]), "step of " + xs[i]);
        }
    }

    private float at(UnaryFunction function, float x) {
        float[] y = new float[1];
        Loops.apply(function, new float[] {x}, y, 1, block);
        return y[0];
    }

    private void check(
            UnaryFunction function,
            DoubleUnaryOperator exact,
            double from,
            double to,
            double absolute,
            double relative) {
        float[] x = new float[Block.SIZE];
        int blocks = 200;
        for (int at = 0; at < blocks; at++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (from + (to - from) * (at * x.length + i) / (blocks * x.length));
            }
            float[] arguments = x.clone();
            Loops.apply(function, x, x, x.length, block);
            for (int i = 0; i < x.length; i++) {
                double expected = exact.applyAsDouble(arguments[i]);
                assertEquals(
                        expected, x[i], absolute + relative * Math.abs(expected), function + " of " + arguments[i]);
            }
        }
    }
}
