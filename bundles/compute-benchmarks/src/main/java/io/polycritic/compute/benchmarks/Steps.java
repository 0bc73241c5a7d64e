package io.polycritic.compute.benchmarks;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Distributions;
import io.polycritic.nn.Mlp;
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

/** Loss and gradient of a network of two hidden layers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Steps {
    private static final int INPUTS = 8;

    /** Rows. */
    @Param({"64", "256"})
    public int batch;

    /** Width of the hidden layers. */
    @Param({"64", "256"})
    public int width;

    /** What stands between the layers. */
    @Param({"RELU", "TANH"})
    public Activation activation;

    private Program program;

    /** Compiles the step. */
    @Setup
    public void compile() {
        Mlp network = Mlp.of("network", INPUTS, new int[] {width, width}, 1, activation, 1);
        Parameters.Builder builder = Parameters.builder("step");
        network.addTo(builder, RandomStream.of(0, "benchmarks", "weights"));
        Parameters parameters = builder.build();
        Node values = network.apply(parameters, Graphs.input("x", batch, INPUTS));
        Node loss = Distributions.meanSquare(values, Graphs.input("y", batch, 1));
        Computation step = new Computation().output("loss", loss).gradient("gradient", loss, parameters);
        program = Native.program(step, new String[] {"x", "y"}, batch * INPUTS, batch);
    }

    /** Computes loss and gradient. */
    @Benchmark
    public void step() {
        program.run();
    }

    /** Frees the buffers. */
    @TearDown
    public void close() {
        program.close();
    }
}
