package io.polycritic.http.testkit;

import io.polycritic.api.control.ExportControl;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.RecipeControl;
import io.polycritic.api.control.RefusalListener;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.SettingSource;
import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.SystemControl;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A bare Felix with the bundles that the API and, where it is on the class path, the console need, on a free port of
 * the loopback interface. The engine is an object of the test.
 */
public final class WebServer implements AutoCloseable {
    /** Start first: one weaves the service loader into the others when their classes are loaded, two are the log. */
    private static final List<String> FIRST =
            List.of("org.apache.aries.spifly.dynamic.bundle", "slf4j.jdk14", "slf4j.api");

    /** Symbolic names of what is taken from the class path, besides the bundles of this project that are no tests. */
    private static final Set<String> LIBRARIES = Set.of(
            "org.apache.felix.scr",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.http.jetty12",
            "org.apache.felix.http.servlet-api",
            "org.apache.commons.commons-fileupload",
            "org.apache.commons.commons-io",
            "slf4j.api",
            "slf4j.jdk14",
            "org.apache.aries.spifly.dynamic.bundle",
            "org.objectweb.asm",
            "org.objectweb.asm.commons",
            "org.objectweb.asm.tree",
            "org.objectweb.asm.tree.analysis",
            "org.objectweb.asm.util",
            "com.fasterxml.jackson.core.jackson-annotations",
            "com.fasterxml.jackson.core.jackson-core",
            "com.fasterxml.jackson.core.jackson-databind",
            "org.osgi.service.jdbc",
            "com.h2database",
            "bcprov");

    private static final Set<String> OURS =
            Set.of("io.polycritic.database", "io.polycritic.accounts", "io.polycritic.http", "io.polycritic.console");
    private static final String RUNTIME = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
    private static final String ENDPOINT = "osgi.http.endpoint";

    private final Framework framework;
    private final URI uri;
    private final List<ServiceRegistration<?>> registered = new ArrayList<>();
    private ServiceRegistration<RunControl> registration;

    private WebServer(Framework framework, URI uri) {
        this.framework = framework;
        this.uri = uri;
    }

    /**
     * Starts a server.
     *
     * @param data the data folder, in which the file token is made
     * @param control the engine, or null for none
     * @param more framework properties to set besides
     * @return the server, which answers
     * @throws Exception if it does not start
     */
    public static WebServer start(Path data, RunControl control, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, data.resolve("felix").toString());
        settings.put("felix.bootdelegation.implicit", "false");
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "io.polycritic.api.control;version=1.0.0");
        settings.put("org.apache.felix.http.host", "127.0.0.1");
        settings.put("org.osgi.service.http.port", "0");
        settings.put("org.apache.felix.http.jetty.sendServerHeader", "false");
        settings.put("org.apache.felix.http.jetty.errorPageCustomHeaders", "Connection=close");
        settings.put("polycritic.data", data.toString());
        // in memory, where it begins faster than in a file; a test that starts twice names a file
        settings.put(
                "polycritic.database.url",
                "jdbc:h2:mem:" + data.toUri().getPath().replace('/', '_'));
        settings.putAll(more);
        Framework framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        try {
            return start(framework, control);
        } catch (Exception e) {
            stop(framework);
            throw e;
        }
    }

    private static WebServer start(Framework framework, RunControl control) throws Exception {
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = symbolicName(Path.of(entry));
            if (LIBRARIES.contains(name) || OURS.contains(name)) {
                bundles.add(context.installBundle("reference:" + Path.of(entry).toUri()));
            }
        }
        bundles.sort(Comparator.comparing(bundle -> rank(bundle.getSymbolicName())));
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        WebServer server = new WebServer(framework, endpoint(context, "http"));
        if (control != null) {
            server.register(control);
        }
        return server;
    }

    private static int rank(String name) {
        return FIRST.contains(name) ? FIRST.indexOf(name) : FIRST.size();
    }

    private static URI endpoint(BundleContext context, String scheme) throws InterruptedException {
        ServiceTracker<Object, ServiceReference<Object>> tracker = new ServiceTracker<>(context, RUNTIME, null) {
            @Override
            public ServiceReference<Object> addingService(ServiceReference<Object> reference) {
                return reference;
            }
        };
        // all services: the class path of the test has the interface too, so the framework would hide the service
        tracker.open(true);
        try {
            ServiceReference<Object> runtime = tracker.waitForService(TimeUnit.SECONDS.toMillis(30));
            if (runtime == null) {
                throw new IllegalStateException("no HTTP service within 30 seconds");
            }
            Object endpoint = runtime.getProperty(ENDPOINT);
            String[] all = endpoint instanceof String[] several ? several : new String[] {String.valueOf(endpoint)};
            return Stream.of(all)
                    .filter(each -> each.startsWith(scheme + ":"))
                    .findFirst()
                    .map(URI::create)
                    .orElseThrow(() -> new IllegalStateException("no " + scheme + " among " + List.of(all)));
        } finally {
            tracker.close();
        }
    }

    private static String symbolicName(Path entry) throws IOException {
        Manifest manifest = null;
        if (Files.isRegularFile(entry) && entry.toString().endsWith(".jar")) {
            try (JarFile jar = new JarFile(entry.toFile())) {
                manifest = jar.getManifest();
            }
        } else if (Files.isRegularFile(entry.resolve(JarFile.MANIFEST_NAME))) {
            try (InputStream in = Files.newInputStream(entry.resolve(JarFile.MANIFEST_NAME))) {
                manifest = new Manifest(in);
            }
        }
        String name = manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
        return name == null ? "" : name.split(";", 2)[0].strip();
    }

    /**
     * Where it answers.
     *
     * @return for example {@code http://127.0.0.1:40123/}
     */
    public URI uri() {
        return uri;
    }

    /**
     * Where it answers over TLS.
     *
     * @return for example {@code https://127.0.0.1:40124/}
     * @throws InterruptedException if the calling thread is interrupted
     */
    public URI secure() throws InterruptedException {
        return endpoint(framework.getBundleContext(), "https");
    }

    /**
     * Makes an engine known.
     *
     * @param control the engine
     */
    public void register(RunControl control) {
        registration = framework.getBundleContext().registerService(RunControl.class, control, null);
        registered.add(registration);
    }

    /**
     * Makes an installer known.
     *
     * @param plugins the installer
     */
    public void register(PluginControl plugins) {
        registered.add(framework.getBundleContext().registerService(PluginControl.class, plugins, null));
    }

    /**
     * Makes studies known.
     *
     * @param studies the studies
     */
    public void register(StudyControl studies) {
        registered.add(framework.getBundleContext().registerService(StudyControl.class, studies, null));
    }

    /**
     * Makes exports known.
     *
     * @param exports the exports
     */
    public void register(ExportControl exports) {
        registered.add(framework.getBundleContext().registerService(ExportControl.class, exports, null));
    }

    /**
     * Makes recipes known.
     *
     * @param recipes the recipes
     */
    public void register(RecipeControl recipes) {
        registered.add(framework.getBundleContext().registerService(RecipeControl.class, recipes, null));
    }

    /**
     * Makes what is told of the server itself known.
     *
     * @param system the server's state and settings
     */
    public void register(SampleSystem system) {
        registered.add(framework
                .getBundleContext()
                .registerService(
                        new String[] {SystemControl.class.getName(), SettingSource.class.getName()}, system, null));
    }

    /**
     * Lets somebody hear of what is refused at the door.
     *
     * @param listener hears it
     */
    public void register(RefusalListener listener) {
        registered.add(framework.getBundleContext().registerService(RefusalListener.class, listener, null));
    }

    /** Takes the engine away. */
    public void unregister() {
        registered.remove(registration);
        registration.unregister();
    }

    /** Takes away all that was made known. */
    public void clear() {
        registered.forEach(ServiceRegistration::unregister);
        registered.clear();
    }

    /**
     * Symbolic name and state of every bundle, for messages.
     *
     * @return one line a bundle
     */
    public String bundles() {
        StringBuilder text = new StringBuilder();
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            text.append(bundle.getState() == Bundle.ACTIVE ? "active  " : "INACTIVE ")
                    .append(bundle)
                    .append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() throws BundleException {
        stop(framework);
    }

    private static void stop(Framework framework) throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
