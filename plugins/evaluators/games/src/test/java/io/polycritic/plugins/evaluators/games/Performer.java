package io.polycritic.plugins.evaluators.games;

import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.games.Game;
import io.polycritic.games.InferredReward;
import io.polycritic.games.JointPolicy;
import java.util.function.IntFunction;

/** Has a given joint policy, and infers given rewards. */
final class Performer implements PolicyLearner, InferredReward {
    private final Game game;
    private final JointPolicy policy;
    private final IntFunction<double[]> rewards;

    Performer(Game game, JointPolicy policy, IntFunction<double[]> rewards) {
        this.game = game;
        this.policy = policy;
        this.rewards = rewards;
    }

    @Override
    public double[] inferred(Game asked, int agent) {
        return rewards.apply(agent);
    }

    @Override
    public Update update() {
        return new Update(0, 0);
    }

    @Override
    public Space condition() {
        return Space.EMPTY;
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        return new Policy() {
            @Override
            public void act(float[] observations, float[] conditions, float[] actions) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void probabilities(float[] observations, float[] conditions, float[] probabilities) {
                int n = game.actions().size();
                for (int row = 0; row < rows; row++) {
                    int state =
                            game.state(observations, row * game.observation().width());
                    for (int joint = 0; joint < n; joint++) {
                        probabilities[row * n + joint] = (float) policy.probabilities()[state * n + joint];
                    }
                }
            }

            @Override
            public void close() {
                // There is nothing to free.
            }
        };
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
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
