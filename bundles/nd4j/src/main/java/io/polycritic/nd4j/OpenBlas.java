package io.polycritic.nd4j;

import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Product;
import java.nio.FloatBuffer;
import org.bytedeco.openblas.global.openblas;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Products by OpenBLAS. Does not load ND4J. */
@Component(service = Blas.class)
public final class OpenBlas implements Blas {
    private final String name;
    private final boolean divides = SmallKernels.arePresent();

    /**
     * Loads OpenBLAS.
     *
     * @param context tells where to unpack it and how many threads it may use
     */
    @Activate
    public OpenBlas(BundleContext context) {
        this(Natives.threads(prepared(context)));
    }

    OpenBlas(int threads) {
        openblas.blas_set_num_threads(threads);
        name = openblas.OPENBLAS_VERSION.trim() + ", threads " + threads;
    }

    private static BundleContext prepared(BundleContext context) {
        Natives.configure(context);
        return context;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Multiplication bind(Product product, FloatBuffer left, FloatBuffer right, FloatBuffer result) {
        return new NativeProduct(product, divides, left, right, result);
    }
}
