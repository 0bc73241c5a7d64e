package io.polycritic.exports.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import io.polycritic.exports.Folders;
import io.polycritic.store.MetricsFile;
import io.polycritic.store.RunFolder;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveLogTest {
    @TempDir
    Path data;

    private final RunControl runs = (RunControl) Proxy.newProxyInstance(
            LiveLogTest.class.getClassLoader(), new Class<?>[] {RunControl.class}, (proxy, method, arguments) -> "{}");

    private static RunEvent event(String run, String type, RunState state) {
        return new RunEvent(run, type, 1, 256, Map.of(), null, state);
    }

    private LiveLog log(Path logdir) {
        return new LiveLog(data, logdir.toString(), runs);
    }

    private List<Long> steps(String run) throws Exception {
        return Events.steps(Events.readAll(data.resolve("tb").resolve(run)), "learner/return");
    }

    @Test
    void runsThatWereHeardOfAreFollowedToTheirEnd() throws Exception {
        LiveLog log = log(data.resolve("tb"));
        RunFolder first = Folders.run(data, "slim-1");
        Folders.run(data, "slim-2");
        log.hear(event("slim-1", "metrics", RunState.RUNNING));
        log.write();
        assertEquals(List.of(256L), steps("slim-1"));
        assertFalse(Files.exists(data.resolve("tb/slim-2")), "nothing was heard of it");
        Folders.write(first, new MetricsFile.Line(3, 768, Map.of("learner/return", 1.0)));
        log.write();
        assertEquals(List.of(256L), steps("slim-1"), "nothing new was heard");
        log.hear(event("slim-1", "state", RunState.DONE));
        log.write();
        assertEquals(List.of(256L, 768L), steps("slim-1"));
    }

    /** A folder that cannot be made keeps nobody from anything; what can be written later is. */
    @Test
    void aFolderThatCannotBeWrittenToIsTriedAgain() throws Exception {
        Files.writeString(data.resolve("tb"), "a file where a folder should be");
        LiveLog log = log(data.resolve("tb"));
        Folders.run(data, "slim-1");
        log.hear(event("slim-1", "metrics", RunState.RUNNING));
        log.write();
        Files.delete(data.resolve("tb"));
        log.hear(event("slim-1", "metrics", RunState.RUNNING));
        log.write();
        assertEquals(List.of(256L), steps("slim-1"));
    }
}
