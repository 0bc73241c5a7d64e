package io.polycritic.plugins.environments.games;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.games.Game;
import io.polycritic.games.JointActions;
import io.polycritic.games.Lotteries;
import io.polycritic.games.Rewards;
import java.util.List;

/**
 * Two agents on a 4x4 grid that stay or go north, south, east, west; cells may be shared. Agent 1 wants the red gem,
 * agent 2 the blue one; a gem that is taken comes back at any cell. The green gem lies in one of two opposite corners,
 * counts only if both stand on it, and then changes its corner. Agents begin in the other corners, gems anywhere.
 */
final class GemsGame {
    private static final int SIDE = 4;
    private static final int CELLS = SIDE * SIDE;
    private static final int ACTIONS = 5;
    private static final int[] CORNERS = {0, CELLS - 1};
    private static final int[] BEGINS = {SIDE - 1, CELLS - SIDE};
    private static final int STATES = CELLS * CELLS * CELLS * CELLS * 2;
    private static final List<String> EVENTS = List.of(
            "agent1TakesRed",
            "agent2TakesRed",
            "agent1TakesBlue",
            "agent2TakesBlue",
            "green",
            "agent1Moves",
            "agent2Moves");
    private static final double MOVE = -0.02;

    private GemsGame() {}

    /** [N][K], what each event is worth to each agent. */
    private static double[][] weights(Motive motive) {
        return switch (motive) {
            case MIXED -> new double[][] {{1, -0.3, 0.3, 0, 0.8, MOVE, 0}, {0, 0.3, -0.3, 1, 0.8, 0, MOVE}};
            case ZERO_SUM -> new double[][] {{1, -1, 1, -1, 0, MOVE, -MOVE}, {-1, 1, -1, 1, 0, -MOVE, MOVE}};
            case TEAM -> new double[][] {{1, 0, 0, 1, 1.6, MOVE, MOVE}, {1, 0, 0, 1, 1.6, MOVE, MOVE}};
        };
    }

    static Game of(Motive motive) {
        JointActions actions = JointActions.of(ACTIONS, ACTIONS);
        int[] outcomes = new int[STATES * actions.size()];
        short[] events = new short[outcomes.length];
        for (int state = 0; state < STATES; state++) {
            for (int joint = 0; joint < actions.size(); joint++) {
                step(state, joint / ACTIONS, joint % ACTIONS, state * actions.size() + joint, outcomes, events);
            }
        }
        return new Game(
                GridGames.AGENTS,
                actions,
                observation(),
                initial(),
                outcomes,
                respawns(),
                Rewards.of(EVENTS, events, weights(motive)));
    }

    /** Rows and columns apart, so that networks can compare them; together they are the digits of a cell. */
    private static Space observation() {
        String[] things = {"agent1", "agent2", "red", "blue"};
        FieldSpec[] fields = new FieldSpec[2 * things.length + 1];
        for (int i = 0; i < things.length; i++) {
            fields[2 * i] = FieldSpec.category(things[i] + ".row", SIDE);
            fields[2 * i + 1] = FieldSpec.category(things[i] + ".column", SIDE);
        }
        fields[2 * things.length] = FieldSpec.category("corner", 2);
        return Space.of(fields);
    }

    private static int state(int first, int second, int red, int blue, int corner) {
        return (((first * CELLS + second) * CELLS + red) * CELLS + blue) * 2 + corner;
    }

    private static void step(int state, int own, int other, int at, int[] outcomes, short[] events) {
        int corner = state & 1;
        int blue = state / 2 % CELLS;
        int red = state / (2 * CELLS) % CELLS;
        int second = move(state / (2 * CELLS * CELLS) % CELLS, other);
        int first = move(state / (2 * CELLS * CELLS * CELLS), own);
        boolean green = first == CORNERS[corner] && second == CORNERS[corner];
        int set = bit(first == red, 0) | bit(second == red, 1) | bit(first == blue, 2) | bit(second == blue, 3);
        events[at] = (short) (set | bit(green, 4) | bit(own > 0, 5) | bit(other > 0, 6));
        int next = green ? 1 - corner : corner;
        boolean redTaken = (set & 3) != 0;
        boolean blueTaken = (set & 12) != 0;
        if (redTaken && blueTaken) {
            outcomes[at] = STATES + bothLottery(first, second, next);
        } else if (redTaken) {
            outcomes[at] = STATES + oneLottery(0, first, second, blue, next);
        } else if (blueTaken) {
            outcomes[at] = STATES + oneLottery(1, first, second, red, next);
        } else {
            outcomes[at] = state(first, second, red, blue, next);
        }
    }

    private static int bit(boolean set, int place) {
        return set ? 1 << place : 0;
    }

    /** North is the row above; who would leave the grid stays. */
    static int move(int cell, int action) {
        int row = cell / SIDE + (action == 1 ? -1 : action == 2 ? 1 : 0);
        int column = cell % SIDE + (action == 3 ? 1 : action == 4 ? -1 : 0);
        return row < 0 || row >= SIDE || column < 0 || column >= SIDE ? cell : row * SIDE + column;
    }

    private static int oneLottery(int gem, int first, int second, int kept, int corner) {
        return (((gem * CELLS + first) * CELLS + second) * CELLS + kept) * 2 + corner;
    }

    private static int bothLottery(int first, int second, int corner) {
        return 2 * CELLS * CELLS * CELLS * 2 + (first * CELLS + second) * 2 + corner;
    }

    /** Where one gem or both come back, for each place of everything else. */
    private static Lotteries respawns() {
        int single = 2 * CELLS * CELLS * CELLS * 2;
        int both = CELLS * CELLS * 2;
        int[] starts = new int[single + both + 1];
        int[] places = new int[single * CELLS + both * CELLS * CELLS];
        double[] chances = new double[places.length];
        int at = 0;
        for (int k = 0; k < single; k++) {
            int corner = k & 1;
            int kept = k / 2 % CELLS;
            int second = k / (2 * CELLS) % CELLS;
            int first = k / (2 * CELLS * CELLS) % CELLS;
            boolean red = k < single / 2;
            for (int cell = 0; cell < CELLS; cell++) {
                places[at] = state(first, second, red ? cell : kept, red ? kept : cell, corner);
                chances[at++] = 1.0 / CELLS;
            }
            starts[k + 1] = at;
        }
        for (int k = 0; k < both; k++) {
            for (int cells = 0; cells < CELLS * CELLS; cells++) {
                places[at] = state(k / (2 * CELLS), k / 2 % CELLS, cells / CELLS, cells % CELLS, k & 1);
                chances[at++] = 1.0 / (CELLS * CELLS);
            }
            starts[single + k + 1] = at;
        }
        return new Lotteries(STATES, starts, places, chances);
    }

    private static double[] initial() {
        double[] initial = new double[STATES];
        for (int gems = 0; gems < CELLS * CELLS * 2; gems++) {
            initial[state(BEGINS[0], BEGINS[1], gems / (2 * CELLS), gems / 2 % CELLS, gems & 1)] =
                    1.0 / (CELLS * CELLS * 2);
        }
        return initial;
    }
}
