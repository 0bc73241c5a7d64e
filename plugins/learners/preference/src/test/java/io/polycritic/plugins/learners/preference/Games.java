package io.polycritic.plugins.learners.preference;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.environments.preference.PrefGame;
import io.polycritic.plugins.rewards.preference.GamePreference;
import io.polycritic.preference.PreferenceGame;
import io.polycritic.preference.RegularisedGame;
import io.polycritic.preference.TabularPolicy;
import java.util.Map;

/** Runs of games. */
final class Games {
    private Games() {}

    /** A run with a drawn game, judged exactly; without a learner. */
    static TestRun run(long seed, Map<String, ?> game) {
        return run(seed, game, new GamePreference());
    }

    static TestRun run(long seed, Map<String, ?> game, PartFactory<?, ? extends RewardModel> judge) {
        TestRun run = new TestRun(seed, null, null);
        run.add("environment", new PrefGame(), game);
        run.add("rewards.judge", judge, Map.of());
        return run;
    }

    /** Adds a learner and lets it make so many updates. */
    static TabularPolicy learned(TestRun run, Map<String, ?> config, int updates) {
        Learner learner = run.add("learner", new NashMd(), config);
        for (int i = 0; i < updates; i++) {
            learner.update();
        }
        return (TabularPolicy) learner;
    }

    static RegularisedGame game(TestRun run, int prompt, double tau) {
        PreferenceGame game = run.part("environment", PreferenceGame.class);
        return new RegularisedGame(game.preferences(prompt), game.reference(prompt), tau);
    }
}
