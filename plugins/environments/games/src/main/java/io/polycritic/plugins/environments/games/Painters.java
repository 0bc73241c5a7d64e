package io.polycritic.plugins.environments.games;

import io.polycritic.api.environment.Drawn.Mark;
import java.util.ArrayList;
import java.util.List;

/** Draws the hand-made games. */
final class Painters {
    private static final int SIDE = 4;
    private static final String[] THINGS = {"", "onion", "plate", "soup"};

    private Painters() {}

    /** Gems: rows and columns of two agents and two gems, and the corner of the green gem. */
    static List<Mark> gems(float[] seen) {
        List<Mark> marks = Painter.board(SIDE, SIDE);
        double corner = seen[8] == 0 ? 0.5 : SIDE - 0.5;
        marks.add(Painter.disc("gem.green", corner, SIDE - corner, 0.42, ""));
        marks.add(Painter.disc("gem.red", seen[5] + 0.5, SIDE - 0.5 - seen[4], 0.2, ""));
        marks.add(Painter.disc("gem.blue", seen[7] + 0.5, SIDE - 0.5 - seen[6], 0.2, ""));
        // Beside each other, for they may share a cell.
        marks.add(Painter.disc("agent1", seen[1] + 0.28, SIDE - 0.28 - seen[0], 0.2, "1"));
        marks.add(Painter.disc("agent2", seen[3] + 0.72, SIDE - 0.72 - seen[2], 0.2, "2"));
        return marks;
    }

    /** Kitchen: two rooms of three cells with the counter between them, what is held and what lies there, the pot. */
    static List<Mark> kitchen(float[] seen) {
        List<Mark> marks = new ArrayList<>(Painter.board(3, 3));
        marks.add(Painter.square("counter", 1, 0, 2, 3));
        marks.add(Painter.disc("source", -0.4, 2.5, 0.25, "onions"));
        marks.add(Painter.disc("source", -0.4, 0.5, 0.25, "plates"));
        int pot = (int) seen[7];
        String cooks = pot < 2 ? "pot " + pot + "/2" : pot < 5 ? "cooks " + (pot - 1) : "done";
        marks.add(Painter.disc(pot == 5 ? "goal" : "pot", 3.4, 2.5, 0.25, cooks));
        marks.add(Painter.disc("source", 3.4, 0.5, 0.25, "hatch"));
        for (int cell = 0; cell < 3; cell++) {
            int lying = (int) seen[4 + cell];
            if (lying > 0) {
                marks.add(Painter.disc(THINGS[lying], 1.5, 2.5 - cell, 0.18, THINGS[lying]));
            }
        }
        marks.add(Painter.disc("agent1", 0.5, 2.5 - seen[0], 0.28, "1 " + THINGS[(int) seen[2]]));
        marks.add(Painter.disc("agent2", 2.5, 2.5 - seen[1], 0.28, "2 " + THINGS[(int) seen[3]]));
        return marks;
    }

    /** Crossroad: two roads of nine cells that cross in the fifth one, and the cars with their speeds. */
    static List<Mark> crossroad(float[] seen) {
        List<Mark> marks = new ArrayList<>();
        marks.add(Painter.square("road", 0, 4, 9, 5));
        marks.add(Painter.square("road", 4, 0, 5, 9));
        for (int cell = 1; cell < 9; cell++) {
            marks.add(Painter.line("grid", cell, 4, cell, 5));
            marks.add(Painter.line("grid", 4, cell, 5, cell));
        }
        marks.add(Painter.disc("agent1", seen[0] + 0.5, 4.5, 0.34, "1 v" + (int) seen[1]));
        marks.add(Painter.disc("agent2", 4.5, seen[2] + 0.5, 0.34, "2 v" + (int) seen[3]));
        return marks;
    }
}
