package io.polycritic.compute.benchmarks;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Program;
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

/** Products of matrices, from the one row of an acting policy to the batch of a wide layer; {@code m x k x n}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Products {
    /** Sizes of the matrices. */
    @Param({
        "1x64x64",
        "4x64x64",
        "32x64x64",
        "64x64x64",
        "256x8x64",
        "256x64x64",
        "256x64x1",
        "256x256x256",
        "2048x128x512"
    })
    public String size;

    private Program program;

    /** Compiles the product. */
    @Setup
    public void compile() {
        String[] lengths = size.split("x");
        int m = Integer.parseInt(lengths[0]);
        int k = Integer.parseInt(lengths[1]);
        int n = Integer.parseInt(lengths[2]);
        Computation product = new Computation()
                .output("product", Linear.matmul(Graphs.input("left", m, k), Graphs.input("right", k, n)));
        program = Native.program(product, new String[] {"left", "right"}, m * k, k * n);
    }

    /** Multiplies. */
    @Benchmark
    public void multiply() {
        program.run();
    }

    /** Frees the buffers. */
    @TearDown
    public void close() {
        program.close();
    }
}
