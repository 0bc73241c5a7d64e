package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SeriesView;
import java.util.Arrays;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** SLIM, as it ships, learns. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SlimIT {
    private static final long STEPS = 40_000;

    private RunControl runs;

    @Configuration
    public Option[] configuration() throws Exception {
        return Distribution.container();
    }

    @Before
    public void findTheEngine() {
        runs = new Platform().runs();
    }

    private double[] series(String run, String name) {
        List<SeriesView> found = runs.metrics(run, List.of(name), 1000);
        assertEquals(name, 1, found.size());
        return found.get(0).values();
    }

    @Test
    public void aShortTrainingImprovesOverItsStart() throws Exception {
        String run = runs.start(new RunRequest(Specs.recipe("slim").toString(), null, null, STEPS, false))
                .run();
        RunView done = runs.await(run, 300);
        assertEquals(done.toString(), RunState.DONE, done.state());
        double[] reach = series(run, "learner/return.reach");
        int count = reach.length;
        assertTrue(count + " updates", count >= 12);
        double start = Arrays.stream(reach, 0, 3).average().orElseThrow();
        double end = Arrays.stream(reach, count - 3, count).average().orElseThrow();
        System.getLogger("SlimIT").log(System.Logger.Level.INFO, "reach return {0} -> {1}", start, end);
        assertTrue("reach return from " + start + " to " + end, end > 2 * start && end > start + 6);
        for (String critic : List.of("reach", "skill", "safety")) {
            double[] loss = series(run, "critics." + critic + "/loss");
            assertTrue(
                    critic + ": " + Arrays.toString(loss), Arrays.stream(loss).allMatch(Double::isFinite));
        }
    }
}
