package io.polycritic.plugins.rewards.inverse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.InferredReward;
import io.polycritic.plugins.critics.inverse.MarginalQ;
import io.polycritic.plugins.critics.value.VCritic;
import io.polycritic.plugins.environments.games.CrossroadMini;
import io.polycritic.plugins.environments.games.ExpertDemonstrations;
import io.polycritic.plugins.learners.actorcritic.A2c;
import io.polycritic.plugins.learners.games.MaAirl;
import io.polycritic.plugins.learners.games.MaGail;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RewardsTest {
    private static double mean(float[] rewards) {
        double sum = 0;
        for (float reward : rewards) {
            sum += reward;
        }
        return sum / rewards.length;
    }

    /** What is always done, and not demonstrated so, earns less and less, and is told apart more and more. */
    @Test
    void discriminatorsTellStepsApart() {
        for (RewardModelFactory<?> factory : new RewardModelFactory<?>[] {new GailReward(), new AirlReward()}) {
            try (TestRun run = RewardRuns.game()) {
                run.add("rewards.agent1", factory, Map.of("hidden", List.of(16), "epochs", 2));
                RewardModel model = run.part("rewards.agent1", RewardModel.class);
                Batch batch = RewardRuns.batch(run, 128);
                model.score(batch);
                double before = mean(batch.numbers(Fields.rewards("agent1")));
                model.learn(batch);
                double loss = run.metrics().get("rewards.agent1/loss");
                for (int i = 0; i < 60; i++) {
                    model.learn(batch);
                }
                model.score(batch);
                assertTrue(mean(batch.numbers(Fields.rewards("agent1"))) < before);
                assertTrue(run.metrics().get("rewards.agent1/loss") < 0.8 * loss);
                Game game = run.part("environment", GameWorld.class).game();
                assertEquals(
                        72, run.part("rewards.agent1", InferredReward.class).inferred(game, 0).length);
            }
        }
    }

    /** x = Q(s, a) - gamma V(s'), which is the table's entry where the next state is certain. */
    @Test
    void impliedRewardsAreThoseOfTheTable() {
        try (TestRun run = new TestRun(3, CompiledCompute.withJavaBlas(), null)) {
            run.add("environment", new CrossroadMini(), Map.of());
            run.add("streams.demonstrations", new ExpertDemonstrations(), Map.of());
            run.add("critics.agent1", new MarginalQ(), Map.of("hidden", List.of(8)));
            run.add("critics.agent2", new MarginalQ(), Map.of("hidden", List.of(8), "form", "direct"));
            Game game = run.part("environment", GameWorld.class).game();
            for (int agent = 0; agent < 2; agent++) {
                String name = "agent" + (agent + 1);
                run.add("rewards." + name, new QImpliedReward(), Map.of());
                double[] table =
                        run.part("rewards." + name, InferredReward.class).inferred(game, agent);
                Batch batch = new Batch(Shape.of(64));
                run.part("streams.demonstrations", DataStream.class).next(batch);
                run.part("rewards." + name, RewardModel.class).score(batch);
                for (int row = 0; row < 64; row++) {
                    int at = game.state(batch.numbers(Fields.OBSERVATION), row * 4) * 9
                            + game.actions().joint(batch.numbers(Fields.ACTION), row * 2);
                    assertEquals(table[at], batch.numbers(Fields.rewards(name))[row], 1e-5);
                }
            }
        }
    }

    /** The critics of one run judge a new team, which a single-agent learner trains in another run. */
    @Test
    void aNewTeamEarnsWhatAnotherRunsCriticsImply() {
        for (String recovery : List.of("implied", "events")) {
            try (TestRun taught = new TestRun(1, CompiledCompute.withJavaBlas(), null);
                    TestRun run = new TestRun(2, CompiledCompute.withJavaBlas(), null)) {
                taught.add("environment", new CrossroadMini(), Map.of());
                Map<String, Part> parts = new HashMap<>();
                for (String agent : List.of("agent1", "agent2")) {
                    parts.put("critics." + agent, taught.add("critics." + agent, new MarginalQ(), Map.of()));
                }
                run.frozen("mamql-1", new TestSubject(100, parts, null));
                run.add("environment", new CrossroadMini(), Map.of());
                run.add("optimizers.actor", new Adam(), Map.of());
                run.add("optimizers.critics", new Adam(), Map.of());
                run.add(
                        "rewards.team",
                        new QImpliedReward(),
                        Map.of("run", "mamql-1", "agents", List.of("agent1", "agent2"), "recovery", recovery));
                run.add("critics.team", new VCritic(), Map.of("hidden", List.of(8)));
                run.add("learner", new A2c(), Map.of("lanes", 4, "horizon", 8, "hidden", List.of(8)));
                for (int i = 0; i < 3; i++) {
                    run.part("learner", Learner.class).update();
                }
                assertTrue(Double.isFinite(run.metrics().get("critics.team/returnMean")));
                assertTrue(run.metrics().get("critics.team/returnStd") > 0);
            }
        }
    }

    @Test
    void adversariesLearnFromOneAnother() {
        for (LearnerFactory<?> learner : new LearnerFactory<?>[] {new MaGail(), new MaAirl()}) {
            try (TestRun run = RewardRuns.game()) {
                for (String agent : List.of("agent1", "agent2")) {
                    RewardModelFactory<?> reward = learner instanceof MaGail ? new GailReward() : new AirlReward();
                    run.add("rewards." + agent, reward, Map.of("hidden", List.of(8)));
                    run.add("critics." + agent, new VCritic(), Map.of("hidden", List.of(8)));
                }
                run.add("learner", learner, Map.of("lanes", 4, "horizon", 8, "hidden", List.of(8)));
                for (int i = 0; i < 5; i++) {
                    run.part("learner", Learner.class).update();
                }
                assertTrue(Double.isFinite(run.metrics().get("rewards.agent2/loss")));
                assertTrue(run.metrics().get("rewards.agent1/accuracy") > 0.3);
            }
        }
    }

    @Test
    void agentsAndRunsAreChecked() {
        try (TestRun run = RewardRuns.game()) {
            InvalidConfigException refused = assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("rewards.team", new QImpliedReward(), Map.of("agents", List.of("agent3"))));
            assertTrue(refused.getMessage().contains("allowed are [agent1, agent2]"), refused.getMessage());
            run.frozen("empty", new TestSubject(0, Map.of(), null));
            refused = assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("rewards.agent1", new QImpliedReward(), Map.of("run", "empty")));
            assertTrue(refused.getMessage().contains("has no critic of agent1"), refused.getMessage());
        }
    }
}
