package io.polycritic.installer;

import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotView;
import io.polycritic.store.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which runs need which bundle: the slots of live runs, and what runs were made with. */
final class Uses {
    private static final Set<RunState> LIVE =
            EnumSet.of(RunState.RUNNING, RunState.PAUSED, RunState.WAITING_FOR_PLUGIN);

    private static final int MAX_HEADER = 1 << 20;

    private final RunControl runs;
    private final Path data;

    Uses(RunControl runs, Path data) {
        this.runs = runs;
        this.data = data;
    }

    /** The live runs with their slots. */
    List<RunView> live() {
        return runs.runs().stream()
                .filter(run -> LIVE.contains(run.state()))
                .map(run -> runs.run(run.run()))
                .toList();
    }

    /** The slots of live runs that have parts of a bundle. */
    List<InstalledBundle.Use> of(Described bundle) {
        return of(bundle, live());
    }

    static List<InstalledBundle.Use> of(Described bundle, List<RunView> live) {
        List<InstalledBundle.Use> uses = new ArrayList<>();
        for (RunView run : live) {
            for (SlotView slot : run.slots()) {
                if (slot.bundle().equals(bundle.name())
                        && slot.version().equals(bundle.version().toString())) {
                    uses.add(new InstalledBundle.Use(run.run(), slot.path()));
                }
            }
        }
        return uses;
    }

    /** The slots of live runs whose plugin a bundle has in the higher version that these runs offer. */
    static List<InstalledBundle.Upgrade> upgrades(Described bundle, List<RunView> live) {
        List<InstalledBundle.Upgrade> upgrades = new ArrayList<>();
        for (RunView run : live) {
            for (SlotView slot : run.slots()) {
                if (slot.bundle().equals(bundle.name())
                        && slot.upgrade().equals(slot.plugin() + "@" + bundle.version())) {
                    upgrades.add(new InstalledBundle.Upgrade(
                            run.run(), slot.path(), slot.plugin() + "@" + slot.version(), slot.upgrade()));
                }
            }
        }
        return upgrades;
    }

    /**
     * The runs that cannot be made again without a bundle: a run is a function of spec, seed and journal, and of the
     * snapshots of others that it acts through, and one of them names a plugin of the bundle in its version.
     */
    List<String> madeWith(Described bundle) {
        List<String> pins = bundle.plugins().stream()
                .map(offer -> '"' + offer.id() + "@" + bundle.version() + '"')
                .toList();
        return RunFolder.all(data).stream()
                .filter(folder -> names(folder.path().resolve("spec.json"), pins)
                        || names(folder.journal(), pins)
                        || actsThrough(folder.path().resolve("frozen"), pins))
                .map(RunFolder::run)
                .toList();
    }

    private static boolean names(Path file, List<String> pins) {
        if (!Files.exists(file)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> pins.stream().anyMatch(line::contains));
        } catch (IOException | UncheckedIOException e) {
            // Who cannot tell must not delete.
            return true;
        }
    }

    /** The header of a snapshot names the plugins, as text. */
    private static boolean actsThrough(Path frozen, List<String> pins) {
        if (!Files.isDirectory(frozen)) {
            return false;
        }
        try (Stream<Path> snapshots = Files.list(frozen)) {
            for (Path snapshot : snapshots.toList()) {
                try (InputStream in = Files.newInputStream(snapshot)) {
                    String header = new String(in.readNBytes(MAX_HEADER), StandardCharsets.ISO_8859_1);
                    if (pins.stream().anyMatch(header::contains)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
