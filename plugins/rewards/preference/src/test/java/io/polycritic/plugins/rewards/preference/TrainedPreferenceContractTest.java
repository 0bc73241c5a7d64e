package io.polycritic.plugins.rewards.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.preference.PreferenceModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainedPreferenceContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new TrainedPreference();
    }

    /** The other run lives as long as the test's class loader; it has no threads or files. */
    @Override
    protected TestRun run() {
        TestRun trained = Contests.run(Contests.cycle(), false, 1e-3);
        PreferenceModel model =
                (PreferenceModel) trained.add("rewards.gpm", new GpmReward(), Map.of("hidden", List.of(8)));
        return Contests.run(Contests.cycle(), false, 1e-3)
                .frozen("fit-1", new TestSubject(0, Map.of("rewards.gpm", model), null));
    }

    @Override
    protected String path() {
        return "rewards.judge";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("run", "fit-1", "model", "gpm");
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("rewards.judge", PreferenceModel.class)
                .score(run.part("environment", Contests.class).all());
    }

    @Test
    void rewardsHaveTheNameOfTheSlot() {
        try (TestRun run = run()) {
            PreferenceModel model = (PreferenceModel) run.add("rewards.judge", new TrainedPreference(), config());
            Batch all = run.part("environment", Contests.class).all();
            model.score(all);
            float[] scores = new float[9];
            model.scores(all, scores);
            float[] expected = new float[3];
            for (int i = 0; i < 9; i++) {
                expected[i / 3] += scores[i] / 3;
            }
            assertArrayEquals(expected, all.numbers("rewards.judge"), 1e-6f);
            assertEquals(6, model.passes());
        }
    }

    @Test
    void aSlotThatTheOtherRunDoesNotHaveIsRefused() {
        try (TestRun run = run()) {
            Map<String, String> config = Map.of("run", "fit-1", "model", "bt");
            assertThrows(InvalidConfigException.class, () -> run.add("rewards.judge", new TrainedPreference(), config));
        }
    }
}
