package io.polycritic.plugins.environments.games;

import io.polycritic.games.Game;
import io.polycritic.games.LogitEquilibrium;

/** A game and its experts, which are solved when they are first asked for. May be shared by runs. */
final class Solution {
    private final Game game;
    private final LogitEquilibrium.Method method;
    private LogitEquilibrium experts;

    Solution(Game game, LogitEquilibrium.Method method) {
        this.game = game;
        this.method = method;
    }

    Game game() {
        return game;
    }

    synchronized LogitEquilibrium experts() {
        if (experts == null) {
            experts = LogitEquilibrium.of(game, method);
        }
        return experts;
    }
}
