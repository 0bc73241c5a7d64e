package io.polycritic.http;

import io.polycritic.api.control.RunControl;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Tells machines whether the process lives ({@code /health/live}) and can take work ({@code /health/ready}). */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/health/*")
@HttpWhiteboardContextSelect(WebContext.SELECT)
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /**
     * The answer.
     *
     * @param status UP or DOWN
     * @param missing what it waits for; empty if nothing
     */
    record Health(String status, List<String> missing) {}

    private static final Health UP = new Health("UP", List.of());

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile RunControl control;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String check = String.valueOf(request.getPathInfo());
        switch (check) {
            case "/live" -> Replies.send(response, Reply.ok(UP));
            case "/ready" -> Replies.send(response, ready());
            default ->
                Replies.problem(
                        response, HttpProblem.of(404, "NOT_FOUND", check, "there are /health/live and /health/ready"));
        }
    }

    private Reply ready() {
        return control == null ? new Reply(503, new Health("DOWN", List.of("engine")), null) : Reply.ok(UP);
    }
}
