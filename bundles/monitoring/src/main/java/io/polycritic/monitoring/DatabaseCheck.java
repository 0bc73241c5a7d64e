package io.polycritic.monitoring;

import io.polycritic.api.control.AccountControl;
import io.polycritic.api.control.ProblemException;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Whether the database answers. Without it nobody can log in and no change is taken, though runs go on. How long it may
 * take is bounded by whoever carries checks out.
 */
@Component(property = {HealthCheck.NAME + "=database", HealthCheck.TAGS + "=ready"})
public final class DatabaseCheck implements HealthCheck {
    private static final System.Logger LOG = System.getLogger(DatabaseCheck.class.getName());

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile AccountControl accounts;

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        log.info("looked");
        AccountControl present = accounts;
        if (present == null) {
            log.temporarilyUnavailable("the accounts are not there yet");
            return new Result(log);
        }
        try {
            present.requireDatabase();
        } catch (ProblemException e) {
            // where the database is, is nothing for strangers, who may ask for this
            LOG.log(System.Logger.Level.DEBUG, "the database is away", e);
            log.temporarilyUnavailable("the database does not answer, so no change is taken; the log says why");
        }
        return new Result(log);
    }
}
