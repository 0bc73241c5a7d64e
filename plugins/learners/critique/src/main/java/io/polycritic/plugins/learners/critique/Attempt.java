package io.polycritic.plugins.learners.critique;

import io.polycritic.critique.Refiner.Stop;
import io.polycritic.critique.Refiner.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rounds of one question. */
final class Attempt {
    private static final int[] NOTHING = {};

    private final int row;
    private final List<int[]> paths = new ArrayList<>();
    private final List<int[]> critiques = new ArrayList<>();
    private Stop stop = Stop.ROUNDS;
    private int tokens;

    Attempt(int row) {
        this.row = row;
    }

    int row() {
        return row;
    }

    boolean goesOn() {
        return stop == Stop.ROUNDS;
    }

    /** The last path, nothing before the first one. */
    int[] last() {
        return paths.isEmpty() ? NOTHING : paths.get(paths.size() - 1);
    }

    /** The last critique, nothing if there is none. */
    int[] critique() {
        return critiques.isEmpty() ? NOTHING : critiques.get(critiques.size() - 1);
    }

    void answered(int[] path, int written, boolean stopsUnchanged) {
        boolean same = !paths.isEmpty() && Arrays.equals(path, last());
        paths.add(path);
        tokens += written;
        if (same && stopsUnchanged) {
            stop = Stop.UNCHANGED;
        }
    }

    void criticised(int[] critique, int written, boolean passes) {
        critiques.add(critique);
        tokens += written;
        if (passes) {
            stop = Stop.PASSED;
        }
    }

    Trace trace() {
        return new Trace(List.copyOf(paths), List.copyOf(critiques), stop, tokens);
    }
}
