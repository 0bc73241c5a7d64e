package io.polycritic.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Whether the data folder can be written to, and has room for what is to come. */
@Component(property = {HealthCheck.NAME + "=data folder", HealthCheck.TAGS + "=ready"})
public final class DiskCheck implements HealthCheck {
    private static final long MIB = 1L << 20;
    private static final long USUAL_MIB = 1024;

    private final Path data;
    private final long leastMib;

    /**
     * Makes the check.
     *
     * @param bundle gives the framework's properties
     */
    @Activate
    public DiskCheck(BundleContext bundle) {
        this(Path.of(bundle.getProperty("polycritic.data")), least(bundle.getProperty("polycritic.health.disk.mib")));
    }

    DiskCheck(Path data, long leastMib) {
        this.data = data;
        this.leastMib = leastMib;
    }

    private static long least(String property) {
        return property == null ? USUAL_MIB : Long.parseLong(property);
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        log.info("looked");
        try {
            Files.delete(Files.createTempFile(data, "health", ".probe"));
            long free = Files.getFileStore(data).getUsableSpace() / MIB;
            if (free < leastMib) {
                log.temporarilyUnavailable("{} MiB of disk are free, {} are needed (health.disk.mib)", free, leastMib);
            } else if (free < 2 * leastMib) {
                log.warn("{} MiB of disk are free; below {} no more work is taken", free, leastMib);
            }
        } catch (IOException e) {
            log.temporarilyUnavailable("the data folder cannot be written to: {}", e.toString());
        }
        return new Result(log);
    }
}
