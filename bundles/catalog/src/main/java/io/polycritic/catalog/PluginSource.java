package io.polycritic.catalog;

import io.polycritic.api.plugin.Kind;
import org.osgi.framework.Version;

/** Has plugins that are not loaded: bundles that are kept for the runs that were made with them. */
@FunctionalInterface
public interface PluginSource {
    /**
     * Loads the bundle of a plugin if it has it, and returns when the plugin is known to the catalog. Where that fails
     * it says so in the log; the catalog then answers that there is no such plugin.
     */
    void bring(Kind kind, String id, Version version);
}
