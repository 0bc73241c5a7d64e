package io.polycritic.installer;

import io.polycritic.api.control.BundleState;
import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.control.RunView;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Names;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/**
 * The bundles of a data folder, loaded and kept. One change at a time; looking never waits for a change, which may wait
 * for runs.
 */
final class Holdings {
    private static final System.Logger LOG = System.getLogger(Holdings.class.getName());

    private static final long LOOK_NANOS = 20_000_000;

    /** How long things are waited for. */
    record Times(Duration stay, Duration patience) {}

    private final Shelf shelf;
    private final Host host;
    private final Uses uses;
    private final Catalog catalog;
    private final Times times;
    private final Map<String, Holding> all = new ConcurrentHashMap<>();

    /**
     * Makes them; none is loaded yet.
     *
     * @param times how long a bundle stays that was loaded for runs that may be on their way, and how long a removal
     *     waits for parts that fill no slot
     */
    Holdings(Shelf shelf, Host host, Uses uses, Catalog catalog, Times times) {
        this.shelf = shelf;
        this.host = host;
        this.uses = uses;
        this.catalog = catalog;
        this.times = times;
    }

    Shelf shelf() {
        return shelf;
    }

    Host host() {
        return host;
    }

    Uses uses() {
        return uses;
    }

    /** Loads all jars that are loaded at each start; one that fails is broken and holds nobody up. */
    synchronized void loadAll() {
        for (Path jar : shelf.loaded()) {
            Described described = describe(jar);
            if (described != null) {
                put(atStart(described, jar));
            }
        }
        for (Path jar : shelf.kept()) {
            Described described = describe(jar);
            if (described != null && !all.containsKey(described.pin())) {
                if (uses.madeWith(described).isEmpty()) {
                    shelf.forget(described);
                } else {
                    put(Holding.kept(described));
                }
            }
        }
    }

    private static Described describe(Path jar) {
        try {
            return Inspection.of(jar);
        } catch (PolycriticException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} is left out: {1}", jar, e.getMessage());
            return null;
        }
    }

    private Holding atStart(Described described, Path jar) {
        try {
            return new Holding(described, started(described, jar), false, System.nanoTime() + times.stay.toNanos(), "");
        } catch (PolycriticException e) {
            LOG.log(System.Logger.Level.WARNING, "bundle {0} does not work: {1}", described.pin(), e.getMessage());
            return Holding.broken(described, e.getMessage());
        }
    }

    /** Loads and starts a jar; where that fails nothing is left of it in the framework. */
    private Bundle started(Described described, Path jar) {
        Bundle bundle = host.load(described, jar);
        try {
            host.start(bundle);
            return bundle;
        } catch (RuntimeException e) {
            host.unload(bundle);
            throw e;
        }
    }

    Holding get(String pin) {
        return all.get(pin);
    }

    /** Enters a bundle in the state in which it is now. */
    Holding put(Holding holding) {
        all.put(holding.described().pin(), holding);
        return holding;
    }

    /** Whether there is a bundle of this name in any version and state. */
    boolean has(String name) {
        return versions(name).findAny().isPresent();
    }

    private Stream<Holding> versions(String name) {
        return all.values().stream()
                .filter(holding -> holding.described().name().equals(name));
    }

    /** Loads the kept bundle that has a plugin, if there is one. */
    synchronized void recall(Kind kind, String id, Version version) {
        for (Holding holding : List.copyOf(all.values())) {
            Described described = holding.described();
            if (holding.isKept() && described.version().equals(version) && described.offers(kind, id)) {
                try {
                    Bundle bundle = started(described, shelf.kept(described));
                    put(new Holding(described, bundle, true, System.nanoTime() + times.stay.toNanos(), ""));
                    LOG.log(System.Logger.Level.INFO, "bundle {0} is loaded again for a run", described.pin());
                } catch (PolycriticException e) {
                    LOG.log(System.Logger.Level.WARNING, "bundle {0}: {1}", described.pin(), e.getMessage());
                }
            }
        }
    }

    /** Takes out all retired bundles of which no live run has a part. */
    synchronized void sweep() {
        for (Holding holding : List.copyOf(all.values())) {
            boolean may = holding.isLoaded() && isRetired(holding) && System.nanoTime() - holding.stays() >= 0;
            if (may
                    && uses.of(holding.described()).isEmpty()
                    && !isUsedBeside(holding.described())
                    && host.dependents(holding.loaded()).isEmpty()) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "bundle {0} is retired",
                        holding.described().pin());
                unload(holding, false);
                shelve(holding, false);
            }
        }
    }

    /**
     * Whether there are parts that fill no slot: newcomers, frozen copies that are evaluated, runs that are replayed.
     */
    private boolean isUsedBeside(Described described) {
        return catalog.plugins().stream()
                .anyMatch(plugin -> plugin.bundle().equals(described.name())
                        && plugin.version().equals(described.version())
                        && catalog.isUsed(plugin));
    }

    /** Evaluations end soon; others may take long. */
    private boolean staysUsedBeside(Described described) {
        long end = System.nanoTime() + times.patience.toNanos();
        while (isUsedBeside(described)) {
            if (System.nanoTime() - end > 0) {
                return true;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return false;
    }

    private boolean isRetired(Holding holding) {
        Described described = holding.described();
        return holding.recalled() || host.highest(described.name()).compareTo(described.version()) > 0;
    }

    synchronized InstalledBundle remove(String name, String version, boolean force) {
        Holding holding = find(name, version);
        Described described = holding.described();
        InstalledBundle last = view(holding);
        if (!force && !last.uses().isEmpty()) {
            throw inUse(described, last.uses());
        }
        if (!force && staysUsedBeside(described)) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    "name",
                    described.pin()
                            + " is in use: a newcomer that shares a slot, a run that is replayed or an evaluation"
                            + " has parts of it; try again when that has ended");
        }
        if (!force && !last.runs().isEmpty()) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    "name",
                    described.pin() + " is kept for runs that were made with it: " + last.runs()
                            + "; force it if they shall never be continued or replayed");
        }
        if (holding.isLoaded()) {
            List<String> dependents = host.dependents(holding.loaded());
            if (!dependents.isEmpty()) {
                throw new PolycriticException(
                        ErrorCode.CONFLICT,
                        "name",
                        described.pin() + " is needed by " + dependents + "; remove them first");
            }
            unload(holding, force);
        }
        return shelve(holding, force).map(this::view).orElseGet(() -> Installer.removed(last));
    }

    private static PolycriticException inUse(Described described, List<InstalledBundle.Use> uses) {
        List<String> slots =
                uses.stream().map(use -> use.slot() + " of " + use.run()).toList();
        return new PolycriticException(
                ErrorCode.CONFLICT,
                "name",
                described.pin() + " is in use: " + slots
                        + "; swap these slots or stop the runs first, or force it: then they wait until it is back");
    }

    /** Stops and unloads a bundle; unless forced, a run that took it at the last moment keeps it. */
    private void unload(Holding holding, boolean force) {
        host.stop(holding.loaded());
        List<InstalledBundle.Use> taken = force ? List.of() : uses.of(holding.described());
        if (!taken.isEmpty()) {
            host.start(holding.loaded());
            throw inUse(holding.described(), taken);
        }
        host.unload(holding.loaded());
    }

    /** What becomes of the jar of a bundle that is not loaded any more: kept for runs that need it, or deleted. */
    private Optional<Holding> shelve(Holding holding, boolean force) {
        Described described = holding.described();
        if (force || uses.madeWith(described).isEmpty()) {
            shelf.withdraw(described);
            shelf.forget(described);
            all.remove(described.pin());
            return Optional.empty();
        }
        shelf.keep(described);
        return Optional.of(put(Holding.kept(described)));
    }

    private Holding find(String name, String version) {
        List<Holding> found = versions(name)
                .filter(holding -> version == null
                        || holding.described().version().toString().equals(version))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        List<String> versions = versions(name)
                .map(holding -> holding.described().version())
                .sorted()
                .map(Version::toString)
                .toList();
        if (!found.isEmpty()) {
            throw new PolycriticException(
                    ErrorCode.USER, "version", "is missing; of " + name + " there are " + versions);
        }
        if (!versions.isEmpty()) {
            throw new PolycriticException(
                    ErrorCode.NOT_FOUND, "version", "found '" + version + "'; of " + name + " there are " + versions);
        }
        throw unknown(name);
    }

    private PolycriticException unknown(String name) {
        if (host.ships(name)) {
            return new PolycriticException(
                    ErrorCode.CONFLICT, "name", "'" + name + "' is a part of the distribution, which stays as it is");
        }
        TreeSet<String> names = new TreeSet<>();
        all.values().forEach(holding -> names.add(holding.described().name()));
        String nearest = Names.nearest(name, names);
        return new PolycriticException(
                ErrorCode.NOT_FOUND,
                "name",
                "there is no bundle '" + name + "';"
                        + (nearest.isEmpty() ? "" : " did you mean '" + nearest + "'?")
                        + (names.isEmpty() ? " none are installed" : " installed are " + names));
    }

    List<InstalledBundle> views() {
        List<RunView> live = uses.live();
        return all.values().stream()
                .sorted(Comparator.comparing(
                                (Holding holding) -> holding.described().name())
                        .thenComparing(holding -> holding.described().version(), Comparator.reverseOrder()))
                .map(holding -> view(holding, live))
                .toList();
    }

    InstalledBundle view(Holding holding) {
        return view(holding, uses.live());
    }

    private InstalledBundle view(Holding holding, List<RunView> live) {
        Described described = holding.described();
        return new InstalledBundle(
                described.name(),
                described.version().toString(),
                state(holding),
                described.sha256(),
                described.bytes(),
                described.view(),
                Uses.of(described, live),
                holding.isKept() ? uses.madeWith(described) : List.of(),
                Uses.upgrades(described, live),
                holding.problem());
    }

    private BundleState state(Holding holding) {
        if (!holding.isLoaded()) {
            return holding.isKept() ? BundleState.KEPT : BundleState.BROKEN;
        }
        return isRetired(holding) ? BundleState.RETIRED : BundleState.ACTIVE;
    }
}
