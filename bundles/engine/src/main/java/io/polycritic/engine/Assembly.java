package io.polycritic.engine;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.RandomStream;
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
                    new SlotSpec(plugin.pin(), complete(path, plugin, slot.config()), slot.weight(), slot.every()));
        });
        return spec.with(resolved);
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
                parts.put(parts.make(slot.getKey(), plugin, wanted.config(), 0, wanted.weight(), wanted.every()));
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
                Plugin plugin = parts.services()
                        .catalog()
                        .resolve(Kind.ofPath(saved.path()), saved.plugin(), saved.path() + ".plugin");
                Map<String, Object> config = complete(saved.path(), plugin, saved.config());
                parts.put(parts.make(saved.path(), plugin, config, saved.generation(), saved.weight(), saved.every()));
            }
            Wires.check(parts.all(), parts.services().catalog().plugins());
            for (Occupant occupant : parts.all()) {
                occupant.part().load(snapshot.states().get(occupant.path()).reader());
            }
            restoreStreams(parts, snapshot.streams());
        } catch (RuntimeException e) {
            parts.close();
            throw e instanceof PolycriticException
                    ? e
                    : new PolycriticException(
                            ErrorCode.PLUGIN, "", "a part could not load its state: " + Parts.describe(e), e);
        }
    }

    private static void restoreStreams(Parts parts, Map<String, long[]> streams) {
        streams.forEach((name, words) -> {
            int slash = name.indexOf('/');
            Occupant occupant = parts.get(name.substring(0, slash));
            RandomStream stream = occupant.streams()
                    .computeIfAbsent(name.substring(slash + 1), key -> SlotContext.stream(parts.seed(), occupant, key));
            stream.restore(words);
        });
    }
}
