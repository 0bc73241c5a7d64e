package io.polycritic.compute;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Program;
import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.graph.Lowered;
import io.polycritic.compute.kernel.Kernels;
import io.polycritic.compute.plan.Plan;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Compiles computations to programs of preallocated buffers and bound kernels. */
@Component(service = Compute.class)
public final class CompiledCompute implements Compute {
    /** How many threads share one program, a framework or system property. */
    private static final String THREADS = "polycritic.compute.threads";

    private static final int MOST_THREADS = 64;
    private static final int MOST_BY_DEFAULT = 4;

    private final Blas blas;
    private final Workers workers;
    private final LongAdder work = new LongAdder();

    /**
     * Makes a compiler.
     *
     * @param blas multiplies matrices for its programs
     * @param context tells how many threads may share a program
     */
    @Activate
    public CompiledCompute(@Reference Blas blas, BundleContext context) {
        this(blas, threads(context.getProperty(THREADS)));
    }

    /**
     * Makes a compiler.
     *
     * @param blas multiplies matrices for its programs
     * @param threads how many threads share a program, at least 1; results are the same bits for the same number
     */
    public CompiledCompute(Blas blas, int threads) {
        this.blas = blas;
        this.workers = new Workers(threads);
    }

    /**
     * A compiler that needs no natives and no framework; its products are several times slower.
     *
     * @return the compiler
     */
    public static CompiledCompute withJavaBlas() {
        return new CompiledCompute(new JavaBlas(), 1);
    }

    private static int threads(String property) {
        if (property == null) {
            return Math.min(Runtime.getRuntime().availableProcessors(), MOST_BY_DEFAULT);
        }
        int count = property.matches("[1-9][0-9]?") ? Integer.parseInt(property) : 0;
        if (count == 0 || count > MOST_THREADS) {
            throw new IllegalArgumentException(THREADS + " is '" + property + "'; allowed are 1 to " + MOST_THREADS);
        }
        return count;
    }

    @Override
    public Program compile(Computation computation) {
        Plan plan = Plan.of(Lowered.of(computation), workers.threads());
        return new CompiledProgram(plan, Kernels.of(plan, blas), workers, work);
    }

    @Override
    public long work() {
        return work.sum();
    }

    /** Ends the threads. Programs go on, each on its caller's thread alone. */
    @Deactivate
    public void close() {
        workers.close();
    }
}
