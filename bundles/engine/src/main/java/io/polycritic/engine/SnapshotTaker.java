package io.polycritic.engine;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.store.Snapshot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies the state of a run's parts at a safe point. */
final class SnapshotTaker {
    private SnapshotTaker() {}

    /** The states of all parts; those of newcomers not among them. */
    static Map<String, State> states(Parts parts) {
        Map<String, State> states = new LinkedHashMap<>();
        for (Occupant occupant : parts.all()) {
            states.put(occupant.path(), occupant.state());
        }
        return states;
    }

    /** The states of newcomers, and of the pairs that they form with their incumbents. */
    static Map<String, State> newcomers(Parts parts) {
        Map<String, State> states = new LinkedHashMap<>();
        for (Occupant occupant : parts.all()) {
            if (occupant.sharing() != null) {
                states.put(
                        Handover.next(occupant.path()),
                        occupant.sharing().newcomer().state());
                states.put(
                        occupant.path() + Snapshot.Sharing.PAIR,
                        State.of(occupant.sharing().pair()));
            }
        }
        return states;
    }

    /** The random streams of all parts, {@code <slot path>/<name>}. */
    static Map<String, long[]> streams(Parts parts) {
        Map<String, long[]> streams = new TreeMap<>();
        for (Occupant occupant : parts.all()) {
            streams(occupant, occupant.path(), streams);
            if (occupant.sharing() != null) {
                streams(occupant.sharing().newcomer(), Handover.next(occupant.path()), streams);
            }
        }
        return streams;
    }

    private static void streams(Occupant occupant, String path, Map<String, long[]> streams) {
        occupant.streams().forEach((name, stream) -> streams.put(path + "/" + name, stream.state()));
    }

    /** What fills each slot. */
    static List<Snapshot.Occupant> slots(Parts parts) {
        return parts.all().stream().map(SnapshotTaker::slot).toList();
    }

    private static Snapshot.Occupant slot(Occupant occupant) {
        Sharing sharing = occupant.sharing();
        Seat seat = occupant.seat();
        return new Snapshot.Occupant(
                seat.path(),
                seat.plugin().pin(),
                seat.config(),
                occupant.weight(),
                seat.counts().generation(),
                seat.counts().began(),
                seat.counts().revision(),
                seat.rules().every(),
                seat.rules().onFault().word(),
                sharing == null
                        ? null
                        : new Snapshot.Sharing(sharing.ticket(), sharing.since(), slot(sharing.newcomer())));
    }

    /**
     * SHA-256 over the parameters of all parts but evaluators, by slot path and name; newcomers may be among them.
     *
     * @throws PolycriticException naming the slot and the parameter if one is not finite
     */
    static String parameterHash(Map<String, State> states) {
        MessageDigest digest = sha256();
        new TreeMap<>(states).forEach((path, state) -> {
            if (path.startsWith(Kind.EVALUATOR.group() + ".")) {
                return;
            }
            for (String name : state.parameters()) {
                float[] values = (float[]) state.values().get(name);
                ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
                for (float value : values) {
                    if (!Float.isFinite(value)) {
                        throw new PolycriticException(
                                ErrorCode.PLUGIN,
                                path,
                                "its parameter '" + name + "' is " + value + ", not a finite number");
                    }
                    bytes.putFloat(value);
                }
                digest.update((path + "/" + name).getBytes(StandardCharsets.UTF_8));
                digest.update(bytes.array());
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
