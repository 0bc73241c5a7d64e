package io.polycritic.http;

import io.polycritic.api.control.Visitor;
import java.util.Map;
import java.util.Set;

/** What a token that is limited to some runs, or to metrics, does not reach. */
final class Limits {
    private static final String RUNS = "/runs";
    private static final String RUN = "/runs/{run}";

    /** What says nothing of runs. */
    private static final Set<String> COMMON = Set.of("/", "/openapi.json", "/session");

    /** What a token may read for its runs' sake. */
    private static final Set<String> HELPFUL =
            Set.of("/plugins", "/plugins/{kind}/{id}/schema", "/recipes", "/recipes/{recipe}", "/check");

    /** What runs measure. */
    private static final Set<String> METRICS =
            Set.of(RUNS, RUN, RUN + "/metrics", RUN + "/samples", RUN + "/events", "/events");

    /** What begins other runs. */
    private static final Set<String> BEGINS = Set.of(RUN + "/forks");

    private Limits() {}

    /**
     * Refuses what a token does not reach.
     *
     * @param variables the values of the route's variables
     */
    static void check(Router.Route route, Map<String, String> variables, Visitor visitor) {
        String path = route.path();
        if (!visitor.hasLimits() || COMMON.contains(path)) {
            return;
        }
        boolean read = route.method().equals("GET");
        if (visitor.metricsOnly() && !(read && METRICS.contains(path))) {
            throw refusal(visitor, "reads metrics of runs alone");
        }
        String run = variables.get("run");
        if (!visitor.runs().isEmpty()) {
            boolean list = read && path.equals(RUNS) || HELPFUL.contains(path);
            boolean own = run != null && visitor.reaches(run) && !BEGINS.contains(path);
            if (!list && !own) {
                throw refusal(visitor, "is for the runs " + String.join(", ", visitor.runs()) + " alone");
            }
        }
    }

    /** Refuses what shows all runs at once, beside the API: metrics for Prometheus. */
    static void checkWhole(Visitor visitor) {
        if (!visitor.runs().isEmpty()) {
            throw refusal(visitor, "is for the runs " + String.join(", ", visitor.runs()) + " alone");
        }
    }

    private static HttpProblem refusal(Visitor visitor, String what) {
        return HttpProblem.of(403, "FORBIDDEN", "", "the token " + visitor.token() + " " + what);
    }
}
