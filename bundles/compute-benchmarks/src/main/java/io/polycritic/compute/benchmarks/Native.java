package io.polycritic.compute.benchmarks;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.nd4j.OpenBlas;
import java.lang.reflect.Proxy;
import org.osgi.framework.BundleContext;

/** The compiler as the product has it, on OpenBLAS and one thread, without a framework. */
final class Native {
    private Native() {}

    static CompiledCompute compute() {
        return new CompiledCompute(new OpenBlas(withoutProperties()), 1);
    }

    /** Compiles, and fills the inputs with normally distributed numbers. */
    static Program program(Computation computation, String[] inputs, int... sizes) {
        Program program = compute().compile(computation);
        for (int i = 0; i < inputs.length; i++) {
            program.set(inputs[i], gaussians(inputs[i], sizes[i]), 0);
        }
        return program;
    }

    static float[] gaussians(String name, int count) {
        float[] numbers = new float[count];
        RandomStream.of(0, "benchmarks", name).gaussians(numbers, 0, count);
        return numbers;
    }

    /** OpenBLAS asks for properties of the framework, and for nothing else. */
    private static BundleContext withoutProperties() {
        return (BundleContext) Proxy.newProxyInstance(
                Native.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> null);
    }
}
