package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of an episode, and what is not. */
class FilmTest {
    /** Counts its steps; draws them as a disc over a floor of so many corners. */
    private static final class Counting implements Lane, Drawn {
        private final int length;
        private final int corners;
        private final float[] observation = new float[1];
        private final float[] signals = new float[1];
        private int resets;

        Counting(int length, int corners) {
            this.length = length;
            this.corners = corners;
        }

        @Override
        public void reset() {
            resets++;
            observation[0] = 0;
        }

        @Override
        public Ending step(float[] actions, int offset) {
            observation[0]++;
            signals[0] = actions[offset];
            return observation[0] == length ? Ending.TERMINATED : Ending.RUNNING;
        }

        @Override
        public float[] observation() {
            return observation;
        }

        @Override
        public float[] signals() {
            return signals;
        }

        @Override
        public List<Mark> draw() {
            double[] at = new double[corners];
            at[0] = observation[0];
            return List.of(
                    new Mark(Form.LINE, new double[] {0, 9}, new double[] {0, 0}, 0, "floor", ""),
                    new Mark(Form.POLYGON, at, at, 0, "thing", ""));
        }
    }

    private final float[] condition = {7, 8, 9};

    private Film film(Lane lane) {
        return new Film(lane, 1, 2, () -> condition);
    }

    private static Ending episode(Film film) {
        Ending ending = Ending.RUNNING;
        film.reset();
        for (int step = 0; ending == Ending.RUNNING; step++) {
            ending = film.step(new float[] {0, step}, 1);
        }
        return ending;
    }

    @Test
    void keepsTheFirstEpisodeAlone() {
        Counting lane = new Counting(3, 1);
        Film film = film(lane);
        assertEquals(Ending.TERMINATED, episode(film));
        episode(film);
        assertEquals(2, lane.resets);
        assertEquals(3, film.length());
        assertEquals(4, film.observations().size());
        assertArrayEquals(new float[] {2}, film.actions().get(2));
        assertArrayEquals(new float[] {1}, film.reported().get(1));
        assertArrayEquals(new float[] {7, 8}, film.conditions().get(0));
        assertEquals(4, film.frames().size());
        assertEquals(Ending.TERMINATED, film.ending());
    }

    @Test
    void whatStaysWhereItIsIsKeptOnce() {
        Film film = film(new Counting(3, 1));
        episode(film);
        assertNotNull(film.frames().get(0).get(0));
        assertNull(film.frames().get(1).get(0));
        assertEquals(1, film.frames().get(1).get(1).xs()[0]);
    }

    @Test
    void endsBeforeItGrowsTooLarge() {
        Film steps = film(new Counting(Film.MOST_STEPS + 100, 1));
        episode(steps);
        assertEquals(Film.MOST_STEPS, steps.length());
        assertEquals(Ending.RUNNING, steps.ending());
        Film marks = film(new Counting(100, 10_000));
        episode(marks);
        assertTrue(marks.length() <= Film.MOST_NUMBERS / 20_000 + 1, "filmed " + marks.length());
        assertEquals(marks.length() + 1, marks.frames().size());
    }

    @Test
    void anEpisodeThatIsCutShortByItsEvaluatorEndsThere() {
        Film film = film(new Counting(9, 1));
        film.reset();
        film.step(new float[] {1}, 0);
        film.reset();
        film.step(new float[] {1}, 0);
        assertEquals(1, film.length());
        assertEquals(Ending.RUNNING, film.ending());
    }
}
