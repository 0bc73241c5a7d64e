package io.polycritic.plugins.environments.memory;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.Arrays;

/**
 * By which maker the numbers of a column were made, row by row. Makers are counted; as long as all rows are the present
 * maker's, nothing is kept about single rows.
 */
final class Stamps {
    private String maker = "";
    private long count;
    private long[] written = {};
    private boolean mixed;
    private int stale;
    private int next;

    /** How many rows another maker has made. */
    int stale() {
        return stale;
    }

    /**
     * Takes notice of the maker of all rows that are written from now on.
     *
     * @param present what tells it from others; the first one counts as the maker of the rows that are there
     * @param size how many rows there are
     * @return whether it is another one than before
     */
    boolean notice(String present, int size) {
        if (present.equals(maker)) {
            return false;
        }
        boolean first = maker.isEmpty();
        maker = present;
        if (first || size == 0) {
            return false;
        }
        if (!mixed) {
            room(size);
            Arrays.fill(written, 0, size, count);
            mixed = true;
        }
        count++;
        stale = size;
        next = 0;
        return true;
    }

    /**
     * A row was written by the present maker.
     *
     * @param position where
     * @param there whether there was another row before
     */
    void written(int position, boolean there) {
        if (mixed) {
            room(position + 1);
            stale -= there && written[position] != count ? 1 : 0;
            written[position] = count;
            mixed = stale > 0;
        }
    }

    private void room(int rows) {
        if (rows > written.length) {
            written = Arrays.copyOf(written, Math.max(rows, 2 * written.length));
        }
    }

    /**
     * Finds rows that the present maker has not made, going on from where it was found last.
     *
     * @param positions written to
     * @param size how many rows there are
     * @return how many were found, at most as many as there is room for
     */
    int find(int[] positions, int size) {
        int found = 0;
        int wanted = Math.min(stale, positions.length);
        for (int looked = 0; looked < size && found < wanted; looked++) {
            next = next < size ? next : 0;
            if (written[next] != count) {
                positions[found++] = next;
            }
            next++;
        }
        return found;
    }

    /** Forgets all rows. */
    void clear() {
        mixed = false;
        stale = 0;
        next = 0;
    }

    void save(StateWriter out, int size) {
        out.put("maker", maker);
        out.put("count", count, next);
        if (mixed) {
            out.put("written", Arrays.copyOf(written, size));
        }
    }

    /**
     * Reads stamps.
     *
     * @param saved how the rows have moved
     */
    void load(StateReader in, Saved saved) {
        maker = in.text("maker").orElse("");
        long[] counts = in.longs("count").orElse(new long[2]);
        count = counts[0];
        next = saved.inPlace() ? (int) counts[1] : 0;
        long[] before = in.longs("written").orElse(null);
        mixed = before != null;
        stale = 0;
        if (mixed) {
            written = new long[saved.kept()];
            for (int i = 0; i < written.length; i++) {
                written[i] = before[saved.from(i)];
                stale += written[i] != count ? 1 : 0;
            }
        }
    }
}
