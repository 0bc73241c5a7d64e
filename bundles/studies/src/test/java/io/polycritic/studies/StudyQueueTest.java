package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.StudyJob;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyRequest;
import io.polycritic.api.control.StudyState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyQueueTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    Path data;

    private final LinkedBlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final Semaphore gate = new Semaphore(0);
    private volatile boolean leaving;

    private StudyQueue queue() {
        return new StudyQueue(data.resolve("queue.json"), this::work, () -> leaving, CLOCK);
    }

    private void work(StudyRequest request, Consumer<StudyProgress> listener) throws InterruptedException {
        listener.accept(new StudyProgress(1, 2, 0.5, "first run"));
        begun.add(request.study());
        gate.acquire();
        if (request.study().equals("bad")) {
            throw new ProblemException(new Problem("PLUGIN", "run", "a run failed"));
        }
    }

    private static StudyRequest request(String study) {
        return new StudyRequest(study, false, null, false);
    }

    private static StudyJob await(StudyQueue queue, String study, StudyState state) {
        while (true) {
            for (StudyJob job : queue.jobs()) {
                if (job.study().equals(study) && job.state() == state) {
                    return job;
                }
            }
            Thread.onSpinWait();
        }
    }

    private static String refused(StudyQueue queue, StudyRequest request) {
        Problem problem =
                assertThrows(ProblemException.class, () -> queue.begin(request)).problem();
        return problem.code();
    }

    @Test
    void studiesAreCarriedOutOneAfterTheOther() throws Exception {
        try (StudyQueue queue = queue()) {
            assertNull(queue.begin(request("one")).ended());
            assertEquals("one", begun.take());
            assertEquals(StudyState.WAITING, queue.begin(request("bad")).state());
            assertEquals(
                    StudyState.WAITING,
                    queue.begin(new StudyRequest("one", true, 3, false)).state());
            StudyJob running = await(queue, "one", StudyState.RUNNING);
            assertEquals("first run", running.progress().message());
            assertEquals("2026-01-02T03:04:05Z", running.begun());
            assertEquals("CONFLICT", refused(queue, request("one")));
            gate.release(2);
            assertEquals("bad", begun.take());
            assertEquals(
                    "a run failed",
                    await(queue, "bad", StudyState.FAILED).problem().message());
            assertEquals("one", begun.take());
            gate.release();
            while (queue.jobs().stream().anyMatch(job -> !job.state().isOver())) {
                Thread.onSpinWait();
            }
            assertEquals(3, queue.jobs().size());
            queue.begin(request("bad"));
            assertEquals("bad", begun.take(), "what is over can be asked for again");
        }
    }

    @Test
    void theQueueHasAnEnd() throws Exception {
        try (StudyQueue queue = queue()) {
            queue.begin(request("first"));
            begun.take();
            for (int i = 0; i < StudyQueue.MOST_WAITING; i++) {
                queue.begin(request("s" + i));
            }
            assertEquals("CONFLICT", refused(queue, request("another")));
            leaving = true;
            assertEquals("RESOURCE", refused(queue, request("another")));
        }
    }

    @Test
    void whatIsCancelledEnds() throws Exception {
        try (StudyQueue queue = queue()) {
            queue.begin(request("one"));
            begun.take();
            queue.begin(request("two"));
            queue.begin(request("three"));
            assertEquals(StudyState.CANCELLED, queue.cancel("two", false).state());
            assertEquals(StudyState.CANCELLING, queue.cancel("one", false).state());
            assertNull(await(queue, "one", StudyState.CANCELLED).problem());
            assertEquals("three", begun.take(), "the interrupt was for one study alone");
            gate.release();
            await(queue, "three", StudyState.DONE);
            assertEquals(
                    "CONFLICT",
                    assertThrows(ProblemException.class, () -> queue.cancel("three", false))
                            .problem()
                            .code());
            assertEquals(
                    "NOT_FOUND",
                    assertThrows(ProblemException.class, () -> queue.cancel("three", true))
                            .problem()
                            .code());
        }
        try (StudyQueue next = queue()) {
            assertEquals(List.of(), next.resume());
        }
    }

    @Test
    void whatIsNotOverGoesOnInTheNextProcess() throws Exception {
        try (StudyQueue queue = queue()) {
            queue.begin(new StudyRequest("one", true, 3, false));
            begun.take();
            queue.begin(request("two"));
            leaving = true;
        }
        leaving = false;
        try (StudyQueue next = queue()) {
            assertEquals(
                    List.of("one", "two"),
                    next.resume().stream().map(StudyJob::study).toList());
            assertEquals(List.of(), next.resume(), "once");
            assertEquals("one", begun.take());
            StudyJob one = await(next, "one", StudyState.RUNNING);
            assertTrue(one.quick());
            assertEquals(3, one.seeds());
            gate.release(2);
            await(next, "two", StudyState.DONE);
        }
        Files.writeString(data.resolve("queue.json"), "nonsense");
        try (StudyQueue next = queue()) {
            assertEquals(List.of(), next.resume());
        }
    }
}
