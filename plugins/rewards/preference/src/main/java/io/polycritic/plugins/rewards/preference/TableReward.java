package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.PreferenceGame;

/** Rewards of all responses to a prompt, which follow from the game. */
final class TableReward implements RewardModel {
    private final GamePlay play;
    private final Judging judging;
    private final double[] opponent;
    private final double[] rewards;

    /** Judges all responses to a prompt. */
    @FunctionalInterface
    interface Judging {
        /**
         * Judges.
         *
         * @param game the game
         * @param prompt which prompt
         * @param opponent [n] probabilities
         * @param rewards [n], written to
         */
        void judge(PreferenceGame game, int prompt, double[] opponent, double[] rewards);
    }

    TableReward(GamePlay play, Judging judging) {
        this.play = play;
        this.judging = judging;
        this.opponent = new double[play.responses()];
        this.rewards = new double[play.responses()];
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(play.prompt())
                .needs(play.opponent())
                .offers(play.rewards())
                .calls("environment", PreferenceGame.class, 1)
                .build();
    }

    @Override
    public void score(Batch batch) {
        PreferenceGame game = play.game().get();
        float[] prompts = batch.numbers(Comparisons.PROMPT);
        float[] opponents = batch.numbers(PreferenceGame.OPPONENT);
        float[] written = batch.put(play.rewards());
        int n = play.responses();
        for (int row = 0; row < batch.rows(); row++) {
            for (int i = 0; i < n; i++) {
                opponent[i] = opponents[row * n + i];
            }
            judging.judge(game, (int) prompts[row], opponent, rewards);
            for (int i = 0; i < n; i++) {
                written[row * n + i] = (float) rewards[i];
            }
        }
    }

    @Override
    public void learn(Batch batch) {
        // What there is to know follows from the game.
    }

    @Override
    public void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public void load(StateReader in) {
        // There is no state.
    }
}
