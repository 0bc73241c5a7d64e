package io.polycritic.monitoring;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Whether threads wait for one another for ever, and whether the heap is full of what is needed. */
@Component(property = {HealthCheck.NAME + "=java", HealthCheck.TAGS + "=live"})
public final class JavaCheck implements HealthCheck {
    private static final double FULL = 0.9;

    private final ThreadMXBean threads;
    private final List<MemoryPoolMXBean> pools;

    /** Makes the check of this process. */
    @Activate
    public JavaCheck() {
        this(ManagementFactory.getThreadMXBean(), ManagementFactory.getMemoryPoolMXBeans());
    }

    JavaCheck(ThreadMXBean threads, List<MemoryPoolMXBean> pools) {
        this.threads = threads;
        this.pools = pools;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        log.info("looked");
        long[] locked = threads.findDeadlockedThreads();
        if (locked != null) {
            for (ThreadInfo thread : threads.getThreadInfo(locked)) {
                log.critical("thread {} waits for ever for {}", thread.getThreadName(), thread.getLockName());
            }
        }
        for (MemoryPoolMXBean pool : pools) {
            // After a collection what is left is needed.
            MemoryUsage kept = pool.getCollectionUsage();
            boolean bounded = pool.getType() == MemoryType.HEAP && kept != null && kept.getMax() > 0;
            // Survivors and newcomers fill their small pools as a matter of course.
            if (bounded && pool.isUsageThresholdSupported() && kept.getUsed() > FULL * kept.getMax()) {
                log.warn("{} is full to {} % after a collection", pool.getName(), 100 * kept.getUsed() / kept.getMax());
            }
        }
        return new Result(log);
    }
}
