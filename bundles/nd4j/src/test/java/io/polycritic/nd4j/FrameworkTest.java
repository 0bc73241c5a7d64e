package io.polycritic.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.compute.CompiledCompute;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.impl.Activator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.ComponentConstants;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.osgi.util.tracker.ServiceTracker;

/** The bundle in a framework that has nothing but Declarative Services and SLF4J. */
class FrameworkTest {
    private static final String SLF4J = "org.slf4j;version=2.0.16,org.slf4j.event;version=2.0.16,"
            + "org.slf4j.helpers;version=2.0.16,org.slf4j.spi;version=2.0.16";

    @TempDir
    Path folder;

    private Framework framework;

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
    }

    @Test
    void offersItsServices() throws Exception {
        Bundle nd4j = start();
        Object algebra = service("io.polycritic.api.tensor.LinearAlgebra");
        double[] x = (double[]) algebra.getClass()
                .getMethod("solve", double[].class, int.class, int.class, double[].class, int.class)
                .invoke(algebra, new double[] {2, 0, 0, 4}, 2, 2, new double[] {1, 1}, 1);
        assertArrayEquals(new double[] {0.5, 0.25}, x, 1e-15);
        assertNotNull(service("io.polycritic.compute.blas.Blas"));
        assertNotNull(service("io.polycritic.api.tensor.Compute"));
        assertNull(nd4j.getHeaders().get(Constants.EXPORT_PACKAGE));
        for (BundleWire wire : nd4j.adapt(BundleWiring.class).getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
            String name = (String) wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
            assertTrue(name.matches("(io\\.polycritic|org\\.osgi|org\\.slf4j|sun\\.misc)\\b.*"), name);
        }
    }

    private Bundle start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("framework").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        SLF4J));
        framework.start();
        List<Bundle> bundles = new ArrayList<>();
        for (Class<?> type : List.of(
                Function.class,
                Promise.class,
                ComponentConstants.class,
                Activator.class,
                LinearAlgebra.class,
                CompiledCompute.class,
                OpenBlas.class)) {
            bundles.add(install(type));
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        return bundles.get(bundles.size() - 1);
    }

    /** Installs the bundle that a class comes from, a file or a folder. */
    private Bundle install(Class<?> type) throws URISyntaxException, BundleException {
        URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        return framework.getBundleContext().installBundle("reference:" + place);
    }

    private Object service(String type) throws InterruptedException {
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(framework.getBundleContext(), type, null);
        tracker.open(true);
        try {
            Object service = tracker.waitForService(TimeUnit.SECONDS.toMillis(30));
            assertNotNull(service, "no service " + type);
            return service;
        } finally {
            tracker.close();
        }
    }
}
