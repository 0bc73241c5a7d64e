package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.games.GameFields;
import io.polycritic.plugins.critics.inverse.MarginalQ;
import io.polycritic.plugins.environments.games.ExpertDemonstrations;
import io.polycritic.plugins.environments.games.MarkovGame;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.util.List;
import java.util.Map;

/** A run of a random game, and batches for reward models. */
final class RewardRuns {
    private static final String[] SHARED = {Fields.OBSERVATION, Fields.NEXT_OBSERVATION, Fields.ACTION, Fields.ENDING};

    private RewardRuns() {}

    static TestRun game() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new MarkovGame(), Map.of());
        run.add("streams.demonstrations", new ExpertDemonstrations(), Map.of("episodes", 50));
        run.add("optimizers.rewards", new Adam(), Map.of("learningRate", 0.01));
        run.add("optimizers.actor", new Adam(), Map.of("learningRate", 0.01));
        run.add("optimizers.critics", new Adam(), Map.of("learningRate", 0.01));
        for (String agent : List.of("agent1", "agent2")) {
            run.add("critics." + agent, new MarginalQ(), Map.of("hidden", List.of(8), "rationality", 4));
        }
        return run;
    }

    /** Demonstrated steps beside such in which all agents always take their first action. */
    static Batch batch(TestRun run, int rows) {
        Batch batch = new Batch(Shape.of(rows));
        DataStream stream = run.part("streams.demonstrations", DataStream.class);
        Batch shown = new Batch(Shape.of(rows));
        stream.next(shown);
        stream.next(batch);
        java.util.Arrays.fill(batch.numbers(Fields.ACTION), 0);
        for (String field : SHARED) {
            float[] to = batch.put(FieldSpec.numbers(
                    GameFields.demonstrated(field), shown.spec(field).width()));
            System.arraycopy(shown.numbers(field), 0, to, 0, to.length);
        }
        for (String agent : List.of("agent1", "agent2")) {
            String log = GameFields.logProbability(agent);
            java.util.Arrays.fill(batch.put(FieldSpec.numbers(log)), (float) Math.log(0.8));
            java.util.Arrays.fill(batch.put(FieldSpec.numbers(GameFields.demonstrated(log))), (float) Math.log(0.1));
        }
        return batch;
    }

    static void judge(TestRun run, String path) {
        RewardModel model = run.part(path, RewardModel.class);
        for (int i = 0; i < 3; i++) {
            Batch batch = batch(run, 32);
            model.score(batch);
            model.learn(batch);
        }
    }
}
