package io.polycritic.engine;

import io.polycritic.api.plugin.Metrics;
import io.polycritic.conditions.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects what the parts of a run report until it is taken. A number that was reported before costs a look-up and an
 * assignment, for parts may report in every one of millions of updates. Numbers are reported by the run's thread alone;
 * parts are prepared by others.
 */
final class MetricsBoard {
    private final List<Cell> reported = new ArrayList<>();
    private final List<Cell> ofUpdate = new ArrayList<>();
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    /** The newest number of one series. */
    private static final class Cell {
        private final String series;
        private double value;
        private boolean fresh;
        private boolean ofUpdate;

        Cell(String series) {
            this.series = series;
        }
    }

    /** The series of one slot, by the names that its part uses. */
    private final class Slot implements Metrics {
        private final String prefix;
        private final Map<String, Cell> cells = new HashMap<>();

        Slot(String path) {
            this.prefix = path + "/";
        }

        @Override
        public void record(String name, double value) {
            Cell cell = cells.get(name);
            if (cell == null) {
                cell = new Cell(prefix + name);
                cells.put(name, cell);
            }
            cell.value = value;
            if (!cell.fresh) {
                cell.fresh = true;
                reported.add(cell);
            }
            if (!cell.ofUpdate) {
                cell.ofUpdate = true;
                ofUpdate.add(cell);
            }
        }
    }

    /** Where the part in a slot reports. */
    Metrics of(String path) {
        // Asked in every update: the function below would be made anew each time.
        Slot slot = slots.get(path);
        return slot != null ? slot : slots.computeIfAbsent(path, Slot::new);
    }

    /** Ends an update: hands on what was reported in it. Walks a list by index, which allocates nothing. */
    void endUpdate(History history) {
        for (int i = 0; i < ofUpdate.size(); i++) {
            Cell cell = ofUpdate.get(i);
            cell.ofUpdate = false;
            history.add(cell.series, cell.value);
        }
        ofUpdate.clear();
        history.advance();
    }

    /** Whether something was reported since it was taken. */
    boolean isFilled() {
        return !reported.isEmpty();
    }

    /** Takes what was collected and begins anew. */
    Map<String, Double> take() {
        Map<String, Double> taken = new LinkedHashMap<>();
        for (Cell cell : reported) {
            taken.put(cell.series, cell.value);
            cell.fresh = false;
        }
        reported.clear();
        return taken;
    }
}
