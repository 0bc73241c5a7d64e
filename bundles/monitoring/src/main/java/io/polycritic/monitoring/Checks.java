package io.polycritic.monitoring;

import io.polycritic.api.control.SystemView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;

/** What checks say, in the words of this server. */
final class Checks {
    private Checks() {}

    /** What checks say, the worst one first. */
    static List<SystemView.Health> of(List<HealthCheckExecutionResult> results) {
        return results.stream()
                .map(Checks::check)
                .sorted(Comparator.comparingInt((SystemView.Health check) -> rank(check.status()))
                        .thenComparing(SystemView.Health::name))
                .toList();
    }

    /** The worst state of them: one that is down counts more than any warning. */
    static String worst(List<SystemView.Health> checks) {
        return checks.isEmpty() ? "UP" : checks.get(0).status();
    }

    private static int rank(String status) {
        return List.of("DOWN", "WARN", "UP").indexOf(status);
    }

    private static SystemView.Health check(HealthCheckExecutionResult result) {
        Result said = result.getHealthCheckResult();
        String status =
                switch (said.getStatus()) {
                    case OK -> "UP";
                    case WARN -> "WARN";
                    default -> "DOWN";
                };
        List<String> messages = new ArrayList<>();
        for (ResultLog.Entry entry : said) {
            if (entry.getStatus() != Result.Status.OK) {
                messages.add(entry.getMessage());
            }
        }
        return new SystemView.Health(result.getHealthCheckMetadata().getTitle(), status, messages);
    }
}
