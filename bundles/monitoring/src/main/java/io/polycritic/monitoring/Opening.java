package io.polycritic.monitoring;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.felix.http.jetty.LoadBalancerCustomizerFactory;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;

/**
 * Lets the first requests to a server wait until it can answer them. The port is open some time before the servlets are
 * known, and without this whoever asks meanwhile is told that there is nothing. It is the one place of the HTTP service
 * where a request can be held before the servlets are there; what it is called after is not done here.
 */
@Component
public final class Opening implements LoadBalancerCustomizerFactory {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long LOOK_NANOS = 5_000_000L;

    /** An address for each servlet that is awaited, and the servlet's pattern. */
    private static final List<String> AWAITED = List.of("/health/ready", "/api/v1");

    private static final List<String> PATTERNS = List.of("/health/*", "/api/*");

    private final long patience;
    private volatile boolean open;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile HttpServiceRuntime runtime;

    /** Begins closed; called by Declarative Services. */
    @Activate
    public Opening() {
        this(PATIENCE_NANOS);
    }

    /** @param patience how long a request waits, nanoseconds */
    Opening(long patience) {
        this.patience = patience;
    }

    @Override
    public HttpConfiguration.Customizer createCustomizer() {
        return (request, headers) -> admit(request);
    }

    private Request admit(Request request) {
        long end = System.nanoTime() + patience;
        while (!isOpen()) {
            if (System.nanoTime() - end >= 0) {
                throw new HttpException.RuntimeException(
                        HttpStatus.SERVICE_UNAVAILABLE_503, "the server starts; it waits for " + missing());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return request;
    }

    private boolean isOpen() {
        if (!open) {
            open = missing().isEmpty();
        }
        return open;
    }

    /** Which of the awaited addresses are not served. */
    private List<String> missing() {
        HttpServiceRuntime present = runtime;
        return AWAITED.stream()
                .filter(address -> present == null || !serves(present, address))
                .toList();
    }

    private static boolean serves(HttpServiceRuntime runtime, String address) {
        var servlet = runtime.calculateRequestInfoDTO(address).servletDTO;
        return servlet != null && Stream.of(servlet.patterns).anyMatch(PATTERNS::contains);
    }
}
