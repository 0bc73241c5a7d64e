package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BundleState;
import io.polycritic.api.control.InstalledBundle;
import java.util.List;
import java.util.stream.Collectors;

/** Installed bundles as text. */
final class BundleText {
    private BundleText() {}

    /** What follows the list of plugins; nothing if no bundle is installed. */
    static String of(List<InstalledBundle> bundles) {
        if (bundles.isEmpty()) {
            return "";
        }
        Table table = new Table("BUNDLE", "VERSION", "STATE", "PLUGINS", "USED BY");
        Table upgrades = new Table("RUN", "SLOT", "FROM", "UPGRADE TO");
        boolean any = false;
        for (InstalledBundle bundle : bundles) {
            String state = bundle.problem().isEmpty()
                    ? bundle.state().toString()
                    : bundle.state() + " (" + bundle.problem() + ")";
            table.row(bundle.name(), bundle.version(), state, plugins(bundle), users(bundle));
            for (InstalledBundle.Upgrade upgrade : bundle.upgrades()) {
                upgrades.row(upgrade.run(), upgrade.slot(), upgrade.from(), upgrade.to());
                any = true;
            }
        }
        String gap = System.lineSeparator().repeat(2);
        return gap + table + (any ? gap + upgrades : "");
    }

    private static String plugins(InstalledBundle bundle) {
        return bundle.plugins().stream()
                .map(plugin -> plugin.kind() + " " + plugin.id())
                .collect(Collectors.joining(", "));
    }

    private static String users(InstalledBundle bundle) {
        if (bundle.state() == BundleState.KEPT) {
            return "was used by " + String.join(", ", bundle.runs());
        }
        return slots(bundle);
    }

    private static String slots(InstalledBundle bundle) {
        return bundle.uses().stream()
                .map(use -> use.slot() + " of " + use.run())
                .collect(Collectors.joining(", "));
    }

    /** What became of a bundle, on one line. */
    static String line(InstalledBundle bundle) {
        String head = bundle.name() + "@" + bundle.version() + " is " + bundle.state();
        return switch (bundle.state()) {
            case ACTIVE, RETIRED -> head + ": " + plugins(bundle);
            case KEPT ->
                head + " for runs that were made with it: " + String.join(", ", bundle.runs())
                        + "; 'plugin remove --force' deletes it";
            case BROKEN -> head + ": " + bundle.problem();
            case REMOVED -> bundle.uses().isEmpty() ? head : head + "; these wait for it: " + slots(bundle);
        };
    }
}
