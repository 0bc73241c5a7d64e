package io.polycritic.engine;

import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.State;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.catalog.Plugin;
import java.util.Map;
import java.util.TreeMap;

/**
 * What fills a slot: a part, the plugin and configuration that it was made with, and its random streams. A part whose
 * plugin has left is parked: closed, its state kept.
 */
final class Occupant {
    private static final System.Logger LOG = System.getLogger(Occupant.class.getName());

    private final String path;
    private final Kind kind;
    private final Plugin plugin;
    private final Map<String, Object> config;
    private final int generation;
    private final int every;
    private final Map<String, RandomStream> streams = new TreeMap<>();
    private final Map<String, Replica> replicas = new TreeMap<>();
    private volatile double weight;
    private Part part;
    private Wiring wiring = Wiring.NONE;
    private State parked;

    Occupant(String path, Plugin plugin, Map<String, Object> config, int generation, double weight, int every) {
        this.path = path;
        this.kind = Kind.ofPath(path);
        this.plugin = plugin;
        this.config = config;
        this.generation = generation;
        this.weight = weight;
        this.every = every;
    }

    String path() {
        return path;
    }

    Kind kind() {
        return kind;
    }

    Plugin plugin() {
        return plugin;
    }

    Map<String, Object> config() {
        return config;
    }

    int generation() {
        return generation;
    }

    int every() {
        return every;
    }

    double weight() {
        return weight;
    }

    void weight(double value) {
        weight = value;
    }

    Map<String, RandomStream> streams() {
        return streams;
    }

    Part part() {
        return part;
    }

    Wiring wiring() {
        return wiring;
    }

    void seat(Part made) {
        part = made;
        wiring = made.wiring();
    }

    boolean isParked() {
        return parked != null;
    }

    /** Closes the part and keeps its state. */
    void park() {
        parked = State.of(part);
        close();
    }

    /** A frozen copy of another run, which lives as long as the part. */
    Subject frozen(String run, Parts parts) {
        return replicas.computeIfAbsent(
                        run, id -> Replica.of(parts.frozen().snapshot(id), parts.services(), parts.frozen()))
                .subject(path);
    }

    /** The state of the part, or the one that was kept when it was parked. */
    State state() {
        return parked != null ? parked : State.of(part);
    }

    /** Closes the part. One that fails to close is a fault of its plugin, never a reason to hold up the run. */
    void close() {
        if (part != null) {
            try {
                part.close();
            } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.WARNING, path + ": a part of " + plugin.pin() + " failed to close", e);
            }
            part = null;
        }
        replicas.values().forEach(Replica::close);
        replicas.clear();
    }
}
