package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Parameters;
import java.util.Map;
import java.util.TreeMap;

/** What an optimizer keeps for each parameter vector, by the vector's owner and name. */
final class KeptVectors {
    private final int arrays;
    private final Map<String, Kept> kept = new TreeMap<>();

    /** Arrays as long as the vector, and the number of steps made. */
    static final class Kept {
        final float[][] moments;
        final float[] gradient;
        long steps;

        Kept(int arrays, int size) {
            moments = new float[arrays][size];
            gradient = new float[size];
        }
    }

    KeptVectors(int arrays) {
        this.arrays = arrays;
    }

    /** What is kept for a vector; begins anew if the vector's size is another than before. */
    Kept of(String owner, Parameters parameters) {
        String key = owner + "/" + parameters.name();
        Kept found = kept.get(key);
        if (found == null || found.gradient.length != parameters.size()) {
            found = new Kept(arrays, parameters.size());
            kept.put(key, found);
        }
        return found;
    }

    void forget(String owner) {
        kept.keySet().removeIf(key -> key.startsWith(owner + "/"));
    }

    void save(StateWriter out) {
        kept.forEach((key, vector) -> {
            StateWriter under = out.under(key);
            under.put("steps", vector.steps);
            for (int i = 0; i < arrays; i++) {
                under.put("moment" + (i + 1), vector.moments[i]);
            }
        });
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
        for (int i = 0; i < arrays; i++) {
            float[] saved = in.floats("moment" + (i + 1)).orElse(null);
            if (saved == null || vector != null && saved.length != vector.gradient.length) {
                all = false;
            } else {
                vector = vector == null ? new Kept(arrays, saved.length) : vector;
                vector.moments[i] = saved;
            }
        }
        if (all && vector != null) {
            vector.steps = in.longs("steps").map(steps -> steps[0]).orElse(0L);
            kept.put(key, vector);
        }
    }
}
