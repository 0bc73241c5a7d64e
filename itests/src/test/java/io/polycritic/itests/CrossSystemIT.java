package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/**
 * Parts that one system brought serve in another system's live run: what multi-task and contrastive learning use, in
 * SLIM.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CrossSystemIT {
    private static final String RUN = "cross";

    private RunControl runs;

    @Configuration
    public Option[] configuration() throws Exception {
        return Distribution.container();
    }

    @Before
    public void findTheEngine() {
        runs = new Platform().runs();
    }

    private Ticket swap(String slot, String plugin, Map<String, Object> config) throws InterruptedException {
        Ticket asked = runs.swap(RUN, new SwapRequest(slot, plugin, config, "warm", null, null, null, 0L, true));
        Poll.until(
                slot + " has " + plugin,
                () -> ticket(asked.id()).state() == TicketState.COMMITTED
                        || ticket(asked.id()).state() == TicketState.REJECTED,
                () -> ticket(asked.id()));
        Ticket ended = ticket(asked.id());
        assertEquals(ended.toString(), TicketState.COMMITTED, ended.state());
        return ended;
    }

    private Ticket ticket(long id) {
        return runs.tickets(RUN).stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private double[] series(String name) {
        return runs.metrics(RUN, List.of(name), 10_000).stream()
                .findFirst()
                .map(found -> found.values())
                .orElse(new double[0]);
    }

    @Test
    public void slimTakesSharpnessAwareStepsAndAContrastiveCriticOfSkills() throws Exception {
        ObjectNode spec = Specs.recipe("slim");
        Specs.remove(spec, "/evaluators");
        runs.start(new RunRequest(spec.toString(), RUN, 1L, 1_000_000L, true));
        Poll.until("SLIM trains", () -> runs.run(RUN).updates() >= 2, () -> runs.run(RUN));
        // The optimizer that multi-task learning brought: it perturbs, the base makes the step.
        swap("optimizers.base", "adam", Map.of("learningRate", 0.0003, "maxGradientNorm", 0.5));
        swap("optimizers.actor", "sam", Map.of("rho", 0.05));
        // The critic of pictures judges which moves belong to which skills.
        swap("rewards.skill", "skill-contrastive", Map.of());
        swap("critics.contrast", "infonce", Map.of("first", "move", "second", "skill"));
        long then = runs.run(RUN).updates();
        Poll.until("the critic teaches", () -> series("rewards.skill/loss").length > 0, () -> runs.run(RUN));
        Poll.until("SLIM goes on", () -> runs.run(RUN).updates() >= then + 6, () -> runs.run(RUN));
        double[] loss = series("rewards.skill/loss");
        assertTrue(Arrays.toString(loss), Arrays.stream(loss).allMatch(Double::isFinite));
        runs.stop(RUN);
        Poll.until("the run rests", () -> runs.run(RUN).state() == RunState.STOPPED, () -> runs.run(RUN));
        runs.replay(RUN);
        Poll.until("the replay ends", () -> runs.replayed(RUN).state() != RunState.RUNNING, () -> runs.replayed(RUN));
        assertTrue(runs.replayed(RUN).toString(), runs.replayed(RUN).same());
    }
}
