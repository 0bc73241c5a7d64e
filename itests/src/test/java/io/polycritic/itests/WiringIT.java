package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** Runs are made of parts from many bundles, and a run spec that does not fit together is refused before it starts. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WiringIT {
    private final Platform platform = new Platform();

    @Configuration
    public Option[] configuration() throws Exception {
        return Distribution.container();
    }

    private List<SlotView> check(ObjectNode spec) {
        return platform.runs().check(spec.toString());
    }

    private void refused(ObjectNode spec, String path, String... words) {
        Problem problem =
                assertThrows(ProblemException.class, () -> check(spec)).problem();
        assertEquals(problem.toString(), "USER", problem.code());
        assertEquals(problem.toString(), path, problem.path());
        for (String word : words) {
            assertTrue(
                    "no '" + word + "' in: " + problem.message(),
                    problem.message().contains(word));
        }
        assertTrue("several lines: " + problem.message(), problem.message().indexOf('\n') < 0);
    }

    private static Set<String> bundles(List<SlotView> slots) {
        Set<String> bundles = new HashSet<>();
        slots.forEach(slot -> bundles.add(slot.bundle()));
        return bundles;
    }

    @Test
    public void slimIsMadeOfManyBundles() throws Exception {
        List<SlotView> slots = check(Specs.recipe("slim"));
        assertTrue("parts of " + bundles(slots), bundles(slots).size() >= 6);
        long critics =
                slots.stream().filter(slot -> slot.kind().equals("critic")).count();
        assertTrue(critics + " critics", critics >= 3);
    }

    @Test
    public void cartPoleIsMadeOfManyBundles() throws Exception {
        Set<String> bundles = bundles(check(Specs.recipe("cart-pole")));
        assertTrue("parts of " + bundles, bundles.size() >= 6);
    }

    @Test
    public void theExampleTrainsToItsOptimum() throws Exception {
        RunView begun =
                platform.runs().start(new RunRequest(Specs.recipe("example").toString(), null, null, null, false));
        RunView done = platform.runs().await(begun.run(), 60);
        assertEquals(done.toString(), RunState.DONE, done.state());
        assertEquals(done.toString(), -7, done.metrics().get("evaluators.return/return"), 0);
        assertEquals(Set.of("io.polycritic.plugins.example"), bundles(begun.slots()));
    }

    @Test
    public void anUnknownPluginIsRefusedWithTheNearestName() throws Exception {
        refused(
                Specs.set(Specs.recipe("cart-pole"), "/critics/task/plugin", "v-critik"),
                "critics.task.plugin",
                "v-critik",
                "did you mean 'v-critic'");
    }

    @Test
    public void aPluginOfAnotherKindIsRefused() throws Exception {
        refused(Specs.set(Specs.recipe("cart-pole"), "/critics/task/plugin", "adam"), "critics.task.plugin", "adam");
    }

    @Test
    public void aVersionThatIsNotThereIsRefused() throws Exception {
        refused(
                Specs.set(Specs.recipe("cart-pole"), "/learner/plugin", "ppo@9.9.9"),
                "learner.plugin",
                "ppo@9.9.9",
                "available are");
    }

    @Test
    public void aValueOfTheWrongTypeIsRefused() throws Exception {
        refused(
                Specs.set(Specs.recipe("cart-pole"), "/learner/config/lanes", "eight"),
                "learner.config.lanes",
                "'eight'",
                "a whole number");
        refused(
                Specs.set(Specs.recipe("cart-pole"), "/learner/config/lanes", 7.5),
                "learner.config.lanes",
                "7.5",
                "a whole number");
        refused(Specs.set(Specs.recipe("cart-pole"), "/budget/steps", "many"), "budget.steps", "\"many\"");
    }

    @Test
    public void aValueOutOfRangeIsRefused() throws Exception {
        refused(
                Specs.set(Specs.recipe("cart-pole"), "/critics/task/config/discount", 7),
                "critics.task.config.discount",
                "found 7",
                "from 0 to 1");
        refused(Specs.set(Specs.recipe("cart-pole"), "/budget/steps", 0), "budget.steps", "found 0", "at least 1");
    }

    @Test
    public void anUnknownKeyIsRefusedWithTheNearestOne() throws Exception {
        refused(
                Specs.set(Specs.recipe("cart-pole"), "/critics/task/config/discuont", 0.9),
                "critics.task.config.discuont",
                "did you mean 'discount'");
        refused(Specs.set(Specs.recipe("cart-pole"), "/lerner", 1), "lerner", "did you mean 'learner'");
    }

    @Test
    public void aCriticWithoutItsRewardNamesBothSlots() throws Exception {
        refused(
                Specs.remove(Specs.recipe("cart-pole"), "/rewards/task"),
                "critics.task",
                "rewards.task",
                "which the run does not have");
    }

    @Test
    public void aMissingOptimizerIsNamedWithItsSlot() throws Exception {
        refused(Specs.remove(Specs.recipe("cart-pole"), "/optimizers/actor"), "learner", "optimizers.actor");
    }

    @Test
    public void spacesThatDoNotFitAreRefused() throws Exception {
        ObjectNode table =
                Specs.set(Specs.recipe("cart-pole"), "/learner", java.util.Map.of("plugin", "example-tabular"));
        refused(table, "learner", "needs one observed number with limits", "cart.position");
        refused(
                Specs.set(Specs.recipe("cart-pole"), "/rewards/task/plugin", "reach"),
                "rewards.task.config.from",
                "tip.position",
                "cart.position");
    }

    @Test
    public void textThatIsNoJsonIsRefusedWithThePlace() {
        Problem problem = assertThrows(
                        ProblemException.class, () -> platform.runs().check("{\"name\": }"))
                .problem();
        assertEquals("USER", problem.code());
        assertTrue(problem.message(), problem.message().contains("line 1, column"));
    }
}
