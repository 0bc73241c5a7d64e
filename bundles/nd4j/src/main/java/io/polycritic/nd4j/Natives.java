package io.polycritic.nd4j;

import java.nio.file.Path;
import java.util.concurrent.locks.StampedLock;
import org.bytedeco.openblas.global.openblas;
import org.osgi.framework.BundleContext;

/**
 * The native libraries of this process. OpenBLAS loads at once; ND4J loads when it is first needed, and sets the number
 * of threads of the same OpenBLAS as it likes. So that no product of matrices runs with another number than it should,
 * products hold the lock for reading, and loading ND4J holds it for writing.
 */
final class Natives {
    /** The folder where libraries are unpacked, a framework or system property; ~/.javacpp/cache if not set. */
    private static final String FOLDER = "polycritic.natives";

    /** How many threads OpenBLAS uses for one product, a framework or system property; 1 if not set. */
    private static final String THREADS = "polycritic.blas.threads";

    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private static final StampedLock LOCK = new StampedLock();

    private Natives() {}

    /** Says where libraries are unpacked, unless somebody has said it already. */
    static void configure(BundleContext context) {
        String folder = context.getProperty(FOLDER);
        if (folder != null && System.getProperty(CACHE) == null) {
            System.setProperty(CACHE, Path.of(folder).toAbsolutePath().toString());
        }
    }

    /** How many threads a product may use. */
    static int threads(BundleContext context) {
        String threads = context.getProperty(THREADS);
        if (threads == null) {
            return 1;
        }
        int count = threads.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(threads) : 0;
        if (count == 0) {
            throw new IllegalArgumentException(THREADS + " is '" + threads + "'; allowed are 1 to 999");
        }
        return count;
    }

    static StampedLock lock() {
        return LOCK;
    }

    /** Runs what may change the number of threads of OpenBLAS, and sets it back. */
    static void load(Runnable initialization) {
        int threads = openblas.blas_get_num_threads();
        long stamp = LOCK.writeLock();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            // ND4J finds its backend through the thread's class loader.
            Thread.currentThread().setContextClassLoader(Natives.class.getClassLoader());
            initialization.run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            openblas.blas_set_num_threads(threads);
            LOCK.unlockWrite(stamp);
        }
    }
}
