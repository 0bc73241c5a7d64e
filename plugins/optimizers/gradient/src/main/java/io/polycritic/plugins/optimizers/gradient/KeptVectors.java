package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Parameters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an optimizer keeps for each parameter vector, by the vector's owner and name. */
final class KeptVectors {
    private static final String STEPS = "steps";
    private static final String LAYOUT = "layout";
    private static final String WEIGHT = ".weight";

    private final List<String> moments;

    /** By owner, then by the vector's name: looking one up makes no key. */
    private final Map<String, Map<String, Kept>> kept = new TreeMap<>();

    /** Arrays as long as the vector, and the number of steps made. */
    static final class Kept {
        final Moment[] moments;
        final float[] gradient;
        private final String layout;
        private Parameters seen;
        long steps;

        Kept(int moments, int size, String layout) {
            this.moments = new Moment[moments];
            this.gradient = new float[size];
            this.layout = layout;
            for (int i = 0; i < moments; i++) {
                this.moments[i] = new Moment(new float[size]);
            }
        }

        Kept copy() {
            Kept copy = new Kept(moments.length, gradient.length, layout);
            for (int i = 0; i < moments.length; i++) {
                System.arraycopy(moments[i].values, 0, copy.moments[i].values, 0, gradient.length);
                copy.moments[i].weight = moments[i].weight;
            }
            copy.steps = steps;
            return copy;
        }

        /** Whether what is kept belongs to a vector of these parts. */
        boolean fits(Parameters parameters) {
            if (seen != parameters && layout.equals(layout(parameters))) {
                seen = parameters;
            }
            return seen == parameters;
        }
    }

    KeptVectors(List<String> moments) {
        this.moments = moments;
    }

    /** Names and shapes of a vector's parts, in order. */
    private static String layout(Parameters parameters) {
        StringBuilder layout = new StringBuilder();
        for (Parameters.Segment part : parameters.segments()) {
            layout.append(part.name()).append(part.shape()).append('\n');
        }
        return layout.toString();
    }

    /** What is kept for a vector; begins anew if the vector has other parts than before, or parts of other shapes. */
    Kept of(String owner, Parameters parameters) {
        Map<String, Kept> owned = kept.get(owner);
        Kept found = owned == null ? null : owned.get(parameters.name());
        if (found == null || !found.fits(parameters)) {
            found = new Kept(moments.size(), parameters.size(), layout(parameters));
            found.seen = parameters;
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
            under.put(STEPS, vector.steps, vector.gradient.length);
            under.put(LAYOUT, vector.layout);
            for (int i = 0; i < vector.moments.length; i++) {
                under.put(moments.get(i), vector.moments[i].values);
                under.put(moments.get(i) + WEIGHT, new double[] {vector.moments[i].weight});
            }
        }));
    }

    /**
     * Takes over all vectors in the state. Moments that are not there, because another rule has kept others, begin at
     * 0; the number of steps goes on, for it says where a schedule of the rate is.
     */
    void load(StateReader in) {
        kept.clear();
        for (String name : in.names()) {
            if (name.endsWith("/" + STEPS)) {
                String key = name.substring(0, name.length() - STEPS.length() - 1);
                load(key, in.under(key));
            }
        }
    }

    private void load(String key, StateReader in) {
        long[] steps = new long[2];
        String layout = in.text(LAYOUT).orElse("");
        if (!in.read(STEPS, steps) || layout.isEmpty()) {
            return;
        }
        Kept vector = new Kept(moments.size(), (int) steps[1], layout);
        vector.steps = steps[0];
        for (int i = 0; i < vector.moments.length; i++) {
            vector.moments[i].load(in, moments.get(i), moments.get(i) + WEIGHT);
        }
        int slash = key.indexOf('/');
        put(key.substring(0, slash), key.substring(slash + 1), vector);
    }
}
