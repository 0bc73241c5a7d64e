package io.polycritic.conditions;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** A condition with the windows that it needs in a history, and with its mark. Used by the thread of the history. */
public final class Watch implements AutoCloseable {
    private final History history;
    private final Condition condition;
    private final Track[] tracks;
    private final Window[] windows;
    private final Readings readings;

    /** For each reading at the mark: how many values its series had had, how many were held, and what was before it. */
    private final long[] countAtMark;

    private final long[] heldAtMark;

    private final double[] beforeMark;
    private boolean marked;

    Watch(History history, Condition condition) {
        this.history = history;
        this.condition = condition;
        List<Reading> wanted = condition.readings();
        this.tracks = new Track[wanted.size()];
        this.windows = new Window[wanted.size()];
        this.readings = new Readings(wanted.size());
        this.countAtMark = new long[wanted.size()];
        this.heldAtMark = new long[wanted.size()];
        this.beforeMark = new double[wanted.size()];
        for (int i = 0; i < tracks.length; i++) {
            tracks[i] = history.track(wanted.get(i).series());
            windows[i] = Window.of(wanted.get(i));
            if (windows[i] != null) {
                tracks[i].follow(windows[i], wanted.get(i).window());
            }
        }
    }

    /**
     * What is watched.
     *
     * @return the condition
     */
    public Condition condition() {
        return condition;
    }

    /**
     * Sets the mark between the update that has ended and the next one: what {@code before} and {@code count} go by.
     */
    public void mark() {
        marked = true;
        for (int i = 0; i < tracks.length; i++) {
            Reading reading = condition.readings().get(i);
            countAtMark[i] = tracks[i].count();
            heldAtMark[i] = tracks[i].available();
            if (reading.statistic().beforeMark() && tracks[i].available() >= reading.window()) {
                double mean = mean(tracks[i], reading.window());
                beforeMark[i] =
                        reading.statistic() == Statistic.BEFORE ? mean : deviation(tracks[i], reading.window(), mean);
            }
        }
    }

    private static double mean(Track track, int values) {
        double sum = 0;
        for (int i = 0; i < values; i++) {
            sum += track.ago(i);
        }
        return sum / values;
    }

    private static double deviation(Track track, int values, double mean) {
        double squares = 0;
        for (int i = 0; i < values; i++) {
            double difference = track.ago(i) - mean;
            squares += difference * difference;
        }
        return Math.sqrt(squares / values);
    }

    /**
     * Tests the condition on what is remembered now.
     *
     * @return whether it is known to hold
     */
    public boolean holds() {
        for (int i = 0; i < tracks.length; i++) {
            read(i, condition.readings().get(i));
        }
        return condition.verdict(readings) == Verdict.TRUE;
    }

    private void read(int i, Reading reading) {
        Track track = tracks[i];
        switch (reading.statistic()) {
            case COUNT -> readings.set(i, track.count() - countAtMark[i]);
            case AGE -> readings.set(i, history.updates() - track.update());
            default -> {
                if (!isKnown(i, reading)) {
                    readings.clear(i);
                } else if (windows[i] != null) {
                    readings.set(i, windows[i].value());
                } else {
                    readings.set(i, reading.statistic().beforeMark() ? beforeMark[i] : track.ago(0));
                }
            }
        }
    }

    private boolean isKnown(int i, Reading reading) {
        if (reading.statistic().beforeMark()) {
            return marked && heldAtMark[i] >= reading.window();
        }
        return tracks[i].available() >= reading.window();
    }

    /**
     * Says what is not known yet, so that people see why a condition cannot hold.
     *
     * @return one line for each function call that has no value, such as {@code mean('learner/return', 50): 12 of 50
     *     values}
     */
    public List<String> waiting() {
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < tracks.length; i++) {
            Reading reading = condition.readings().get(i);
            boolean always = reading.statistic() == Statistic.COUNT || reading.statistic() == Statistic.AGE;
            if (!always && !isKnown(i, reading)) {
                boolean before = reading.statistic().beforeMark();
                long there = before && marked ? heldAtMark[i] : tracks[i].available();
                waiting.add(reading + ": " + there + " of " + reading.window() + " values"
                        + (before ? marked ? " before the mark" : ", and no mark yet" : ""));
            }
        }
        return waiting;
    }

    /**
     * Writes the mark; the values are the history's.
     *
     * @param out where to
     */
    public void save(StateWriter out) {
        out.put("marked", marked ? 1 : 0);
        out.put("countAtMark", countAtMark);
        out.put("heldAtMark", heldAtMark);
        out.put("beforeMark", beforeMark);
    }

    /**
     * Continues from a saved mark.
     *
     * @param in where from
     */
    public void load(StateReader in) {
        long[] there = new long[1];
        marked = in.read("marked", there)
                && in.read("countAtMark", countAtMark)
                && in.read("heldAtMark", heldAtMark)
                && in.read("beforeMark", beforeMark)
                && there[0] == 1;
    }

    /** Gives up the windows. */
    @Override
    public void close() {
        for (int i = 0; i < tracks.length; i++) {
            if (windows[i] != null) {
                tracks[i].leave(windows[i]);
                windows[i] = null;
            }
        }
    }
}
