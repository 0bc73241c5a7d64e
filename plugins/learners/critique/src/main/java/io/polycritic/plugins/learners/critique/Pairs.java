package io.polycritic.plugins.learners.critique;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.critique.PathSpace;
import java.util.Arrays;

/** Pairs of critiques that wait for a gradient step, oldest first, and how many there were. */
final class Pairs {
    private final PathSpace space;
    private final int width;
    private float[] rows = new float[0];
    private int count;
    private long made;
    private long tied;

    Pairs(PathSpace space) {
        this.space = space;
        this.width = 1 + space.path() + 2 * space.critique();
    }

    int count() {
        return count;
    }

    long made() {
        return made;
    }

    /** How many paths gave no pair, because their critiques were equally good. */
    long tied() {
        return tied;
    }

    void tie() {
        tied++;
    }

    /** Adds a pair: item, path, and the rows of the preferred critique and of the other one. */
    void add(float item, float[] paths, int path, float[] critiques, int chosen, int rejected) {
        if (rows.length < (count + 1) * width) {
            rows = Arrays.copyOf(rows, Math.max(16, 2 * (count + 1)) * width);
        }
        int at = count * width;
        rows[at++] = item;
        System.arraycopy(paths, path * space.path(), rows, at, space.path());
        at += space.path();
        System.arraycopy(critiques, chosen * space.critique(), rows, at, space.critique());
        at += space.critique();
        System.arraycopy(critiques, rejected * space.critique(), rows, at, space.critique());
        count++;
        made++;
    }

    long item(int pair) {
        return (long) rows[pair * width];
    }

    void path(int pair, float[] into) {
        System.arraycopy(rows, pair * width + 1, into, pair * space.path(), space.path());
    }

    void critiques(int pair, boolean chosen, float[] into) {
        int at = pair * width + 1 + space.path() + (chosen ? 0 : space.critique());
        System.arraycopy(rows, at, into, pair * space.critique(), space.critique());
    }

    /** Removes the oldest pairs. */
    void remove(int oldest) {
        System.arraycopy(rows, oldest * width, rows, 0, (count - oldest) * width);
        count -= oldest;
    }

    void save(StateWriter out) {
        out.put("pairs", Arrays.copyOf(rows, count * width));
        out.put("made", made, tied);
    }

    void load(StateReader in) {
        in.floats("pairs").ifPresent(saved -> {
            rows = saved;
            count = saved.length / width;
        });
        long[] counts = new long[2];
        if (in.read("made", counts)) {
            made = counts[0];
            tied = counts[1];
        }
    }
}
