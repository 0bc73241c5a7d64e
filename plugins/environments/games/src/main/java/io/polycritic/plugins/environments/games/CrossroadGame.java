package io.polycritic.plugins.environments.games;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.games.Game;
import io.polycritic.games.JointActions;
import io.polycritic.games.Lotteries;
import io.polycritic.games.Rewards;
import java.util.List;

/**
 * Two cars on crossing roads of nine cells, with speeds from 0 to 2 cells a step, that brake, keep their speed or
 * accelerate. A cell of progress is worth 0.1 times a car's urgency, 1.5 and 1. If both are in cell 4 after a step,
 * both get -2 and the episode is over. Cars begin in the first cell at any speed, and stay in the last one.
 */
final class CrossroadGame {
    private static final int CELLS = 9;
    private static final int SPEEDS = 3;
    private static final int CAR = CELLS * SPEEDS;
    private static final int STATES = CAR * CAR;
    private static final int ACTIONS = 3;
    private static final int CROSSING = 4;
    private static final int FIRST_CELLS = 1;
    private static final List<String> EVENTS =
            List.of("agent1GoesOn", "agent1GoesOnTwice", "agent2GoesOn", "agent2GoesOnTwice", "crash");
    private static final double[][] WEIGHTS = {{0.15, 0.3, 0, 0, -2}, {0, 0, 0.1, 0.2, -2}};

    private CrossroadGame() {}

    static Game game() {
        JointActions actions = JointActions.of(ACTIONS, ACTIONS);
        int[] outcomes = new int[STATES * actions.size()];
        short[] events = new short[outcomes.length];
        for (int at = 0; at < outcomes.length; at++) {
            int state = at / actions.size();
            int joint = at % actions.size();
            int first = drive(state / CAR, joint / ACTIONS);
            int second = drive(state % CAR, joint % ACTIONS);
            boolean crash = first / SPEEDS == CROSSING && second / SPEEDS == CROSSING;
            outcomes[at] = crash ? Game.ENDED : first * CAR + second;
            events[at] = (short) (progress(state / CAR, first) | progress(state % CAR, second) << 2 | (crash ? 16 : 0));
        }
        Space observation = Space.of(
                FieldSpec.category("cell1", CELLS),
                FieldSpec.category("speed1", SPEEDS),
                FieldSpec.category("cell2", CELLS),
                FieldSpec.category("speed2", SPEEDS));
        return new Game(
                GridGames.AGENTS,
                actions,
                observation,
                initial(),
                outcomes,
                Lotteries.none(STATES),
                Rewards.of(EVENTS, events, WEIGHTS));
    }

    /** A car's cell and speed after a step. */
    private static int drive(int car, int action) {
        int speed = Math.max(0, Math.min(SPEEDS - 1, car % SPEEDS + action - 1));
        int cell = Math.min(CELLS - 1, car / SPEEDS + speed);
        return cell * SPEEDS + speed;
    }

    /** Nothing, the event of one cell, or that of two. */
    private static int progress(int before, int after) {
        return after / SPEEDS - before / SPEEDS;
    }

    private static double[] initial() {
        double[] initial = new double[STATES];
        int begins = FIRST_CELLS * SPEEDS;
        for (int first = 0; first < begins; first++) {
            for (int second = 0; second < begins; second++) {
                initial[first * CAR + second] = 1.0 / (begins * begins);
            }
        }
        return initial;
    }
}
