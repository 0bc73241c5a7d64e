package io.polycritic.compute;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Program;
import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.graph.Lowered;
import io.polycritic.compute.kernel.Kernel;
import io.polycritic.compute.kernel.Kernels;
import io.polycritic.compute.plan.Plan;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Compiles computations to programs of preallocated buffers and bound kernels. */
@Component(service = Compute.class)
public final class CompiledCompute implements Compute {
    private final Blas blas;

    /**
     * Makes a compiler.
     *
     * @param blas multiplies matrices for its programs
     */
    @Activate
    public CompiledCompute(@Reference Blas blas) {
        this.blas = new SmallProducts(blas);
    }

    /**
     * A compiler that needs no natives and no framework; its products are several times slower.
     *
     * @return the compiler
     */
    public static CompiledCompute withJavaBlas() {
        return new CompiledCompute(new JavaBlas());
    }

    @Override
    public Program compile(Computation computation) {
        Plan plan = Plan.of(Lowered.of(computation));
        Blas.Workspace workspace = blas.open(Kernels.products(plan));
        List<Kernel> kernels = Kernels.of(plan, workspace);
        return new CompiledProgram(plan, kernels, workspace);
    }
}
