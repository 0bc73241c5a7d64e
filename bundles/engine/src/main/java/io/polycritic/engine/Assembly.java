package io.polycritic.engine;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.Plugin;
import io.polycritic.engine.RunSpec.SlotSpec;
import io.polycritic.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the parts of a run, from a spec or from a snapshot. */
final class Assembly {
    private Assembly() {}

    /** The spec with every plugin pinned to its version and every setting given. */
    static RunSpec resolve(RunSpec spec, Catalog catalog) {
        Map<String, SlotSpec> resolved = new LinkedHashMap<>();
        spec.slots().forEach((path, slot) -> {
            Plugin plugin = catalog.resolve(Kind.ofPath(path), slot.plugin(), path + ".plugin");
            resolved.put(
                    path,
                    new SlotSpec(plugin.pin(), complete(path, plugin, slot.config()), slot.weight(), slot.rules()));
        });
        return spec.with(resolved, AutomationCheck.resolve(spec.automation(), catalog));
    }

    /** The configuration with all defaults; errors have the slot's path. */
    static Map<String, Object> complete(String path, Plugin plugin, Map<String, Object> config) {
        try {
            return plugin.complete(config == null ? Map.of() : config);
        } catch (InvalidConfigException e) {
            throw new PolycriticException(
                    e.code(),
                    path + ".config." + e.path(),
                    e.getMessage().substring(e.path().length() + 2),
                    e);
        }
    }

    /** Makes and checks all parts of a resolved spec. On an error nothing is left open. */
    static void fill(Parts parts, RunSpec spec) {
        try {
            for (Map.Entry<String, SlotSpec> slot : spec.slots().entrySet()) {
                SlotSpec wanted = slot.getValue();
                Plugin plugin = parts.services()
                        .catalog()
                        .resolve(Kind.ofPath(slot.getKey()), wanted.plugin(), slot.getKey() + ".plugin");
                parts.put(parts.make(new Seat(
                        slot.getKey(), plugin, wanted.config(), Seat.Counts.FIRST, wanted.weight(), wanted.rules())));
            }
            Wires.check(parts.all(), parts.services().catalog().plugins());
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Makes all parts as a snapshot has them and gives them its state. On an error nothing is left open. */
    static void fill(Parts parts, Snapshot snapshot) {
        try {
            for (Snapshot.Occupant saved : snapshot.slots()) {
                parts.put(parts.make(seat(parts, saved)));
            }
            Wires.check(parts.all(), parts.services().catalog().plugins());
            for (Occupant occupant : parts.all()) {
                occupant.own().load(snapshot.states().get(occupant.path()).reader());
                restoreStreams(parts, occupant, occupant.path(), snapshot.streams());
            }
        } catch (RuntimeException e) {
            parts.close();
            throw loading(e);
        }
    }

    private static Seat seat(Parts parts, Snapshot.Occupant saved) {
        Plugin plugin =
                parts.services().catalog().resolve(Kind.ofPath(saved.path()), saved.plugin(), saved.path() + ".plugin");
        return new Seat(
                saved.path(),
                plugin,
                complete(saved.path(), plugin, saved.config()),
                new Seat.Counts(saved.generation(), saved.began(), saved.revision()),
                saved.weight(),
                new Seat.Rules(saved.every(), OnFault.of(saved.onFault())));
    }

    /** Lets newcomers share slots as a snapshot has it. */
    static void share(Parts parts, Snapshot snapshot, Timeline timeline) {
        Swaps swaps = new Swaps(parts);
        try {
            for (Snapshot.Occupant saved : snapshot.slots()) {
                if (saved.sharing() != null) {
                    String path = Handover.next(saved.path());
                    Occupant newcomer = parts.make(seat(parts, saved.sharing().newcomer()));
                    newcomer.own().load(snapshot.states().get(path).reader());
                    restoreStreams(parts, newcomer, path, snapshot.streams());
                    Sharing sharing = new Sharing(
                            saved.sharing().ticket(),
                            timeline.change(saved.sharing().ticket()).how(),
                            saved.sharing().since(),
                            newcomer);
                    sharing.at(snapshot.update());
                    swaps.restore(
                            parts.get(saved.path()),
                            sharing,
                            snapshot.states().get(saved.path() + Snapshot.Sharing.PAIR));
                }
            }
        } catch (RuntimeException e) {
            parts.close();
            throw loading(e);
        }
    }

    private static RuntimeException loading(RuntimeException e) {
        return e instanceof PolycriticException
                ? e
                : new PolycriticException(
                        ErrorCode.PLUGIN, "", "a part could not load its state: " + Parts.describe(e), e);
    }

    private static void restoreStreams(Parts parts, Occupant occupant, String path, Map<String, long[]> streams) {
        streams.forEach((name, words) -> {
            int slash = name.indexOf('/');
            if (name.substring(0, slash).equals(path)) {
                occupant.streams()
                        .computeIfAbsent(
                                name.substring(slash + 1), key -> SlotContext.stream(parts.seed(), occupant, key))
                        .restore(words);
            }
        });
    }
}
