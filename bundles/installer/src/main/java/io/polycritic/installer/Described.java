package io.polycritic.installer;

import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.plugin.Kind;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.Version;

/**
 * A plugin bundle as its jar describes it.
 *
 * @param name its symbolic name
 * @param version its version
 * @param sha256 SHA-256 of the jar, hexadecimal
 * @param bytes how large the jar is
 * @param plugins what it offers, at least one
 */
record Described(String name, Version version, String sha256, long bytes, List<Offer> plugins) {
    /** A plugin that the bundle offers. */
    record Offer(Kind kind, String id) {}

    /** Name and version, as messages have them. */
    String pin() {
        return name + "@" + version;
    }

    /** The name of the file in which it is kept. */
    Path file() {
        return Path.of(name + "-" + version + ".jar");
    }

    boolean offers(Kind kind, String id) {
        return plugins.contains(new Offer(kind, id));
    }

    List<InstalledBundle.Plugin> view() {
        return plugins.stream()
                .map(offer -> new InstalledBundle.Plugin(offer.kind().text(), offer.id()))
                .toList();
    }
}
