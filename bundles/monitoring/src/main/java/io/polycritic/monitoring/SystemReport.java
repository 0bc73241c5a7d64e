package io.polycritic.monitoring;

import io.polycritic.api.control.AccountControl;
import io.polycritic.api.control.SystemControl;
import io.polycritic.api.control.SystemView;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts together what people want to see of a server. */
@Component
public final class SystemReport implements SystemControl {
    private final String version;
    private final Path data;
    private final HealthCheckExecutor executor;
    private final Measures measures;
    private final AccountControl accounts;

    /**
     * Makes the report.
     *
     * @param bundle gives the version and the framework's properties
     * @param executor carries the checks out
     * @param measures what is measured
     * @param accounts knows the database
     */
    @Activate
    public SystemReport(
            BundleContext bundle,
            @Reference HealthCheckExecutor executor,
            @Reference Measures measures,
            @Reference AccountControl accounts) {
        this.version = bundle.getBundle().getVersion().toString();
        this.data = Path.of(bundle.getProperty("polycritic.data"));
        this.executor = executor;
        this.measures = measures;
        this.accounts = accounts;
    }

    @Override
    public SystemView system() {
        // several tags in one selector would have to be those of one check
        List<HealthCheckExecutionResult> results = new ArrayList<>(executor.execute(HealthCheckSelector.tags("live")));
        results.addAll(executor.execute(HealthCheckSelector.tags("ready")));
        List<SystemView.Health> checks = Checks.of(results);
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        return new SystemView(
                version,
                Instant.ofEpochMilli(started).truncatedTo(ChronoUnit.SECONDS).toString(),
                ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
                Checks.worst(checks),
                checks,
                MachineReport.machine(),
                MachineReport.disk(data),
                accounts.database(),
                measures.runs().work(),
                measures.runs().pauses(),
                measures.requests().traffic(),
                measures.told());
    }
}
