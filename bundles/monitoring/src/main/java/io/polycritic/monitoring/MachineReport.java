package io.polycritic.monitoring;

import io.polycritic.api.control.SystemView;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the Java machine tells of itself and of what it runs on. */
final class MachineReport {
    private static final System.Logger LOG = System.getLogger(MachineReport.class.getName());
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1L << 10;

    private MachineReport() {}

    static SystemView.Machine machine() {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return new SystemView.Machine(
                runtime.getVmName() + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(),
                load("ProcessCpuLoad"),
                load("SystemCpuLoad"),
                memory.getHeapMemoryUsage().getUsed(),
                memory.getHeapMemoryUsage().getMax(),
                memory.getNonHeapMemoryUsage().getUsed(),
                resident(STATUS),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                                .sum()
                        / 1e3);
    }

    /** A share of the processors; by name, since the bean's type is no part of Java's specification. */
    private static double load(String attribute) {
        try {
            Object load = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), attribute);
            return load instanceof Double share && share >= 0 ? share : -1;
        } catch (JMException e) {
            LOG.log(System.Logger.Level.DEBUG, "the machine does not tell of " + attribute, e);
            return -1;
        }
    }

    /** Bytes of the line {@code VmRSS} of a Linux process. */
    static long resident(Path status) {
        if (!Files.isReadable(status)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line ->
                            line.substring(RESIDENT.length()).replace("kB", "").strip())
                    .mapToLong(kib -> Long.parseLong(kib) * KIB)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the machine does not tell of its memory", e);
            return -1;
        }
    }

    static SystemView.Disk disk(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return new SystemView.Disk(folder.toString(), store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the disk does not tell of its space", e);
            return new SystemView.Disk(folder.toString(), -1, -1);
        }
    }
}
