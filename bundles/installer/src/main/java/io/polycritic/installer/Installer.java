package io.polycritic.installer;

import io.polycritic.api.control.BundleState;
import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.PluginSource;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The face of the data folder's plugin bundles: loads them at start, then does what people ask for. */
@Component(service = PluginControl.class, immediate = true)
public final class Installer implements PluginControl {
    private static final System.Logger LOG = System.getLogger(Installer.class.getName());

    /** The framework property that names the data folder. */
    private static final String DATA = "polycritic.data";

    /** How long a bundle stays that was loaded for runs that may be on their way. */
    private static final Duration STAY = Duration.ofSeconds(60);

    /** How long a removal waits for parts that fill no slot. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Catalog catalog;
    private final Holdings holdings;
    private final PluginSource source;
    private final Retirement retirement;
    private final AutoCloseable events;

    /** Begins; called by Declarative Services. */
    @Activate
    public Installer(BundleContext context, @Reference Catalog catalog, @Reference RunControl runs) {
        this.catalog = catalog;
        Path data = Path.of(Optional.ofNullable(context.getProperty(DATA)).orElse("polycritic-data"));
        this.holdings = new Holdings(
                new Shelf(data), new Host(context), new Uses(runs, data), catalog, new Holdings.Times(STAY, PATIENCE));
        this.retirement = new Retirement(this::sweep);
        this.source = (kind, id, version) -> {
            holdings.recall(kind, id, version);
            sweepLater();
        };
        holdings.loadAll();
        catalog.source(source);
        this.events = runs.subscribe(event -> {
            if (!event.type().equals("metrics")) {
                retirement.soon();
            }
        });
        sweepLater();
    }

    @Deactivate
    void close() {
        catalog.unsource(source);
        retirement.close();
        try {
            events.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "the subscription of events failed to close", e);
        }
    }

    private void sweep() {
        holdings.sweep();
    }

    private void sweepLater() {
        retirement.later(STAY.toNanos());
    }

    @Override
    public List<InstalledBundle> bundles() {
        return guard(holdings::views);
    }

    @Override
    public InstalledBundle install(InputStream jar) {
        return add(jar, false);
    }

    @Override
    public InstalledBundle update(InputStream jar) {
        return add(jar, true);
    }

    private InstalledBundle add(InputStream jar, boolean update) {
        InstalledBundle added = guard(() -> new Arrival(holdings, catalog).take(jar, update));
        LOG.log(System.Logger.Level.INFO, "bundle {0}@{1} is {2}", added.name(), added.version(), added.state());
        retirement.soon();
        return added;
    }

    @Override
    public InstalledBundle remove(String name, String version, boolean force) {
        InstalledBundle removed = guard(() -> holdings.remove(name, version, force));
        LOG.log(System.Logger.Level.INFO, "bundle {0}@{1} is {2}", name, removed.version(), removed.state());
        return removed;
    }

    /** Errors leave as data. */
    private static <T> T guard(Supplier<T> request) {
        try {
            return request.get();
        } catch (PolycriticException e) {
            throw problem(new Problem(e.code().name(), e.path(), tail(e)), e);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a request failed", e);
            throw problem(new Problem(ErrorCode.INTERNAL.name(), "", String.valueOf(e.getMessage())), e);
        }
    }

    /** The message without the path in front of it. */
    private static String tail(PolycriticException e) {
        return e.path().isEmpty()
                ? e.getMessage()
                : e.getMessage().substring(e.path().length() + 2);
    }

    private static ProblemException problem(Problem problem, Throwable cause) {
        ProblemException exception = new ProblemException(problem);
        exception.initCause(cause);
        return exception;
    }

    /** A bundle that is gone, as it was. */
    static InstalledBundle removed(InstalledBundle last) {
        return new InstalledBundle(
                last.name(),
                last.version(),
                BundleState.REMOVED,
                last.sha256(),
                last.bytes(),
                last.plugins(),
                last.uses(),
                List.of(),
                List.of(),
                "");
    }
}
