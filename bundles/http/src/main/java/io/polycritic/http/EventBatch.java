package io.polycritic.http;

import io.polycritic.api.control.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events between two deliveries. Successive metrics events of one run become one with the last value of each series, so
 * that the cost of a viewer does not grow with the rate of a run; the order of a run's events stays. Not thread-safe.
 */
final class EventBatch {
    static final String METRICS = "metrics";

    private final List<RunEvent> events = new ArrayList<>();
    private final Map<String, Integer> open = new HashMap<>();

    void add(RunEvent event) {
        if (!event.type().equals(METRICS)) {
            open.remove(event.run());
            events.add(event);
            return;
        }
        Integer at = open.get(event.run());
        if (at == null) {
            open.put(event.run(), events.size());
            events.add(event);
        } else {
            events.set(at, merge(events.get(at), event));
        }
    }

    private static RunEvent merge(RunEvent earlier, RunEvent later) {
        Map<String, Double> metrics = new HashMap<>(earlier.metrics());
        metrics.putAll(later.metrics());
        return new RunEvent(
                later.run(), later.type(), later.update(), later.steps(), metrics, later.ticket(), later.state());
    }

    /** Takes all events out. */
    List<RunEvent> drain() {
        List<RunEvent> all = List.copyOf(events);
        events.clear();
        open.clear();
        return all;
    }
}
