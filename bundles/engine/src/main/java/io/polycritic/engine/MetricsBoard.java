package io.polycritic.engine;

import io.polycritic.api.plugin.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what the parts of a run report during one update. Used by the run's thread alone. */
final class MetricsBoard {
    private Map<String, Double> values = new LinkedHashMap<>();

    /** Where the part in a slot reports. */
    Metrics of(String path) {
        String prefix = path + "/";
        return (name, value) -> values.put(prefix + name, value);
    }

    void record(String name, double value) {
        values.put(name, value);
    }

    /** Takes what was collected and begins anew. */
    Map<String, Double> take() {
        Map<String, Double> taken = values;
        values = new LinkedHashMap<>();
        return taken;
    }
}
