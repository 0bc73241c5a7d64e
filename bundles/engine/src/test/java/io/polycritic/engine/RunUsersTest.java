package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunUser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** Users of runs as services of a framework. */
class RunUsersTest {
    @TempDir
    Path folder;

    private volatile String needed = "toy-7";

    @Test
    void whoWasAskedIsNotUsedAnyMore() throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString(),
                        Engine.DATA, folder.resolve("data").toString()));
        framework.start();
        Engine engine = new Engine(framework.getBundleContext(), ToyPlugins.catalog(), null, null);
        try {
            RunUser study = run -> Optional.of("the study slim").filter(any -> run.equals(needed));
            ServiceReference<RunUser> reference = framework
                    .getBundleContext()
                    .registerService(RunUser.class, study, null)
                    .getReference();
            engine.start(new RunRequest(ToyRun.SPEC, null, null, null, false));
            assertEquals(RunState.DONE, engine.await("toy-7", 30).state());
            ProblemException refused = assertThrows(ProblemException.class, () -> engine.delete("toy-7"));
            assertEquals("run: 'toy-7' is needed by the study slim", refused.getMessage());
            assertNull(reference.getUsingBundles());
            needed = "another";
            engine.delete("toy-7");
            assertEquals(List.of(), engine.runs());
            assertNull(reference.getUsingBundles());
        } finally {
            engine.close();
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
        }
    }
}
