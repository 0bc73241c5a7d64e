package io.polycritic.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.State;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lanes go over from one world to the next, and every transition stays whole. */
class WorldPairTest {
    private static final int LANES = 6;

    /** Says in each step which world and episode it belongs to, and counts them; lane i ends after i + 3 steps. */
    private static final class Counting implements World {
        private final int id;
        private final double limit;
        private final List<CountingLane> lanes = new ArrayList<>();

        Counting(int id, double limit) {
            this.id = id;
            this.limit = limit;
        }

        @Override
        public EnvironmentSpec spec() {
            return EnvironmentSpec.single(
                    Space.of(FieldSpec.numbers("place", 3).within(0, limit)),
                    Space.of(FieldSpec.numbers("push")),
                    Space.of(FieldSpec.numbers(EnvironmentSpec.REWARD)),
                    0,
                    0);
        }

        @Override
        public List<Lane> lanes(int count) {
            if (lanes.size() != count) {
                lanes.clear();
                for (int i = 0; i < count; i++) {
                    lanes.add(new CountingLane(id, i + 3));
                }
            }
            return List.copyOf(lanes);
        }

        long steps() {
            return lanes.stream().mapToLong(lane -> lane.made).sum();
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {
            out.put("lanes", lanes.size());
            for (int i = 0; i < lanes.size(); i++) {
                out.put("place" + i, lanes.get(i).place);
                out.put("made" + i, lanes.get(i).made);
            }
        }

        @Override
        public void load(StateReader in) {
            long[] number = new long[1];
            in.read("lanes", number);
            lanes((int) number[0]);
            for (int i = 0; i < lanes.size(); i++) {
                in.read("place" + i, lanes.get(i).place);
                in.read("made" + i, number);
                lanes.get(i).made = number[0];
            }
        }
    }

    /** Shows [world, episode, step of the episode]. */
    private static final class CountingLane implements Lane {
        private final int length;
        private final float[] place;
        private final float[] signals = new float[1];
        private long made;

        CountingLane(int id, int length) {
            this.length = length;
            this.place = new float[] {id, 0, 0};
        }

        @Override
        public void reset() {
            place[1]++;
            place[2] = 0;
        }

        @Override
        public Ending step(float[] actions, int offset) {
            made++;
            place[2]++;
            return place[2] >= length ? Ending.TERMINATED : Ending.RUNNING;
        }

        @Override
        public float[] observation() {
            return place;
        }

        @Override
        public float[] signals() {
            return signals;
        }
    }

    /** One step as a learner records it. */
    private record Transition(List<Float> before, List<Float> after, Ending ending) {}

    /** A learner's loop around lanes: steps them on several threads, resets those whose episode has ended. */
    private static final class Recorder implements AutoCloseable {
        private final LaneDriver driver = new LaneDriver(LANES, 1, new LaneStepper(3, "test-lanes"));
        private final float[] actions = new float[LANES];
        private final Ending[] endings = new Ending[LANES];
        private final List<List<Transition>> seen = new ArrayList<>();

        Recorder() {
            for (int lane = 0; lane < LANES; lane++) {
                seen.add(new ArrayList<>());
            }
        }

        void reset(World world) {
            driver.open(world);
            for (int lane = 0; lane < LANES; lane++) {
                driver.reset(lane);
            }
        }

        /** One update of some steps. */
        void walk(World world, int steps) {
            driver.open(world);
            for (int i = 0; i < steps; i++) {
                List<List<Float>> before = new ArrayList<>();
                for (int lane = 0; lane < LANES; lane++) {
                    before.add(place(lane));
                }
                driver.step(actions, 0, endings);
                for (int lane = 0; lane < LANES; lane++) {
                    seen.get(lane).add(new Transition(before.get(lane), place(lane), endings[lane]));
                    if (endings[lane] != Ending.RUNNING) {
                        driver.reset(lane);
                    }
                }
            }
        }

        private List<Float> place(int lane) {
            float[] shown = driver.observation(lane);
            return List.of(shown[0], shown[1], shown[2]);
        }

        long of(int world) {
            return seen.stream()
                    .flatMap(List::stream)
                    .filter(step -> step.before().get(0) == world)
                    .count();
        }

        @Override
        public void close() {
            driver.close();
        }
    }

    private static World share(World incumbent, World newcomer, Handover handover) {
        return (World) incumbent.beside(newcomer, handover, null).orElseThrow();
    }

    /** Within an episode nothing changes but the step, which goes up by one; both ends of a step are of one world. */
    private static void assertWhole(List<Transition> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Transition step = steps.get(i);
            assertEquals(step.before().subList(0, 2), step.after().subList(0, 2), "one world, one episode");
            assertEquals(step.before().get(2) + 1, step.after().get(2));
            if (i + 1 < steps.size()) {
                List<Float> next = steps.get(i + 1).before();
                if (step.ending() == Ending.RUNNING) {
                    assertEquals(step.after(), next, "an episode that runs goes on where it was");
                } else {
                    assertEquals(0, next.get(2), "an episode that has ended is followed by a new one");
                }
            }
        }
    }

    @Test
    void everyTransitionBelongsToOneWorldAndNoneIsLostOrDoubled() {
        Counting incumbent = new Counting(1, 9);
        Counting newcomer = new Counting(2, 9);
        Handover handover = new Handover(Handover.Mode.BLEND);
        try (Recorder recorder = new Recorder()) {
            recorder.reset(incumbent);
            recorder.walk(incumbent, 2);
            World pair = share(incumbent, newcomer, handover);
            int updates = 5;
            for (int k = 1; k <= updates; k++) {
                handover.share(k / (double) updates);
                recorder.walk(pair, 4);
            }
            assertTrue(((Pair) pair).settled());
            pair.close();
            recorder.walk(newcomer, 20);
            recorder.seen.forEach(WorldPairTest::assertWhole);
            assertEquals(incumbent.steps(), recorder.of(1));
            assertEquals(newcomer.steps(), recorder.of(2));
            assertEquals(LANES * (2 + 4 * updates + 20), recorder.of(1) + recorder.of(2));
            recorder.seen.forEach(lane -> assertEquals(1, crossings(lane), "each lane goes over once"));
        }
    }

    private static int crossings(List<Transition> lane) {
        int crossings = 0;
        for (int i = 1; i < lane.size(); i++) {
            crossings +=
                    lane.get(i).before().get(0).equals(lane.get(i - 1).before().get(0)) ? 0 : 1;
        }
        return crossings;
    }

    @Test
    void beginningDoesNotResetRunningEpisodes() {
        Counting incumbent = new Counting(1, 9);
        try (Recorder recorder = new Recorder()) {
            recorder.reset(incumbent);
            recorder.walk(incumbent, 2);
            Handover handover = new Handover(Handover.Mode.BLEND);
            handover.share(0.5);
            recorder.walk(share(incumbent, new Counting(2, 9), handover), 1);
            for (List<Transition> lane : recorder.seen) {
                assertEquals(List.of(1f, 1f, 3f), lane.get(2).after());
            }
        }
    }

    /** As many lanes go over as the share says. */
    @Test
    void lanesGoOverByTheShare() {
        Counting incumbent = new Counting(1, 9);
        Counting newcomer = new Counting(2, 9);
        Handover handover = new Handover(Handover.Mode.BLEND);
        try (Recorder recorder = new Recorder()) {
            recorder.reset(incumbent);
            World pair = share(incumbent, newcomer, handover);
            for (double share : new double[] {0, 0.5, 0.6}) {
                handover.share(share);
                recorder.walk(pair, 20);
                long over = recorder.seen.stream()
                        .filter(lane -> lane.get(lane.size() - 1).before().get(0) == 2)
                        .count();
                assertEquals((long) Math.ceil(share * LANES), over);
                assertFalse(((Pair) pair).settled());
            }
        }
    }

    /** The last step in the incumbent is a step of the incumbent, cut by a limit. */
    @Test
    void withAShareOfOneWhatIsLeftIsTruncated() {
        Counting incumbent = new Counting(1, 9);
        Handover handover = new Handover(Handover.Mode.BLEND);
        try (Recorder recorder = new Recorder()) {
            recorder.reset(incumbent);
            World pair = share(incumbent, new Counting(2, 9), handover);
            handover.share(1);
            recorder.walk(pair, 1);
            for (int lane = 0; lane < LANES; lane++) {
                assertEquals(
                        new Transition(List.of(1f, 1f, 0f), List.of(1f, 1f, 1f), Ending.TRUNCATED),
                        recorder.seen.get(lane).get(0));
                assertEquals(List.of(2f, 1f, 0f), recorder.place(lane));
            }
            assertTrue(((Pair) pair).settled());
            recorder.walk(pair, 2);
            assertEquals(Ending.RUNNING, recorder.seen.get(0).get(2).ending(), "the newcomer's episodes run on");
        }
    }

    @Test
    void aPairContinuesFromItsState() {
        Counting incumbent = new Counting(1, 9);
        Counting newcomer = new Counting(2, 9);
        Handover handover = new Handover(Handover.Mode.BLEND);
        try (Recorder whole = new Recorder();
                Recorder resumed = new Recorder()) {
            whole.reset(incumbent);
            World pair = share(incumbent, newcomer, handover);
            handover.share(0.5);
            whole.walk(pair, 5);
            Counting otherIncumbent = new Counting(1, 9);
            Counting otherNewcomer = new Counting(2, 9);
            otherIncumbent.load(State.of(incumbent).reader());
            otherNewcomer.load(State.of(newcomer).reader());
            World other = share(otherIncumbent, otherNewcomer, handover);
            other.load(State.of(pair).reader());
            whole.seen.forEach(List::clear);
            whole.walk(pair, 10);
            resumed.walk(other, 10);
            assertEquals(whole.seen, resumed.seen);
            assertTrue(Arrays.equals((long[]) State.of(pair).values().get("over"), (long[])
                    State.of(other).values().get("over")));
        }
    }

    @Test
    void onlyWorldsOfEqualSpecAreHandedOver() {
        Counting incumbent = new Counting(1, 9);
        assertEquals(Set.of(Handover.Mode.BLEND), incumbent.handovers(new Counting(2, 9)));
        assertEquals(Set.of(), incumbent.handovers(new Counting(2, 8)));
    }
}
