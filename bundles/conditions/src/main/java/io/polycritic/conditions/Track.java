package io.polycritic.conditions;

import java.util.ArrayList;
import java.util.List;

/** The newest values of one series, and the windows that look at them. */
final class Track {
    private final List<Window> windows = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();

    /** Value k of the series is at k modulo the length. */
    private double[] ring;

    private long count;

    /** How many values are in the ring; after it was made longer, fewer than it has place for. */
    private int held;

    /** The update that reported the newest value. */
    private long update;

    Track(int kept) {
        this.ring = new double[kept];
    }

    /** Continues what was saved; {@code newest} are the values that were held, oldest first. */
    Track(int kept, long count, long update, double[] newest) {
        this(kept);
        this.count = count;
        this.update = update;
        this.held = newest.length;
        for (int i = 0; i < held; i++) {
            ring[(int) ((count - held + i) % kept)] = newest[i];
        }
    }

    long count() {
        return count;
    }

    long update() {
        return update;
    }

    int kept() {
        return ring.length;
    }

    /** How many values can be looked at. */
    int available() {
        return held;
    }

    /** The value that came so many values ago; 0 is the newest. */
    double ago(int values) {
        return ring[(int) ((count - 1 - values) % ring.length)];
    }

    void add(double value, long now) {
        for (int i = 0; i < windows.size(); i++) {
            int length = lengths.get(i);
            double dropped = held >= length ? ring[(int) ((count - length) % ring.length)] : 0;
            windows.get(i).add(count, value, dropped);
        }
        ring[(int) (count % ring.length)] = value;
        count++;
        held = Math.min(held + 1, ring.length);
        update = now;
    }

    /** Keeps so many values from now on. */
    void keep(int values) {
        if (values > ring.length) {
            double[] longer = new double[values];
            for (int i = held - 1; i >= 0; i--) {
                longer[(int) ((count - 1 - i) % values)] = ago(i);
            }
            ring = longer;
        }
    }

    /** Lets a window follow the series, beginning with the values that are there. */
    void follow(Window window, int length) {
        keep(length);
        for (int i = Math.min(held, length) - 1; i >= 0; i--) {
            window.add(count - 1 - i, ago(i), 0);
        }
        windows.add(window);
        lengths.add(length);
    }

    void leave(Window window) {
        int at = windows.indexOf(window);
        windows.remove(at);
        lengths.remove(at);
    }
}
