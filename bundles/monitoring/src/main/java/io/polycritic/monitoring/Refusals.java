package io.polycritic.monitoring;

import io.polycritic.api.control.RefusalListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts the requests that no filter sees, since they are refused before. */
@Component(service = RefusalListener.class)
public final class Refusals implements RefusalListener {
    private final RequestMetrics requests;

    /**
     * Makes the listener.
     *
     * @param measures the metrics
     */
    @Activate
    public Refusals(@Reference Measures measures) {
        this(measures.requests());
    }

    Refusals(RequestMetrics requests) {
        this.requests = requests;
    }

    @Override
    public void refused(String method, String path, int status, long nanos) {
        requests.count(method, null, path, status, nanos);
    }
}
