package io.polycritic.bench;

import io.polycritic.api.control.BenchPlugins;
import io.polycritic.api.control.BundleState;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** Installs, updates and removes a bundle while a run uses it, and counts what is left of it. */
final class PluginCycles {
    private static final int PARTS = 10;

    /** So many cycles at the least until nothing is loaded for the first time any more. */
    private static final int FEWEST_EARLY = 10;

    private static final String RUN = "bench-plugins";
    private static final String SLOT = "critics.distance";
    private static final String FIRST = "1.0.0";
    private static final String SECOND = "2.0.0";
    private static final String BUILT_IN = "example-baseline";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = 200_000;
    private static final int MOST_LOOKS = 20;
    private static final long LOOK_MILLIS = 250;

    private final RunControl runs;
    private final PluginControl plugins;
    private final BundleContext context;
    private final byte[] first;
    private final byte[] second;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    private int swaps;

    PluginCycles(RunControl runs, PluginControl plugins, BundleContext context) {
        this.runs = runs;
        this.plugins = plugins;
        this.context = context;
        this.first = GuestJar.of(context.getBundle(), FIRST);
        this.second = GuestJar.of(context.getBundle(), SECOND);
    }

    /** A run for each tenth: what it keeps of its own history is let go of with it. */
    BenchPlugins measure(int cycles, IntConsumer progress) throws InterruptedException {
        if (cycles < PARTS) {
            throw failed("USER", "cycles", "found " + cycles + ", allowed is a whole number of at least " + PARTS);
        }
        long begin = System.nanoTime();
        Residue start = Residue.now();
        Residue early = null;
        Residue end = null;
        for (int part = 0; part < PARTS; part++) {
            int from = cycles * part / PARTS;
            int to = cycles * (part + 1) / PARTS;
            runs.start(new RunRequest(Spec.of("plugins", Map.of()), RUN, 1L, Long.MAX_VALUE, true));
            for (int cycle = from; cycle < to; cycle++) {
                cycle();
                progress.accept(cycle + 1);
            }
            runs.stop(RUN);
            // Each time: tables of weak references let go of what one collection has cleared only afterwards.
            end = Residue.now();
            early = early == null && to >= FEWEST_EARLY ? end : early;
        }
        int collected = collected();
        return new BenchPlugins(
                cycles,
                (System.nanoTime() - begin) / 1e9,
                start.metaspace(),
                early.metaspace(),
                end.metaspace(),
                start.classes(),
                early.classes(),
                end.classes(),
                start.threads(),
                early.threads(),
                end.threads(),
                start.heap(),
                early.heap(),
                end.heap(),
                swaps,
                loaders.size(),
                collected,
                collected == loaders.size() && early.holds(end));
    }

    /**
     * The first version is tried on a copy of the run, made from the snapshot before. Later in the cycle a copy would
     * pass through versions that are gone, and load them again.
     */
    private void cycle() throws InterruptedException {
        runs.snapshot(RUN);
        plugins.install(new ByteArrayInputStream(first));
        remember(FIRST);
        swap(GuestJar.PLUGIN + "@" + FIRST, true);
        plugins.update(new ByteArrayInputStream(second));
        remember(SECOND);
        swap(GuestJar.PLUGIN + "@" + SECOND, false);
        until("the first version retires", () -> !isLoaded(FIRST));
        swap(BUILT_IN, false);
        plugins.remove(GuestJar.NAME, SECOND, false);
        if (isLoaded(SECOND)) {
            throw failed("INTERNAL", GuestJar.NAME, "is loaded although it was removed");
        }
    }

    /** A compiler that is at work holds the classes that it compiles for a while; a leak holds them for ever. */
    private int collected() throws InterruptedException {
        int collected = gone();
        for (int i = 0; i < MOST_LOOKS && collected < loaders.size(); i++) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            System.gc();
            collected = gone();
        }
        return collected;
    }

    private int gone() {
        return (int) loaders.stream().filter(loader -> loader.refersTo(null)).count();
    }

    private void remember(String version) {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().equals(GuestJar.NAME)
                    && bundle.getVersion().toString().equals(version)) {
                loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
                return;
            }
        }
        throw failed("INTERNAL", GuestJar.NAME, "is not loaded although it was installed");
    }

    private boolean isLoaded(String version) {
        return plugins.bundles().stream()
                .anyMatch(bundle -> bundle.name().equals(GuestJar.NAME)
                        && bundle.version().equals(version)
                        && bundle.state() != BundleState.KEPT);
    }

    /** Swaps the critic and waits until an update has been made with it. */
    private void swap(String plugin, boolean trial) throws InterruptedException {
        Ticket ticket = runs.swap(RUN, new SwapRequest(SLOT, plugin, Map.of(), "warm", null, null, null, 0L, trial));
        if (ticket.state() != TicketState.COMMITTED) {
            throw failed("INTERNAL", SLOT, "the swap to " + plugin + " is " + ticket.state() + ": " + ticket.problem());
        }
        swaps++;
        until("an update with " + plugin, () -> runs.run(RUN).updates() > ticket.update());
    }

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw failed("INTERNAL", "", "not within a minute: " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static ProblemException failed(String code, String path, String message) {
        return new ProblemException(new Problem(code, path, message));
    }
}
