package io.polycritic.itests;

import io.polycritic.api.control.RunControl;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** The platform as a test inside of the container sees it. */
final class Platform {
    private static final long PATIENCE_SECONDS = 30;

    BundleContext context() {
        return FrameworkUtil.getBundle(Platform.class).getBundleContext();
    }

    Path data() {
        return Path.of(context().getProperty("polycritic.data"));
    }

    RunControl runs() {
        return service(RunControl.class);
    }

    /** Waits for a service; a failure shows what keeps it away. */
    <T> T service(Class<T> type) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context(), type, null);
        tracker.open();
        try {
            T service = tracker.waitForService(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            if (service == null) {
                throw new AssertionError("no " + type.getName() + "\n" + new Missing(context()).tree());
            }
            return service;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            tracker.close();
        }
    }

    /** The bundle of a symbolic name. */
    Bundle bundle(String name) {
        for (Bundle bundle : context().getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("no bundle " + name);
    }
}
