package io.polycritic.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.SystemView;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineReportTest {
    @TempDir
    Path folder;

    @Test
    void theMachineTellsOfItself() {
        SystemView.Machine machine = MachineReport.machine();
        assertTrue(machine.java().contains(String.valueOf(Runtime.version().feature())), machine.java());
        assertTrue(machine.heapUsed() > 0 && machine.heapUsed() <= machine.heapMost(), machine.toString());
        assertTrue(machine.processLoad() <= 1 && machine.systemLoad() <= 1, machine.toString());
        assertTrue(machine.threads() > 0 && machine.processors() > 0, machine.toString());
    }

    @Test
    void residentMemoryIsReadFromLinux() throws Exception {
        Path status = Files.writeString(folder.resolve("status"), "Name:\tjava\nVmRSS:\t    1536 kB\nThreads:\t9\n");
        assertEquals(1536L << 10, MachineReport.resident(status));
        assertEquals(-1, MachineReport.resident(Files.writeString(folder.resolve("other"), "Name:\tjava\n")));
        assertEquals(-1, MachineReport.resident(folder.resolve("none")));
    }

    @Test
    void aDiskThatIsGoneTellsNothing() {
        SystemView.Disk disk = MachineReport.disk(folder);
        assertTrue(0 <= disk.free() && disk.free() <= disk.total(), disk.toString());
        assertEquals(-1, MachineReport.disk(folder.resolve("gone")).free());
    }
}
