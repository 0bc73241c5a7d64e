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
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What fills a slot: a part, what it was made from, and its random streams. A part whose plugin has left, or that has
 * failed, is parked: closed, its state kept. For some updates a newcomer may share the slot.
 */
final class Occupant {
    private static final System.Logger LOG = System.getLogger(Occupant.class.getName());

    private final Seat seat;
    private final Kind kind;
    private final Map<String, RandomStream> streams = new TreeMap<>();
    private final Map<String, Replica> replicas = new ConcurrentSkipListMap<>();
    private volatile double weight;
    private volatile Standing standing = Standing.PREPARED;
    private Part part;
    private Wiring wiring = Wiring.NONE;
    private Parked parked;
    private volatile Sharing sharing;

    /** How an occupant stands in its run. */
    enum Standing {
        /** It is made, but does nothing yet. */
        PREPARED,
        /** It shares another one's slot. */
        NEWCOMER,
        /** It fills its slot. */
        SEATED
    }

    /** The state of a part that is parked, and whether that is because it failed. */
    private record Parked(State state, boolean failed) {}

    Occupant(Seat seat) {
        this.seat = seat;
        this.kind = seat.kind();
        this.weight = seat.weight();
    }

    Seat seat() {
        return seat;
    }

    String path() {
        return seat.path();
    }

    Kind kind() {
        return kind;
    }

    Plugin plugin() {
        return seat.plugin();
    }

    Map<String, Object> config() {
        return seat.config();
    }

    int generation() {
        return seat.counts().generation();
    }

    int every() {
        return seat.rules().every();
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

    /** The part that works in the slot: while a newcomer shares it, the one that stands for both. */
    Part part() {
        Sharing both = sharing;
        return both == null ? part : both.pair();
    }

    /** The occupant's own part. */
    Part own() {
        return part;
    }

    /** Whether it, the newcomer that shares its slot, or a run that it acts through has parts of a plugin. */
    boolean uses(Plugin plugin) {
        Sharing both = sharing;
        return seat.plugin() == plugin
                || both != null && both.newcomer().uses(plugin)
                || replicas.values().stream().anyMatch(replica -> replica.uses(plugin));
    }

    /** The newcomer that shares the slot, or null. */
    Sharing sharing() {
        return sharing;
    }

    void share(Sharing with) {
        sharing = with;
    }

    /** How it stands in its run. */
    Standing standing() {
        return standing;
    }

    void standing(Standing next) {
        standing = next;
    }

    Wiring wiring() {
        Sharing both = sharing;
        return both == null ? wiring : both.pair().wiring();
    }

    void seat(Part made) {
        part = made;
        wiring = made.wiring();
    }

    boolean isParked() {
        return parked != null;
    }

    /** Whether it is parked because it has failed, so that it needs another part rather than its plugin back. */
    boolean hasFailed() {
        return parked != null && parked.failed;
    }

    /** Closes the part and keeps its state. */
    void park(boolean failed) {
        if (parked == null) {
            parked = new Parked(State.of(part), failed);
            close();
        }
    }

    /** A frozen copy of another run, which lives as long as the part. */
    Subject frozen(String run, Parts parts) {
        return replicas.computeIfAbsent(
                        run, id -> Replica.of(parts.frozen().snapshot(id), parts.services(), parts.frozen()))
                .subject(path());
    }

    /** The state of the part, or the one that was kept when it was parked. */
    State state() {
        return parked != null ? parked.state : State.of(part);
    }

    /** Gives a newly made part the state and the random streams of its former self. */
    void resume(Occupant former, long seed) {
        part.load(former.state().reader());
        former.streams.forEach(
                (name, stream) -> streams.computeIfAbsent(name, key -> SlotContext.stream(seed, this, key))
                        .restore(stream.state()));
    }

    /** Closes the part. One that fails to close is a fault of its plugin, never a reason to hold up the run. */
    void close() {
        if (sharing != null) {
            sharing.close();
            sharing = null;
        }
        if (part != null) {
            close(part);
            part = null;
        }
        replicas.values().forEach(Replica::close);
        replicas.clear();
    }

    /** Closes a part of this slot. */
    void close(Part closed) {
        try {
            closed.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, path() + ": a part of " + plugin().pin() + " failed to close", e);
        }
    }
}
