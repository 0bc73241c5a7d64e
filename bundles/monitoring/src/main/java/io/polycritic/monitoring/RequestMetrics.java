package io.polycritic.monitoring;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;

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

    private static String route(Object template, String path) {
        if (template != null) {
            return "/api/v1" + template;
        }
        return OWN.contains(path) ? path : path.startsWith("/api/") ? "/api" : "console";
    }
}
