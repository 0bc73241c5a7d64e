package io.polycritic.installer;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** Loads bundles into the running framework, and takes them out without leaving anything behind. */
final class Host {
    /** The start level of plugins in {@code bundles.list}. */
    private static final int LEVEL = 3;

    private static final long REFRESH_SECONDS = 30;
    private static final String LOCATION = "polycritic-plugin:";
    private static final Pattern MISSING = Pattern.compile(
            "missing requirement \\[[^]]*\\]\\([^)]*\\)\\] (\\S+); (.*?)(?= Unresolved| \\[caused by|$)");

    private final BundleContext context;

    Host(BundleContext context) {
        this.context = context;
    }

    /**
     * Installs a jar and resolves its requirements; it is not started.
     *
     * @throws PolycriticException naming the requirement that is missing; nothing is left behind then
     */
    Bundle load(Described described, Path jar) {
        Bundle bundle = null;
        try (InputStream in = Files.newInputStream(jar)) {
            bundle = install(LOCATION + described.pin(), in);
            if (!wiring().resolveBundles(List.of(bundle))) {
                throw new PolycriticException(
                        ErrorCode.USER,
                        "jar." + Constants.IMPORT_PACKAGE,
                        described.pin() + " needs what this platform does not have: " + lacking(bundle));
            }
            return bundle;
        } catch (BundleException | IOException e) {
            unload(bundle);
            throw new PolycriticException(ErrorCode.USER, "jar", "cannot be installed: " + reason(e), e);
        } catch (RuntimeException e) {
            unload(bundle);
            throw e;
        }
    }

    /** At the level of plugins from the beginning: a level that is set afterwards is set by another thread, later. */
    private Bundle install(String location, InputStream in) throws BundleException {
        FrameworkStartLevel levels =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
        int usual = levels.getInitialBundleStartLevel();
        levels.setInitialBundleStartLevel(LEVEL);
        try {
            return context.installBundle(location, in);
        } finally {
            levels.setInitialBundleStartLevel(usual);
        }
    }

    /**
     * Starts a bundle, so that its plugins are offered; where the start level of plugins is not reached yet, that
     * happens then.
     */
    void start(Bundle bundle) {
        try {
            bundle.start();
        } catch (BundleException e) {
            throw new PolycriticException(
                    ErrorCode.PLUGIN, "jar", bundle.getSymbolicName() + " does not start: " + reason(e), e);
        }
    }

    /** Stops a bundle; returns when the runs have let go of it, or after a bounded time. */
    void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException e) {
            throw new PolycriticException(
                    ErrorCode.PLUGIN, "name", bundle.getSymbolicName() + " does not stop: " + reason(e), e);
        }
    }

    /** Takes a bundle out of the framework together with its class loader. */
    void unload(Bundle bundle) {
        if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
            return;
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        try {
            bundle.uninstall();
            wiring().refreshBundles(List.of(bundle), event -> refreshed.countDown());
            if (!refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                throw new PolycriticException(
                        ErrorCode.RESOURCE, "name", bundle.getSymbolicName() + " is not let go of by the framework");
            }
        } catch (BundleException e) {
            throw new PolycriticException(
                    ErrorCode.PLUGIN, "name", bundle.getSymbolicName() + " cannot be taken out: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Other bundles that use packages of this one. */
    List<String> dependents(Bundle bundle) {
        return wiring().getDependencyClosure(List.of(bundle)).stream()
                .filter(other -> !other.equals(bundle))
                .map(other -> other.getSymbolicName() + "@" + other.getVersion())
                .sorted()
                .toList();
    }

    /** Whether the distribution has a bundle of this name. */
    boolean ships(String name) {
        return named(name).anyMatch(bundle -> !bundle.getLocation().startsWith(LOCATION));
    }

    /** Whether the distribution has a bundle of this name and version. */
    boolean ships(Described bundle) {
        return named(bundle.name())
                .anyMatch(other -> other.getVersion().equals(bundle.version())
                        && !other.getLocation().startsWith(LOCATION));
    }

    /** The highest version of a bundle that is loaded, whoever it is from; 0.0.0 if none is. */
    Version highest(String name) {
        return named(name)
                .map(Bundle::getVersion)
                .max(Comparator.naturalOrder())
                .orElse(Version.emptyVersion);
    }

    private Stream<Bundle> named(String name) {
        return Stream.of(context.getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName()));
    }

    private FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** The framework says why only when a bundle is started, which cannot succeed here. */
    private static String lacking(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return "it has them only now; try again";
        } catch (BundleException e) {
            return reason(e);
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        Matcher missing = MISSING.matcher(message);
        List<String> needs = new ArrayList<>();
        while (missing.find()) {
            needs.add(missing.group(1) + " " + missing.group(2).strip());
        }
        // The deepest requirement is named last; those above it fail because of it.
        return needs.isEmpty() ? message.strip().lines().findFirst().orElse("") : needs.get(needs.size() - 1);
    }
}
