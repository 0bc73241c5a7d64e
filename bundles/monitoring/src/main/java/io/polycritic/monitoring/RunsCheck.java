package io.polycritic.monitoring;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import java.util.Set;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether runs have failed or wait for a plugin: somebody should look, but the server takes work. */
@Component(property = {HealthCheck.NAME + "=runs", HealthCheck.TAGS + "=ready"})
public final class RunsCheck implements HealthCheck {
    private static final int NAMED = 10;
    private static final Set<RunState> BAD = Set.of(RunState.FAILED, RunState.WAITING_FOR_PLUGIN);

    private final RunControl control;

    /**
     * Makes the check.
     *
     * @param control the engine
     */
    @Activate
    public RunsCheck(@Reference RunControl control) {
        this.control = control;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        log.info("looked");
        int found = 0;
        for (RunView run : control.runs()) {
            if (BAD.contains(run.state()) && ++found <= NAMED) {
                String why = run.problem() == null ? "" : ": " + run.problem().message();
                log.warn("run {} is {}{}", run.run(), run.state(), why);
            }
        }
        if (found > NAMED) {
            log.warn("and {} more runs have failed or wait", found - NAMED);
        }
        return new Result(log);
    }
}
