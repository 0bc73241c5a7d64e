package io.polycritic.runtime.launcher;

import io.polycritic.api.control.SettingSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** The OSGi framework in this process, with the bundles of the installation. */
final class Framework implements AutoCloseable {
    /** How much is started. The numbers are the start levels of {@code bundles.list}. */
    enum Extent {
        /** Plugins and the engine. */
        ENGINE(3),
        /** And the REST interface. */
        REST(4),
        /** And the console's pages. */
        CONSOLE(5);

        private final int level;

        Extent(int level) {
            this.level = level;
        }
    }

    /** Framework property: the data folder, for every bundle that keeps something there. */
    static final String DATA = "polycritic.data";

    private static final System.Logger LOG = System.getLogger(Framework.class.getName());
    private static final String ENDPOINT = "osgi.http.endpoint";
    private static final String HTTP_RUNTIME = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
    private static final long STOP_MILLIS = 60_000;
    private static final long START_SECONDS = 60;

    private final org.osgi.framework.launch.Framework felix;
    private final List<Bundle> bundles = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private Framework(org.osgi.framework.launch.Framework felix) {
        this.felix = felix;
    }

    /**
     * Starts the framework and returns when plugins and engine have been started.
     *
     * @param installation the bundles
     * @param data the data folder
     * @param cache an own folder for the framework; emptied first
     * @param port the port of the REST interface, if it is started; 0 for any free one
     */
    static Framework start(Installation installation, Path data, Path cache, int port) {
        Map<String, Object> settings = new HashMap<>();
        installation.frameworkProperties().forEach((key, value) -> settings.put(key.toString(), value));
        System.getProperties().forEach((key, value) -> {
            if (key.toString().startsWith("polycritic.")) {
                settings.put(key.toString(), value);
            }
        });
        settings.putAll(installation.settings());
        settings.put(DATA, data.toString());
        settings.put("org.osgi.service.http.port", Integer.toString(port));
        settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(Extent.ENGINE.level));
        settings.put("felix.log.logger", new FelixLog());
        Framework framework = new Framework(new Felix(settings));
        try {
            framework.boot(installation);
        } catch (BundleException e) {
            framework.close();
            throw Failure.resource(cache.toString(), "the OSGi framework does not start: " + e.getMessage(), e);
        }
        return framework;
    }

    private void boot(Installation installation) throws BundleException {
        felix.init();
        BundleContext context = felix.getBundleContext();
        context.registerService(SettingSource.class, installation::told, null);
        for (Installation.Entry entry : installation.bundles()) {
            Bundle bundle = context.installBundle("reference:" + entry.jar().toUri());
            bundle.adapt(BundleStartLevel.class).setStartLevel(entry.level());
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundles.add(bundle);
            }
        }
        for (Bundle bundle : bundles) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
        felix.start();
        diagnose();
    }

    /** Starts the bundles up to an extent, and returns when that has been done. */
    void raise(Extent extent) {
        CountDownLatch reached = new CountDownLatch(1);
        felix.adapt(FrameworkStartLevel.class).setStartLevel(extent.level, event -> reached.countDown());
        try {
            if (!reached.await(START_SECONDS, TimeUnit.SECONDS)) {
                throw Failure.resource(extent.toString(), "its bundles did not start within a minute", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.resource(extent.toString(), "starting its bundles was interrupted", e);
        }
        diagnose();
    }

    private void diagnose() {
        int known = faults.size();
        bundles.forEach(this::diagnose);
        faults.subList(known, faults.size()).forEach(fault -> LOG.log(System.Logger.Level.WARNING, fault));
    }

    /** Finds out why a bundle did not start, by starting it again: events that say so arrive some time later. */
    private void diagnose(Bundle bundle) {
        int reached = felix.adapt(FrameworkStartLevel.class).getStartLevel();
        boolean resting = bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
        if (resting && bundle.adapt(BundleStartLevel.class).getStartLevel() <= reached) {
            try {
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            } catch (BundleException e) {
                faults.add("bundle " + bundle.getSymbolicName() + " does not work: " + Diagnosis.reason(e));
            }
        }
    }

    BundleContext context() {
        return felix.getBundleContext();
    }

    /** Why bundles did not start, and which components lack what. */
    List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        all.addAll(Diagnosis.unsatisfied(context()));
        return all;
    }

    /** The service, or a failure that says why there is none. */
    <T> T service(Class<T> type) {
        return find(type).orElseThrow(() -> {
            List<String> all = faults();
            String why = all.isEmpty() ? "no bundle of the installation offers it" : String.join("; ", all);
            return Failure.resource(type.getSimpleName(), "is not available: " + why, null);
        });
    }

    <T> Optional<T> find(Class<T> type) {
        ServiceReference<T> reference = context().getServiceReference(type);
        return Optional.ofNullable(reference).map(context()::getService);
    }

    /** All services of a type. */
    <T> List<T> all(Class<T> type) {
        try {
            return context().getServiceReferences(type, null).stream()
                    .sorted()
                    .map(context()::getService)
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The port of the REST interface, if it is served. */
    OptionalInt port() {
        try {
            ServiceReference<?>[] found = context().getAllServiceReferences(HTTP_RUNTIME, null);
            Object endpoint = found == null ? null : found[0].getProperty(ENDPOINT);
            if (endpoint instanceof String[] several) {
                endpoint = several.length == 0 ? null : several[0];
            }
            return endpoint == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(URI.create(endpoint.toString()).getPort());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether nobody listens on a port of the loopback address. */
    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            felix.stop();
            FrameworkEvent event = felix.waitForStop(STOP_MILLIS);
            if (event.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                LOG.log(System.Logger.Level.WARNING, "the bundles did not stop within a minute");
            }
        } catch (BundleException e) {
            LOG.log(System.Logger.Level.WARNING, "the OSGi framework does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
