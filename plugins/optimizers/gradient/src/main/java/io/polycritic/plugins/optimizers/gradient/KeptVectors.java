package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Parameters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an optimizer keeps for each parameter vector, by the vector's owner and name. */
final class KeptVectors {
    private final List<String> arrays;

    /** By owner, then by the vector's name: looking one up makes no key. */
    private final Map<String, Map<String, Kept>> kept = new TreeMap<>();

    /** Arrays as long as the vector, and the number of steps made. */
    static final class Kept {
        final float[][] moments;
        final float[] gradient;
        long steps;

        Kept(int arrays, int size) {
            moments = new float[arrays][size];
            gradient = new float[size];
        }

        Kept copy() {
            Kept copy = new Kept(moments.length, gradient.length);
            for (int i = 0; i < moments.length; i++) {
                System.arraycopy(moments[i], 0, copy.moments[i], 0, gradient.length);
            }
            copy.steps = steps;
            return copy;
        }
    }

    KeptVectors(List<String> arrays) {
        this.arrays = arrays;
    }

    /** What is kept for a vector; begins anew if the vector's size is another than before. */
    Kept of(String owner, Parameters parameters) {
        Map<String, Kept> owned = kept.get(owner);
        Kept found = owned == null ? null : owned.get(parameters.name());
        if (found == null || found.gradient.length != parameters.size()) {
            found = new Kept(arrays.size(), parameters.size());
            put(owner, parameters.name(), found);
        }
        return found;
    }

    private void put(String owner, String name, Kept vector) {
        kept.computeIfAbsent(owner, path -> new TreeMap<>()).put(name, vector);
    }

    void forget(String owner) {
        kept.remove(owner);
    }

    /** What is kept for an owner is another one's from now on. */
    void rename(String owner, String other) {
        Map<String, Kept> owned = kept.remove(owner);
        kept.remove(other);
        if (owned != null) {
            kept.put(other, owned);
        }
    }

    /** An owner gets copies of what is kept for another one. */
    void copy(String owner, String from) {
        Map<String, Kept> owned = kept.getOrDefault(from, Map.of());
        kept.remove(owner);
        owned.forEach((name, vector) -> put(owner, name, vector.copy()));
    }

    void save(StateWriter out) {
        kept.forEach((owner, vectors) -> vectors.forEach((name, vector) -> {
            StateWriter under = out.under(owner + "/" + name);
            under.put("steps", vector.steps);
            for (int i = 0; i < arrays.size(); i++) {
                under.put(arrays.get(i), vector.moments[i]);
            }
        }));
    }

    /**
     * Takes over all vectors in the state; one that lacks an array of its own kind (another optimizer's) begins anew.
     */
    void load(StateReader in) {
        kept.clear();
        for (String name : in.names()) {
            if (name.endsWith("/steps")) {
                String key = name.substring(0, name.length() - "/steps".length());
                load(key, in.under(key));
            }
        }
    }

    private void load(String key, StateReader in) {
        Kept vector = null;
        boolean all = true;
        for (int i = 0; i < arrays.size(); i++) {
            float[] saved = in.floats(arrays.get(i)).orElse(null);
            if (saved == null || vector != null && saved.length != vector.gradient.length) {
                all = false;
            } else {
                vector = vector == null ? new Kept(arrays.size(), saved.length) : vector;
                vector.moments[i] = saved;
            }
        }
        if (all && vector != null) {
            vector.steps = in.longs("steps").map(steps -> steps[0]).orElse(0L);
            int slash = key.indexOf('/');
            put(key.substring(0, slash), key.substring(slash + 1), vector);
        }
    }
}
