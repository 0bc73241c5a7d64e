package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.catalog.Plugin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets go of parts whose plugin leaves, keeps their state, and makes them again when the plugin is back. */
final class Parking {
    private final Parts parts;
    private final Map<String, Problem> failures = new HashMap<>();

    Parking(Parts parts) {
        this.parts = parts;
    }

    /** Closes all parts of a plugin and keeps their state. */
    void park(Plugin plugin) {
        for (Occupant occupant : parts.all()) {
            if (occupant.plugin() == plugin && !occupant.isParked()) {
                occupant.park(false);
            }
        }
    }

    /** Closes the part of a slot that has failed. */
    void fail(String path, Problem problem) {
        parts.get(path).park(true);
        failures.put(path, problem);
    }

    /** Forgets why a slot's part had failed, for it has another one now. */
    void filled(String path) {
        failures.remove(path);
    }

    /** Makes the parts again that were parked for a plugin of the same id and version. */
    void unpark(Plugin plugin) {
        for (Occupant occupant : List.copyOf(parts.all())) {
            Plugin left = occupant.plugin();
            boolean same = left.kind() == plugin.kind() && left.pin().equals(plugin.pin());
            if (occupant.isParked() && !occupant.hasFailed() && same) {
                parts.put(parts.again(occupant, plugin, occupant.config()));
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
                .filter(occupant -> isMissed(occupant) && !occupant.hasFailed())
                .map(occupant -> occupant.path() + " needs " + occupant.plugin().pin() + " of the bundle "
                        + occupant.plugin().bundle())
                .toList();
        if (!missing.isEmpty()) {
            return new Problem(
                    ErrorCode.PLUGIN.name(),
                    "",
                    "waiting for plugins: " + String.join(", ", missing) + "; start the bundle again, or stop the run");
        }
        String failed = parts.all().stream()
                .filter(this::isMissed)
                .map(Occupant::path)
                .findFirst()
                .orElse("");
        Problem cause = failures.get(failed);
        return new Problem(
                ErrorCode.PLUGIN.name(),
                failed,
                "waiting for another part in " + failed + ", because " + (cause == null ? "it failed" : cause.message())
                        + "; swap it, or stop the run");
    }

    private boolean isMissed(Occupant occupant) {
        return occupant.isParked() && occupant.kind() != Kind.EVALUATOR;
    }
}
