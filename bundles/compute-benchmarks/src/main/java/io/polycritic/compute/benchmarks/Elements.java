package io.polycritic.compute.benchmarks;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Operations on the elements of [256, width]: fused chains, transcendental functions, reductions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Elements {
    private static final int ROWS = 256;

    /** What is computed. */
    public enum Operation {
        /** max(2 x + bias, 0) - y, one pass. */
        CHAIN,
        /** The hyperbolic tangent. */
        TANH,
        /** The exponential function. */
        EXP,
        /** The logarithm of squares. */
        LOG,
        /** The logistic function. */
        SIGMOID,
        /** x times the normal distribution function. */
        GELU,
        /** Softmax over rows. */
        SOFTMAX,
        /** The sum of all. */
        SUM,
        /** Sums over rows. */
        SUM_OF_COLUMNS,
        /** The greatest number of each row. */
        MAX_OF_ROWS
    }

    /** The operation. */
    @Param
    public Operation operation;

    /** Numbers in a row. */
    @Param({"16", "64", "256"})
    public int width;

    private Program program;

    /** Compiles the operation. */
    @Setup
    public void compile() {
        Node x = Graphs.input("x", ROWS, width);
        Node y = Graphs.input("y", ROWS, width);
        Node bias = Graphs.input("bias", width);
        Node result =
                switch (operation) {
                    case CHAIN ->
                        Elementwise.subtract(Elementwise.relu(Elementwise.add(Elementwise.scale(x, 2f), bias)), y);
                    case TANH -> Elementwise.tanh(x);
                    case EXP -> Elementwise.exp(x);
                    case LOG -> Elementwise.log(Elementwise.shift(Elementwise.square(x), 1f));
                    case SIGMOID -> Elementwise.sigmoid(x);
                    case GELU -> Elementwise.gelu(x);
                    case SOFTMAX -> Reduce.softmax(x);
                    case SUM -> Reduce.sum(x);
                    case SUM_OF_COLUMNS -> Reduce.sum(x, 0);
                    case MAX_OF_ROWS -> Reduce.max(x, 1);
                };
        Computation computation = new Computation().output("result", result);
        boolean several = operation == Operation.CHAIN;
        int size = ROWS * width;
        program = several
                ? Native.program(computation, new String[] {"x", "y", "bias"}, size, size, width)
                : Native.program(computation, new String[] {"x"}, size);
    }

    /** Computes. */
    @Benchmark
    public void compute() {
        program.run();
    }

    /** Frees the buffers. */
    @TearDown
    public void close() {
        program.close();
    }
}
