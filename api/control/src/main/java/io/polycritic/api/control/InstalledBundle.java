package io.polycritic.api.control;

import java.util.List;

/**
 * A bundle that people have added.
 *
 * @param name its symbolic name
 * @param version its version
 * @param state its state
 * @param sha256 SHA-256 of its jar, hexadecimal
 * @param bytes how large its jar is
 * @param plugins the plugins that it offers
 * @param uses the slots of live runs that have parts of it
 * @param runs the runs that were made with it, if it is kept for them; else empty
 * @param upgrades the slots of live runs whose plugin it has in a higher version, unless the run refuses upgrades
 * @param problem why it is broken, else empty
 */
public record InstalledBundle(
        String name,
        String version,
        BundleState state,
        String sha256,
        long bytes,
        List<Plugin> plugins,
        List<Use> uses,
        List<String> runs,
        List<Upgrade> upgrades,
        String problem) {
    /**
     * A plugin that a bundle offers.
     *
     * @param kind for example {@code critic}
     * @param id its id
     */
    public record Plugin(String kind, String id) {}

    /**
     * A slot that has a part of a bundle.
     *
     * @param run the run
     * @param slot the slot's path
     */
    public record Use(String run, String slot) {}

    /**
     * A slot whose part could be of a higher version.
     *
     * @param run the run
     * @param slot the slot's path
     * @param from plugin and version now, {@code id@version}
     * @param to plugin and version that could be swapped in
     */
    public record Upgrade(String run, String slot, String from, String to) {}
}
