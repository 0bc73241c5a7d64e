package io.polycritic.plugins.environments.games;

import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.games.Game;
import java.util.List;

/** One copy of a game that goes on. */
final class GameLane implements Lane, Drawn {
    private final Game game;
    private final int maxSteps;
    private final Painter painter;
    private final RandomStream random;
    private final float[] observation;

    /** The agents' mean reward, then each one's. */
    private final float[] signals;

    private int state = Game.ENDED;
    private int steps;

    GameLane(Game game, int maxSteps, Painter painter, RandomStream random) {
        this.game = game;
        this.maxSteps = maxSteps;
        this.painter = painter;
        this.random = random;
        this.observation = new float[game.observation().width()];
        this.signals = new float[game.size() + 1];
    }

    @Override
    public void reset() {
        state = first(game, random);
        steps = 0;
        java.util.Arrays.fill(signals, 0);
        game.observe(state, observation, 0);
    }

    /** Draws a first state. */
    static int first(Game game, RandomStream random) {
        double wanted = random.nextDouble();
        int last = 0;
        double passed = 0;
        for (int state = 0; state < game.states(); state++) {
            if (game.initial()[state] > 0) {
                last = state;
                passed += game.initial()[state];
                if (wanted < passed) {
                    return state;
                }
            }
        }
        return last;
    }

    @Override
    public Ending step(float[] actions, int offset) {
        if (state == Game.ENDED) {
            throw new IllegalStateException("the episode is over or has not begun; reset the lane first");
        }
        check(actions, offset);
        int at = state * game.actions().size() + game.actions().joint(actions, offset);
        signals[0] = 0;
        for (int agent = 0; agent < game.size(); agent++) {
            signals[agent + 1] = (float) game.rewards().of(agent, at);
            signals[0] += signals[agent + 1] / game.size();
        }
        int outcome = game.outcomes()[at];
        if (outcome == Game.ENDED) {
            state = Game.ENDED;
            return Ending.TERMINATED;
        }
        state = outcome < game.states() ? outcome : game.lotteries().draw(outcome, random.nextDouble());
        game.observe(state, observation, 0);
        steps = Math.min(steps + 1, maxSteps);
        return steps == maxSteps ? Ending.TRUNCATED : Ending.RUNNING;
    }

    private void check(float[] actions, int offset) {
        for (int agent = 0; agent < game.size(); agent++) {
            float action = actions[offset + agent];
            int count = game.actions().count(agent);
            if (!(action >= 0 && action < count) || action != Math.rint(action)) {
                throw new IllegalArgumentException(
                        "the action of " + game.agents().get(agent) + " is " + action
                                + ", allowed is a whole number from 0 to " + (count - 1));
            }
        }
    }

    /** What is observed; when the game has ended, the last state before. */
    @Override
    public List<Mark> draw() {
        return painter.draw(observation);
    }

    @Override
    public float[] observation() {
        return observation;
    }

    @Override
    public float[] signals() {
        return signals;
    }

    void save(StateWriter out) {
        out.put("state", state, steps);
        out.put("signals", signals);
        out.put("observation", observation);
    }

    /** Goes on from a saved state, or begins a new episode where that is one of another game. */
    void load(StateReader in) {
        long[] saved = new long[2];
        boolean whole = in.read("state", saved) & in.read("signals", signals) & in.read("observation", observation);
        if (whole && saved[0] < game.states()) {
            state = (int) saved[0];
            steps = (int) saved[1];
        } else {
            reset();
        }
    }
}
