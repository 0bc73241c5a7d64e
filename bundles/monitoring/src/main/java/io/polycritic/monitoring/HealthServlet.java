package io.polycritic.monitoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Tells machines whether the process lives ({@code /health/live}) and can take work ({@code /health/ready}): 200, or
 * 503 if one of the checks with that tag says no. Checks run on threads of their own, and what they said counts for a
 * while, so that a probe is answered soon whatever happens.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/health/*")
@HttpWhiteboardContextSelect(Web.CONTEXT)
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final List<String> TAGS = List.of("live", "ready");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient HealthCheckExecutor executor;

    /**
     * The answer.
     *
     * @param status UP, WARN or DOWN: the worst of the checks
     * @param checks what each check says
     */
    record Health(String status, List<Check> checks) {}

    /**
     * A check's answer.
     *
     * @param name the check
     * @param status UP, WARN or DOWN
     * @param messages why, if it is not UP
     */
    record Check(String name, String status, List<String> messages) {}

    /**
     * Makes the servlet.
     *
     * @param executor carries the checks out
     */
    @Activate
    public HealthServlet(@Reference HealthCheckExecutor executor) {
        this.executor = executor;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String tag = path == null || path.isEmpty() ? "" : path.substring(1);
        if (!TAGS.contains(tag)) {
            Map<String, Object> problem =
                    Map.of("status", 404, "code", "NOT_FOUND", "message", "there are /health/live and /health/ready");
            write(response, HttpServletResponse.SC_NOT_FOUND, "application/problem+json", problem);
            return;
        }
        Health health = health(executor.execute(HealthCheckSelector.tags(tag)));
        int status =
                health.status.equals("DOWN") ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_OK;
        write(response, status, "application/json", health);
    }

    /** What checks say, the worst one first. */
    static Health health(List<HealthCheckExecutionResult> results) {
        List<Check> checks = results.stream()
                .map(HealthServlet::check)
                .sorted(Comparator.comparing(Check::status).thenComparing(Check::name))
                .toList();
        List<String> said = checks.stream().map(Check::status).toList();
        String worst = said.contains("DOWN") ? "DOWN" : said.contains("WARN") ? "WARN" : "UP";
        return new Health(worst, checks);
    }

    private static Check check(HealthCheckExecutionResult result) {
        Result said = result.getHealthCheckResult();
        String status =
                switch (said.getStatus()) {
                    case OK -> "UP";
                    case WARN -> "WARN";
                    default -> "DOWN";
                };
        List<String> messages = new java.util.ArrayList<>();
        for (ResultLog.Entry entry : said) {
            if (entry.getStatus() != Result.Status.OK) {
                messages.add(entry.getMessage());
            }
        }
        return new Check(result.getHealthCheckMetadata().getTitle(), status, messages);
    }

    private static void write(HttpServletResponse response, int status, String type, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
