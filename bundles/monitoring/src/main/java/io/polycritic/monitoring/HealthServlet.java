package io.polycritic.monitoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.polycritic.api.control.SystemView;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
    record Answer(String status, List<SystemView.Health> checks) {}

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
        List<SystemView.Health> checks = Checks.of(executor.execute(HealthCheckSelector.tags(tag)));
        Answer health = new Answer(Checks.worst(checks), checks);
        int status =
                health.status.equals("DOWN") ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_OK;
        write(response, status, "application/json", health);
    }

    private static void write(HttpServletResponse response, int status, String type, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
