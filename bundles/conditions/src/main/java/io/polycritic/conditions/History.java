package io.polycritic.conditions;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a run remembers of the series that it reports, so that conditions can be tested: the newest {@link #KEPT} values
 * of every series, because a guard that comes with a swap asks what was before it, and as many more as a condition that
 * is watched asks for. Adding a value costs a look-up and log n operations for each window on the series; it allocates
 * nothing once the series is known.
 *
 * <p>After each update of a run: {@link #add} for each series that the update reported, then {@link #advance}, then the
 * watches may be asked. Used by one thread.
 */
public final class History {
    /** So many values of each series are kept in any case. */
    public static final int KEPT = 500;

    /** So many series are remembered without being asked for; parts that make up names without end cost no more. */
    public static final int MOST_SERIES = 4_096;

    private static final String LINE = "\n";

    /** For each series: how many values it has place for, had, at which update the newest one, holds. */
    private static final int NUMBERS = 4;

    private final Map<String, Track> tracks = new HashMap<>();
    private long updates;

    /** Begins without memories. */
    public History() {}

    /**
     * Takes the value of a series in the present update; of several in one update the caller gives the one that counts.
     *
     * @param series its name, {@code <slot path>/<name>}
     * @param value the value; one that is not finite is remembered as such
     */
    public void add(String series, double value) {
        Track track = tracks.get(series);
        if (track == null) {
            if (tracks.size() >= MOST_SERIES || series.contains(LINE)) {
                return;
            }
            track = new Track(KEPT);
            tracks.put(series, track);
        }
        track.add(value, updates + 1);
    }

    /** Ends the update. */
    public void advance() {
        updates++;
    }

    /**
     * Lists the series that had values.
     *
     * @return their names
     */
    public Set<String> series() {
        return Collections.unmodifiableSet(tracks.keySet());
    }

    /**
     * Begins to watch a condition; it finds the values that are remembered already.
     *
     * @param condition the condition
     * @return its watch, to be closed when nobody asks any more
     */
    public Watch watch(Condition condition) {
        return new Watch(this, condition);
    }

    /** The track of a series, made if need be: a series may be watched before its first value. */
    Track track(String series) {
        return tracks.computeIfAbsent(series, name -> new Track(KEPT));
    }

    /** How many updates have ended. */
    long updates() {
        return updates;
    }

    /**
     * Writes all memories.
     *
     * @param out where to
     */
    public void save(StateWriter out) {
        Map<String, Track> sorted = new TreeMap<>(tracks);
        long[] numbers = new long[NUMBERS * sorted.size()];
        double[] values =
                new double[sorted.values().stream().mapToInt(Track::available).sum()];
        int series = 0;
        int at = 0;
        for (Track track : sorted.values()) {
            numbers[series++] = track.kept();
            numbers[series++] = track.count();
            numbers[series++] = track.update();
            numbers[series++] = track.available();
            for (int i = track.available() - 1; i >= 0; i--) {
                values[at++] = track.ago(i);
            }
        }
        out.put("updates", updates);
        out.put("series", String.join(LINE, sorted.keySet()));
        out.put("numbers", numbers);
        out.put("values", values);
    }

    /**
     * Continues from saved memories; comes before anything is watched.
     *
     * @param in where from
     */
    public void load(StateReader in) {
        if (!tracks.isEmpty()) {
            throw new IllegalStateException("a history is loaded before it is used");
        }
        long[] ended = new long[1];
        if (!in.read("updates", ended)) {
            return;
        }
        updates = ended[0];
        List<String> names = names(in.text("series").orElse(""));
        long[] numbers = in.longs("numbers").orElseThrow();
        double[] values = in.doubles("values").orElseThrow();
        int at = 0;
        for (int i = 0; i < names.size(); i++) {
            int of = NUMBERS * i;
            double[] newest = new double[(int) numbers[of + 3]];
            System.arraycopy(values, at, newest, 0, newest.length);
            at += newest.length;
            tracks.put(names.get(i), new Track((int) numbers[of], numbers[of + 1], numbers[of + 2], newest));
        }
    }

    private static List<String> names(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(LINE));
    }
}
