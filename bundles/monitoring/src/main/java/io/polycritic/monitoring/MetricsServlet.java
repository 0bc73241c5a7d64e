package io.polycritic.monitoring;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /metrics}, in the text format 0.0.4 of Prometheus or as OpenMetrics. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/metrics")
@HttpWhiteboardContextSelect(Web.CONTEXT)
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Measures measures;

    /**
     * Makes the servlet.
     *
     * @param measures the metrics
     */
    @Activate
    public MetricsServlet(@Reference Measures measures) {
        this.measures = measures;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ExpositionFormatWriter format = Measures.format(request.getHeader("Accept"));
        ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 14);
        measures.write(format, text);
        response.setContentType(format.getContentType());
        response.setContentLength(text.size());
        text.writeTo(response.getOutputStream());
    }
}
