package io.polycritic.monitoring;

import io.polycritic.api.control.ServerControl;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether there is an engine, and it takes work. */
@Component(property = {HealthCheck.NAME + "=engine", HealthCheck.TAGS + "=ready"})
public final class EngineCheck implements HealthCheck {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ServerControl server;

    @Override
    public Result execute() {
        ServerControl present = server;
        FormattingResultLog log = new FormattingResultLog();
        log.info("looked");
        if (present == null) {
            log.temporarilyUnavailable("the engine is not there yet");
        } else if (present.isDraining()) {
            log.temporarilyUnavailable("the server is leaving and takes no more work");
        }
        return new Result(log);
    }
}
