package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.StudyProgress;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyRunsTest {
    /** Looks at a run until it has made its budget: each makes half of it between two. */
    private static final int LOOKS = 2;

    private final Map<String, RunRequest> begun = new LinkedHashMap<>();
    private final Map<String, Integer> looks = new LinkedHashMap<>();
    private final List<String> stopped = new ArrayList<>();
    private final List<StudyProgress> told = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private String broken = "";

    private final RunControl runs = (RunControl) Proxy.newProxyInstance(
            RunControl.class.getClassLoader(), new Class<?>[] {RunControl.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "start":
                        RunRequest request = (RunRequest) arguments[0];
                        begun.put(request.run(), request);
                        return view(request.run());
                    case "run":
                        return view((String) arguments[0]);
                    case "await":
                        looks.merge((String) arguments[0], 1, Integer::sum);
                        return view((String) arguments[0]);
                    case "stop":
                        stopped.add((String) arguments[0]);
                        return view((String) arguments[0]);
                    default:
                        throw new UnsupportedOperationException(method.getName());
                }
            });

    private RunView view(String run) {
        RunRequest request = begun.get(run);
        if (request == null) {
            throw new ProblemException(new Problem("NOT_FOUND", "run", "there is no run " + run));
        }
        int times = Math.min(LOOKS, looks.getOrDefault(run, 0));
        RunState state = times < LOOKS ? RunState.RUNNING : run.equals(broken) ? RunState.FAILED : RunState.DONE;
        long steps = request.steps() * times / LOOKS;
        return new RunView(run, run, 1, state, steps, request.steps(), 0, 0, 0, 0, "", null, Map.of(), List.of());
    }

    private static Job job(String run, long steps, String... after) {
        return new Job(run, run, "", 1, steps, "{}", List.of(after));
    }

    private void carryOut(Job... jobs) throws InterruptedException {
        new StudyRuns(runs, false, told::add, (job, view) -> done.add(job.run())).run(List.of(jobs));
    }

    @Test
    void aLongRunCountsNoMoreThanAShortOne() throws InterruptedException {
        carryOut(job("pretraining", 1_000_000), job("a", 10, "pretraining"), job("b", 10, "a"), job("c", 10, "b"));
        assertEquals(List.of("pretraining", "a", "b", "c"), done);
        assertEquals(
                List.of(0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0),
                told.stream().map(StudyProgress::share).toList());
        assertEquals(
                List.of(0, 1, 1, 2, 2, 3, 3, 4),
                told.stream().map(StudyProgress::done).toList());
        assertTrue(told.stream().allMatch(progress -> progress.runs() == 4));
        assertEquals("pretraining", told.get(0).message());
    }

    @Test
    void aRunThatFailsStopsTheOthers() {
        broken = "a";
        ProblemException problem =
                assertThrows(ProblemException.class, () -> carryOut(job("a", 10), job("b", 10, "a")));
        assertTrue(problem.getMessage().contains("the run a ended as FAILED"), problem.getMessage());
        assertEquals(List.of(), done);
        assertFalse(begun.containsKey("b"));
        assertEquals(List.of("a"), stopped);
    }
}
