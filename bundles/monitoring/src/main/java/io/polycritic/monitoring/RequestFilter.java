package io.polycritic.monitoring;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.slf4j.MDC;

/**
 * Counts requests, and gives each a number that is in the answer's header {@code X-Request-Id} and in every message
 * that is logged on its way.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
@HttpWhiteboardContextSelect(Web.CONTEXT)
public final class RequestFilter implements Filter {
    private static final String NUMBER = "request";

    private final Measures measures;

    /**
     * Makes the filter.
     *
     * @param measures the metrics
     */
    @Activate
    public RequestFilter(@Reference Measures measures) {
        this.measures = measures;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        String number = UUID.randomUUID().toString().substring(0, 8);
        answer.setHeader("X-Request-Id", number);
        long begin = System.nanoTime();
        boolean answered = false;
        MDC.put(NUMBER, number);
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            MDC.remove(NUMBER);
            measures.requests()
                    .count(
                            asked.getMethod(),
                            asked.getAttribute(Web.ROUTE),
                            asked.getRequestURI(),
                            answered ? answer.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                            System.nanoTime() - begin);
        }
    }
}
