package io.polycritic.plugins.environments.games;

import java.util.List;

/** What the hand-made games have in common: two agents. */
final class GridGames {
    static final List<String> AGENTS = List.of("agent1", "agent2");

    /** The share of the way that experts' policies go in a sweep. */
    static final double STEP = 0.8;

    private GridGames() {}
}
