package io.polycritic.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.AccountControl;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    @TempDir
    Path data;

    @Test
    void theDiskMustHaveRoom() throws Exception {
        long free = Files.getFileStore(data).getUsableSpace() >> 20;
        assertEquals(Result.Status.OK, new DiskCheck(data, free / 4).execute().getStatus());
        assertEquals(
                Result.Status.WARN, new DiskCheck(data, free / 4 * 3).execute().getStatus());
        Result full = new DiskCheck(data, free * 2).execute();
        assertEquals(Result.Status.TEMPORARILY_UNAVAILABLE, full.getStatus());
        assertTrue(full.toString().contains("health.disk.mib"), full.toString());
        Result gone = new DiskCheck(data.resolve("gone"), 1).execute();
        assertEquals(Result.Status.TEMPORARILY_UNAVAILABLE, gone.getStatus());
        try (var left = Files.list(data)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void failedRunsAreAWarning() {
        RunView run = new RunView("a", "toy", 7, RunState.RUNNING, 0, 1, 0, 0, 1, 0, "", null, Map.of(), List.of());
        assertEquals(
                Result.Status.OK,
                new RunsCheck(OnlyRuns.of(List.of(run))).execute().getStatus());
        RunView failed = run.failed(new Problem("PLUGIN", "critics.one", "divided by zero"));
        Result warned = new RunsCheck(OnlyRuns.of(List.of(run, failed))).execute();
        assertEquals(Result.Status.WARN, warned.getStatus());
        assertTrue(warned.toString().contains("run a is FAILED: divided by zero"), warned.toString());
    }

    @Test
    void withoutAnEngineNoWorkIsTaken() {
        assertEquals(
                Result.Status.TEMPORARILY_UNAVAILABLE,
                new EngineCheck().execute().getStatus());
    }

    @Test
    void withoutADatabaseNoChangeIsTaken() {
        DatabaseCheck check = new DatabaseCheck();
        assertEquals(Result.Status.TEMPORARILY_UNAVAILABLE, check.execute().getStatus());
        check.accounts = accounts(() -> {});
        assertEquals(Result.Status.OK, check.execute().getStatus());
        check.accounts = accounts(() -> {
            throw new ProblemException(new Problem("RESOURCE", "database.url", "db.example cannot be used"));
        });
        Result away = check.execute();
        assertEquals(Result.Status.TEMPORARILY_UNAVAILABLE, away.getStatus());
        assertFalse(away.toString().contains("db.example"), "told to strangers");
    }

    /** Accounts that are asked for nothing but their database. */
    private static AccountControl accounts(Runnable database) {
        return (AccountControl) Proxy.newProxyInstance(
                ChecksTest.class.getClassLoader(),
                new Class<?>[] {AccountControl.class},
                (proxy, method, arguments) -> {
                    assertEquals("requireDatabase", method.getName());
                    database.run();
                    return null;
                });
    }

    @Test
    void threadsThatWaitForOneAnotherAreFound() throws Exception {
        assertEquals(Result.Status.OK, new JavaCheck().execute().getStatus());
        ReentrantLock one = new ReentrantLock();
        ReentrantLock two = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        Thread first = locking("first", one, two, both);
        Thread second = locking("second", two, one, both);
        while (!one.hasQueuedThread(second) || !two.hasQueuedThread(first)) {
            Thread.onSpinWait();
        }
        Result dead = new JavaCheck().execute();
        first.interrupt();
        second.interrupt();
        first.join();
        second.join();
        assertEquals(Result.Status.CRITICAL, dead.getStatus());
        assertTrue(dead.toString().contains("thread first waits for ever"), dead.toString());
        assertEquals(Result.Status.OK, new JavaCheck().execute().getStatus());
    }

    private static Thread locking(String name, ReentrantLock held, ReentrantLock wanted, CountDownLatch both) {
        Thread thread = new Thread(
                () -> {
                    held.lock();
                    try {
                        both.countDown();
                        both.await();
                        wanted.lockInterruptibly();
                        wanted.unlock();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        held.unlock();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
