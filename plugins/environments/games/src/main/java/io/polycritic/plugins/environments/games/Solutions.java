package io.polycritic.plugins.environments.games;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Games that parts of one plugin have in common. A game and its experts are a function of the settings, so runs of
 * equal settings, and frozen copies of a run, need not build and solve it again. Memory that is short takes them back.
 */
final class Solutions {
    private final Map<Object, SoftReference<Solution>> known = new HashMap<>();

    /** The solution for a key, made now unless it is there. */
    synchronized Solution of(Object key, Supplier<Solution> maker) {
        SoftReference<Solution> reference = known.get(key);
        Solution solution = reference == null ? null : reference.get();
        if (solution == null) {
            known.values().removeIf(old -> old.get() == null);
            solution = maker.get();
            known.put(key, new SoftReference<>(solution));
        }
        return solution;
    }
}
