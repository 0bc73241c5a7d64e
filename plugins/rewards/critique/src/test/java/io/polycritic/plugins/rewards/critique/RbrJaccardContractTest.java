package io.polycritic.plugins.rewards.critique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.critique.Note;
import io.polycritic.critique.NoteGrammar;
import io.polycritic.critique.PathSpace;
import io.polycritic.plugins.environments.reasoning.ShapeScenes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RbrJaccardContractTest extends PluginContract {
    private static final Note A = new Note(3, 1);
    private static final Note B = new Note(7, 2);

    @Override
    protected PartFactory<?, ?> plugin() {
        return new RbrJaccard();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new ShapeScenes(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "rewards.rbr";
    }

    private double reward(Map<String, ?> config, List<Note> errors, int... response) {
        try (TestRun run = run()) {
            RewardModel model = run.add(path(), new RbrJaccard(), config);
            PathSpace space = PathSpace.of(run.context(path()).environment().observation());
            Batch batch = new Batch(Shape.of(1));
            PathSpace.write(
                    notes(run).write(errors), batch.put(space.critiques(PathSpace.ERRORS)), 0, space.critique());
            PathSpace.write(response, batch.put(space.critiques(PathSpace.RESPONSE)), 0, space.critique());
            model.score(batch);
            return batch.numbers("rewards.rbr")[0];
        }
    }

    private static NoteGrammar notes(TestRun run) {
        return run.part("environment", io.polycritic.critique.PathStream.class).notes();
    }

    /** S(d) = |E and D| / |E or D| + 0.1 J(d). */
    @Test
    void rewardIsOverlapAndForm() {
        try (TestRun run = run()) {
            NoteGrammar notes = notes(run);
            assertEquals(1.1, reward(Map.of(), List.of(A, B), notes.write(List.of(B, A))), 1e-6);
            assertEquals(0.6, reward(Map.of(), List.of(A, B), notes.write(List.of(A))), 1e-6);
            assertEquals(0.1, reward(Map.of(), List.of(A), notes.write(List.of(B))), 1e-6);
            assertEquals(1.1, reward(Map.of(), List.of(), notes.write(List.of())), 1e-6);
            int[] unknown = {PathSpace.BEGIN, PathSpace.AT, PathSpace.PLACE + 40, notes.kind(0), PathSpace.END};
            assertEquals(0.08, reward(Map.of(), List.of(A), unknown), 1e-6, "a malformed note costs a fifth of form");
            Map<String, ?> polite = Map.of("overlapWeight", 0, "judgeWeight", 1);
            assertEquals(1, reward(polite, List.of(A), notes.write(List.of(B))), 1e-6);
        }
    }

    @Test
    void namingEverythingIsWorseThanNamingTheRightThing() {
        try (TestRun run = run()) {
            NoteGrammar notes = notes(run);
            double right = reward(Map.of(), List.of(A), notes.write(List.of(A)));
            assertTrue(
                    right > reward(Map.of(), List.of(A), notes.write(notes.all().subList(0, 5))));
        }
    }
}
