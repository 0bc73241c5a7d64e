package io.polycritic.plugins.environments.games;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.games.Game;
import io.polycritic.games.JointActions;
import io.polycritic.games.Lotteries;
import io.polycritic.games.Rewards;
import java.util.List;

/**
 * Two rooms of three cells side by side, with a counter of three cells between them. The left cook has onions at cell 0
 * and plates at cell 2, the right one a pot at cell 0 and a hatch at cell 2. Two onions cook for three steps, then a
 * plate takes the soup; both cooks are rewarded for each soup that is served. Where both use one cell of the counter in
 * the same step, the left cook is the first.
 */
final class KitchenGame {
    private static final int NOTHING = 0;
    private static final int ONION = 1;
    private static final int PLATE = 2;
    private static final int SOUP = 3;
    private static final int UP = 0;
    private static final int DOWN = 1;
    private static final int USE_OUTER = 2;
    private static final int USE_COUNTER = 3;
    private static final int ACTIONS = 5;

    /** The pot: 0 or 1 onion, then three steps of cooking, then done. */
    private static final int COOKING = 2;

    private static final int DONE = 5;
    private static final int[] RADIX = {3, 3, 3, 4, 3, 3, 3, 6};
    private static final int STATES = 17_496;

    private int left;
    private int right;
    private int leftHand;
    private int rightHand;
    private final int[] counter = new int[3];
    private int pot;
    private boolean served;

    private KitchenGame() {}

    /** The game in which each soup is worth so much to both. */
    static Game game(double soup) {
        JointActions actions = JointActions.of(ACTIONS, ACTIONS);
        int[] outcomes = new int[STATES * actions.size()];
        short[] events = new short[outcomes.length];
        KitchenGame kitchen = new KitchenGame();
        for (int at = 0; at < outcomes.length; at++) {
            int joint = at % actions.size();
            kitchen.read(at / actions.size());
            kitchen.step(joint / ACTIONS, joint % ACTIONS);
            outcomes[at] = kitchen.state();
            events[at] = (short) (kitchen.served ? 1 : 0);
        }
        double[] initial = new double[STATES];
        kitchen.read(0);
        kitchen.left = 1;
        kitchen.right = 1;
        initial[kitchen.state()] = 1;
        return new Game(
                GridGames.AGENTS,
                actions,
                observation(),
                initial,
                outcomes,
                Lotteries.none(STATES),
                Rewards.of(List.of("served"), events, new double[][] {{soup}, {soup}}));
    }

    private static Space observation() {
        String[] names = {"left", "right", "leftHand", "rightHand", "counter0", "counter1", "counter2", "pot"};
        FieldSpec[] fields = new FieldSpec[names.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = FieldSpec.category(names[i], RADIX[i]);
        }
        return Space.of(fields);
    }

    private void read(int state) {
        int rest = state;
        pot = rest % 6;
        rest /= 6;
        for (int cell = 2; cell >= 0; cell--) {
            counter[cell] = rest % 3;
            rest /= 3;
        }
        rightHand = rest % 4;
        leftHand = rest / 4 % 3;
        right = rest / 12 % 3;
        left = rest / 36;
    }

    private int state() {
        int state = ((left * 3 + right) * 3 + leftHand) * 4 + rightHand;
        for (int cell : counter) {
            state = state * 3 + cell;
        }
        return state * 6 + pot;
    }

    private void step(int leftAction, int rightAction) {
        served = false;
        if (pot >= COOKING && pot < DONE) {
            pot++;
        }
        if (leftAction == USE_OUTER && leftHand == NOTHING) {
            leftHand = left == 0 ? ONION : left == 2 ? PLATE : NOTHING;
        } else if (leftAction == USE_COUNTER) {
            leftHand = exchange(left, leftHand);
        }
        if (rightAction == USE_OUTER) {
            useOuterRight();
        } else if (rightAction == USE_COUNTER && rightHand != SOUP) {
            rightHand = exchange(right, rightHand);
        }
        left = moved(left, leftAction);
        right = moved(right, rightAction);
    }

    private void useOuterRight() {
        if (right == 0 && rightHand == ONION && pot < COOKING) {
            rightHand = NOTHING;
            pot++;
        } else if (right == 0 && rightHand == PLATE && pot == DONE) {
            rightHand = SOUP;
            pot = 0;
        } else if (right == 2 && rightHand == SOUP) {
            rightHand = NOTHING;
            served = true;
        }
    }

    /** Puts down where the counter is free, takes up with free hands; returns what the hand has then. */
    private int exchange(int cell, int hand) {
        int lying = counter[cell];
        if (hand == NOTHING || lying == NOTHING) {
            counter[cell] = hand;
            return lying;
        }
        return hand;
    }

    private static int moved(int cell, int action) {
        return action == UP ? Math.max(0, cell - 1) : action == DOWN ? Math.min(2, cell + 1) : cell;
    }
}
