package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.catalog.Plugin;
import java.util.List;

/** Lets go of parts whose plugin leaves, keeps their state, and makes them again when the plugin is back. */
final class Parking {
    private final Parts parts;

    Parking(Parts parts) {
        this.parts = parts;
    }

    /** Closes all parts of a plugin and keeps their state. */
    void park(Plugin plugin) {
        for (Occupant occupant : parts.all()) {
            if (occupant.plugin() == plugin && !occupant.isParked()) {
                occupant.park();
            }
        }
    }

    /** Makes the parts again that were parked for a plugin of the same id and version. */
    void unpark(Plugin plugin) {
        for (Occupant occupant : List.copyOf(parts.all())) {
            Plugin left = occupant.plugin();
            boolean same = left.kind() == plugin.kind() && left.pin().equals(plugin.pin());
            if (occupant.isParked() && same) {
                Occupant back = parts.make(
                        occupant.path(),
                        plugin,
                        occupant.config(),
                        occupant.generation(),
                        occupant.weight(),
                        occupant.every());
                back.part().load(occupant.state().reader());
                occupant.streams().forEach((name, stream) -> back.streams()
                        .computeIfAbsent(name, key -> SlotContext.stream(parts.seed(), back, key))
                        .restore(stream.state()));
                parts.put(back);
            }
        }
    }

    /** Whether a part is missing that the run cannot do without; it can without evaluators. */
    boolean isWaiting() {
        List<Occupant> all = parts.inOrder();
        for (int i = 0; i < all.size(); i++) {
            if (isMissed(all.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** What is missing. */
    Problem problem() {
        List<String> missing = parts.all().stream()
                .filter(this::isMissed)
                .map(occupant -> occupant.path() + " needs " + occupant.plugin().pin() + " of the bundle "
                        + occupant.plugin().bundle())
                .toList();
        return new Problem(
                ErrorCode.PLUGIN.name(),
                "",
                "waiting for plugins: " + String.join(", ", missing) + "; start the bundle again, or stop the run");
    }

    private boolean isMissed(Occupant occupant) {
        return occupant.isParked() && occupant.kind() != Kind.EVALUATOR;
    }
}
