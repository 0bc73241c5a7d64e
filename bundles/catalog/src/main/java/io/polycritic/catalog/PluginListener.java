package io.polycritic.catalog;

/** Hears of plugins that come and go. */
public interface PluginListener {
    /** A plugin can be used now. */
    void arrived(Plugin plugin);

    /**
     * A plugin's bundle is stopping. The bundle's stop waits for this method, so that whoever uses parts of the plugin
     * can let go of them at a safe point; it must return within a bounded time.
     */
    void leaving(Plugin plugin);

    /** Whether there are parts of the plugin, in the slots of runs or anywhere else. */
    default boolean uses(Plugin plugin) {
        return false;
    }
}
