package io.polycritic.engine;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Plugin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The parts of a run, or of a frozen copy of it, by slot path. The map is replaced as a whole, at safe points only, so
 * that other threads see a complete one at any time.
 */
final class Parts {
    private final String run;
    private final long seed;
    private final Services services;
    private final FrozenRuns frozen;
    private final Function<String, Metrics> metrics;
    private volatile Map<String, Occupant> occupants = Map.of();
    private volatile List<Occupant> order = List.of();
    private volatile EnvironmentSpec environment;
    private volatile String called = "";

    Parts(String run, long seed, Services services, FrozenRuns frozen, Function<String, Metrics> metrics) {
        this.run = run;
        this.seed = seed;
        this.services = services;
        this.frozen = frozen;
        this.metrics = metrics;
    }

    String run() {
        return run;
    }

    long seed() {
        return seed;
    }

    Services services() {
        return services;
    }

    FrozenRuns frozen() {
        return frozen;
    }

    Metrics metrics(String path) {
        return metrics.apply(path);
    }

    EnvironmentSpec environment() {
        if (environment == null) {
            throw new IllegalStateException("the environment is described by its own part, which is not made yet");
        }
        return environment;
    }

    /** Makes a part for a slot without putting it there. */
    Occupant make(Seat seat) {
        Occupant occupant = new Occupant(seat);
        String path = seat.path();
        try {
            Part part = seat.plugin().create(seat.config(), new SlotContext(this, occupant));
            occupant.seat(part);
            return occupant;
        } catch (InvalidConfigException e) {
            throw new PolycriticException(e.code(), path + ".config." + e.path(), tail(e), e);
        } catch (PolycriticException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            occupant.close();
            throw new PolycriticException(
                    ErrorCode.PLUGIN, path, seat.plugin().pin() + " could not make a part: " + describe(e), e);
        }
    }

    /** Makes a part again, with the whole state of its former self. */
    Occupant again(Occupant former, Plugin plugin, Map<String, Object> config) {
        Occupant made = make(former.seat().again(plugin, config, former.weight()));
        try {
            made.resume(former, seed);
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** Puts an occupant in its slot; a new slot comes last. Returns the one that was there, or null. */
    Occupant put(Occupant occupant) {
        occupant.standing(Occupant.Standing.SEATED);
        Map<String, Occupant> changed = new LinkedHashMap<>(occupants);
        Occupant old = changed.put(occupant.path(), occupant);
        replace(changed);
        if (occupant.path().equals(Kind.ENVIRONMENT.single()) && occupant.own() instanceof Environment filled) {
            environment = filled.spec();
        }
        return old;
    }

    /** Empties a slot and removes it. Returns the one that was there, or null. */
    Occupant remove(String path) {
        Map<String, Occupant> changed = new LinkedHashMap<>(occupants);
        Occupant old = changed.remove(path);
        replace(changed);
        return old;
    }

    /**
     * The order of calls is settled here, once for each change, rather than in every update. Where there is none, the
     * occupants are known nevertheless, so that they can be closed.
     */
    private void replace(Map<String, Occupant> changed) {
        occupants = Collections.unmodifiableMap(changed);
        order = Wires.order(changed.values());
    }

    Occupant get(String path) {
        return occupants.get(path);
    }

    Collection<Occupant> all() {
        return occupants.values();
    }

    /** Whether there is a part of a plugin. */
    boolean uses(Plugin plugin) {
        return occupants.values().stream().anyMatch(occupant -> occupant.uses(plugin));
    }

    /** All occupants in the order in which they are called. */
    List<Occupant> inOrder() {
        return order;
    }

    /** The occupants of a kind in the order in which they are called. */
    List<Occupant> ordered(Kind kind) {
        List<Occupant> found = new ArrayList<>();
        for (Occupant occupant : order) {
            if (occupant.kind() == kind && occupant.part() != null) {
                found.add(occupant);
            }
        }
        return found;
    }

    /** The occupant that a caller asks for; remembered, for the attribution of faults. */
    Occupant call(String path) {
        Occupant occupant = occupants.get(path);
        if (occupant == null || occupant.part() == null) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT, path, "the run has no part in this slot; its slots are " + occupants.keySet());
        }
        called = path;
        return occupant;
    }

    /** The slot that was called last. */
    String called() {
        return called;
    }

    void close() {
        occupants.values().forEach(Occupant::close);
    }

    static String describe(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String tail(InvalidConfigException e) {
        return e.path().isEmpty()
                ? e.getMessage()
                : e.getMessage().substring(e.path().length() + 2);
    }
}
