package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.StudyControl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkTest {
    @BeforeEach
    void silence() {
        Logs.silence();
    }

    @TempDir
    Path folder;

    private Framework start(Installation installation) {
        return Framework.start(installation, folder.resolve("data"), folder.resolve("cache"), 0);
    }

    @Test
    void givesTheServiceOfABundleToTheLauncher() throws IOException {
        Installation installation = new FakeInstallation(folder).engine().done();
        try (Framework framework = start(installation)) {
            assertTrue(framework.service(RunControl.class).runs().isEmpty());
            assertEquals(OptionalInt.empty(), framework.port());
            assertEquals(folder.resolve("data").toString(), framework.context().getProperty(Framework.DATA));
        }
    }

    @Test
    void startsAgainInTheSameCache() throws IOException {
        Installation installation = new FakeInstallation(folder).engine().done();
        start(installation).close();
        try (Framework framework = start(installation)) {
            assertTrue(framework.find(RunControl.class).isPresent());
        }
    }

    @Test
    void leavesOutWhatIsBeyondTheExtent() throws IOException {
        Installation installation = new FakeInstallation(folder)
                .engine()
                .bundle(4, "web", Map.of("Import-Package", "no.such.web"), Map.of())
                .done();
        try (Framework framework = start(installation)) {
            assertTrue(framework.faults().stream().noneMatch(fault -> fault.contains("web")));
            framework.raise(Framework.Extent.REST);
            assertTrue(framework.faults().stream().anyMatch(fault -> fault.contains("no.such.web")));
        }
    }

    @Test
    void saysWhatAnUnresolvedBundleNeeds() throws IOException {
        Installation installation = new FakeInstallation(folder)
                .bundle(2, "broken", Map.of("Import-Package", "no.such.thing"), Map.of())
                .done();
        try (Framework framework = start(installation)) {
            List<String> faults = framework.faults();
            String expected =
                    "bundle broken does not work: needs osgi.wiring.package (osgi.wiring.package=no.such.thing)";
            assertTrue(faults.contains(expected), faults.toString());
            Failure failure = assertThrows(Failure.class, () -> framework.service(StudyControl.class));
            assertEquals(1, failure.exitCode());
            assertTrue(failure.line().contains("no.such.thing"), failure.line());
        }
    }
}
