package io.polycritic.monitoring;

import io.polycritic.api.control.SystemView;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The metrics of requests. Paths are counted by the template of their route, never as they were sent. */
final class RequestMetrics {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> OWN = Set.of("/metrics", "/health/live", "/health/ready");
    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private final Histogram durations;

    RequestMetrics(PrometheusRegistry registry) {
        durations = Histogram.builder()
                .name("polycritic_http_request_duration_seconds")
                .help("Requests by method, template of the route and status. Streams of events count when they begin.")
                .labelNames("method", "route", "status")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
    }

    /**
     * Counts a request.
     *
     * @param route the template that the REST interface has found, or null
     * @param path the path of the request
     * @param nanos how long it took
     */
    void count(String method, Object route, String path, int status, long nanos) {
        durations
                .labelValues(METHODS.contains(method) ? method : "OTHER", route(route, path), Integer.toString(status))
                .observe(nanos / 1e9);
    }

    /** All requests so far, by method and route, most asked first. */
    List<SystemView.Traffic> traffic() {
        Map<List<String>, Sums> sums = new TreeMap<>(Comparator.comparing(key -> String.join(" ", key)));
        for (HistogramSnapshot.HistogramDataPointSnapshot point :
                durations.collect().getDataPoints()) {
            Labels labels = point.getLabels();
            sums.computeIfAbsent(List.of(labels.get("route"), labels.get("method")), key -> new Sums())
                    .add(Integer.parseInt(labels.get("status")), point.getCount(), point.getSum());
        }
        return sums.entrySet().stream()
                .map(each ->
                        each.getValue().of(each.getKey().get(1), each.getKey().get(0)))
                .sorted(Comparator.comparingLong(SystemView.Traffic::count).reversed())
                .toList();
    }

    /** Adds up what differs in status alone. */
    private static final class Sums {
        private long count;
        private long refused;
        private long failed;
        private double seconds;

        void add(int status, long more, double taken) {
            count += more;
            refused += status >= 400 && status < 500 ? more : 0;
            failed += status >= 500 ? more : 0;
            seconds += taken;
        }

        SystemView.Traffic of(String method, String route) {
            return new SystemView.Traffic(method, route, count, refused, failed, 1e3 * seconds / Math.max(1, count));
        }
    }

    private static String route(Object template, String path) {
        if (template != null) {
            return "/api/v1" + template;
        }
        return OWN.contains(path) ? path : path.startsWith("/api/") ? "/api" : "console";
    }
}
