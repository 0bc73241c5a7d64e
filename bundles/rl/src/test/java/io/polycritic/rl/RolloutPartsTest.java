package io.polycritic.rl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.InputScale;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutPartsTest {
    private final RandomStream random = RandomStream.of(1, "test", "rl");

    @Test
    void featuresAreScaledNumbersOneHotCategoriesAndTheCondition() {
        Space space = Space.of(
                FieldSpec.numbers("place", 2).in("m", 4), FieldSpec.category("gear", 3), FieldSpec.numbers("speed"));
        FeatureMap map = new FeatureMap(space, 2);
        assertEquals(8, map.width());
        float[] features = new float[10];
        map.write(new float[] {9, 1, 2, 1, 7}, 1, new float[] {9, -1, -2}, 1, features, 2);
        assertArrayEquals(new float[] {0, 0, 4, 8, 0, 1, 0, 7, -1, -2}, features);
    }

    /** Running moments in parts against two passes over the whole, in double precision. */
    @Test
    void normalisedFeaturesHaveTheMomentsOfAllRowsSeen() {
        int rows = 700;
        float[] seen = new float[2 * rows];
        random.gaussians(seen, 0, seen.length);
        for (int row = 0; row < rows; row++) {
            seen[2 * row] = 1000 + (row < 200 ? 1 : 3) * seen[2 * row];
            seen[2 * row + 1] *= 0.01f;
        }
        FeatureMap map = new FeatureMap(Space.of(FieldSpec.numbers("far").in("m", 2), FieldSpec.numbers("fine")), 1, 5);
        float[] features = new float[3];
        map.write(new float[] {3, 4}, 0, new float[] {7}, 0, features, 0);
        assertArrayEquals(
                new float[] {5, 4, 7}, features, "before the first rows the field's scale counts, cut off at 5");
        map.learn(Arrays.copyOfRange(seen, 0, 400), 200);
        map.learn(Arrays.copyOfRange(seen, 400, 2 * rows), rows - 200);
        double[] mean = new double[2];
        double[] variance = new double[2];
        for (int i = 0; i < 2 * rows; i++) {
            mean[i % 2] += seen[i] / (double) rows;
        }
        for (int i = 0; i < 2 * rows; i++) {
            variance[i % 2] += Math.pow(seen[i] - mean[i % 2], 2) / rows;
        }
        map.write(new float[] {1003, 0.02f}, 0, new float[] {7}, 0, features, 0);
        assertEquals((1003 - mean[0]) / Math.sqrt(variance[0] + 1e-8), features[0], 1e-4);
        assertEquals((0.02 - mean[1]) / Math.sqrt(variance[1] + 1e-8), features[1], 1e-4);
        map.write(new float[] {-1e9f, 1e9f}, 0, new float[] {7}, 0, features, 0);
        assertArrayEquals(new float[] {-5, 5, 7}, features);
        State state = new State();
        map.save(state.writer(), "features");
        FeatureMap loaded = new FeatureMap(Space.of(FieldSpec.numbers("far"), FieldSpec.numbers("fine")), 1, 5);
        loaded.load(state.reader(), "features");
        float[] same = new float[3];
        map.write(new float[] {1001, -0.01f}, 0, new float[] {7}, 0, features, 0);
        loaded.write(new float[] {1001, -0.01f}, 0, new float[] {7}, 0, same, 0);
        assertArrayEquals(features, same);
    }

    @Test
    void samplesAreTheInverseOfActions() {
        Space limits = Space.of(FieldSpec.numbers("push", 2).within(-2, 6), FieldSpec.numbers("free"));
        for (ActionHead head :
                List.of(ActionHead.of(limits, 0), ActionHead.of(Space.of(FieldSpec.category("c", 4)), 0))) {
            int width = head.width();
            float[] actions = width == 1 ? new float[] {3, 0} : new float[] {-2, 2, 9, 6, 0, -9};
            float[] samples = new float[2 * width];
            float[] again = new float[2 * width];
            head.samples(actions, 2, samples);
            head.actions(samples, 0, 2, again);
            assertArrayEquals(actions, again, 1e-6f);
        }
    }

    @Test
    void textIsNoFeature() {
        FieldSpec text = new FieldSpec("note", FieldType.TEXT, Shape.SCALAR, 0, 0, "", InputScale.NONE);
        assertThrows(InvalidConfigException.class, () -> new FeatureMap(Space.of(text), 0));
    }

    @Test
    void momentsOfPartsAreThoseOfTheWhole() {
        float[] values = new float[1000];
        random.gaussians(values, 0, 1000);
        for (int i = 0; i < 1000; i++) {
            values[i] = 50 + 3 * values[i] * (i < 300 ? 1 : 2);
        }
        Moments parts = new Moments();
        parts.add(Arrays.copyOfRange(values, 0, 300));
        parts.add(new float[0]);
        parts.add(Arrays.copyOfRange(values, 300, 1000));
        double mean = 0;
        for (float value : values) {
            mean += value / 1000.0;
        }
        double square = 0;
        for (float value : values) {
            square += (value - mean) * (value - mean) / 1000.0;
        }
        assertEquals(mean, parts.mean(), 1e-9);
        assertEquals(Math.sqrt(square), parts.std(), 1e-9);
        assertEquals(1000, parts.count());
        State state = new State();
        parts.save(state.writer(), "moments");
        Moments loaded = new Moments();
        loaded.load(state.reader(), "moments");
        assertEquals(parts.std(), loaded.std());
    }

    @Test
    void scaleIsUsableWhenNothingVaries() {
        assertEquals(1, new Moments().scale());
        assertEquals(1, Moments.of(new float[2]).scale());
        assertEquals(0.5, Moments.of(new float[] {50, 50}).scale(), 1e-9);
        assertEquals(2, Moments.of(new float[] {-1, 3}).scale(), 1e-9);
    }

    @Test
    void minibatchesTakeEachRowOnceAndKeepRowsTogether() {
        Minibatches split = new Minibatches(10, 3);
        assertEquals(3, split.count());
        float[] wide = new float[20];
        float[] narrow = new float[10];
        for (int row = 0; row < 10; row++) {
            wide[2 * row] = row;
            wide[2 * row + 1] = -row;
            narrow[row] = row;
        }
        List<Float> seen = new ArrayList<>();
        split.shuffle(random);
        for (int i = 0; i < 3; i++) {
            float[] pairs = new float[6];
            float[] singles = new float[3];
            split.gather(i, wide, 2, pairs);
            split.gather(i, narrow, 1, singles);
            for (int k = 0; k < 3; k++) {
                assertEquals(singles[k], pairs[2 * k]);
                assertEquals(-singles[k], pairs[2 * k + 1], 0);
                seen.add(singles[k]);
            }
        }
        assertEquals(9, seen.stream().distinct().count());
        assertThrows(IllegalArgumentException.class, () -> new Minibatches(10, 11));
    }

    @Test
    void skillsHaveLengthOne() {
        float[] skills = new float[300];
        for (int i = 0; i < 100; i++) {
            Skills.draw(random, skills, 3 * i, 3);
        }
        double mean = 0;
        for (int i = 0; i < 100; i++) {
            double squares = 0;
            for (int k = 0; k < 3; k++) {
                squares += skills[3 * i + k] * skills[3 * i + k];
            }
            assertEquals(1, squares, 1e-5);
            mean += skills[3 * i] / 100;
        }
        assertTrue(Math.abs(mean) < 0.2, "mean " + mean);
        assertArrayEquals(new float[] {1, 0, 0, 1, -1, 0, 0, -1}, Skills.spread(4, 2, random), 1e-6f);
    }

    /** A lane that counts its steps, and breaks when told so. */
    private static final class CountingLane implements Lane {
        private final float[] seen = new float[1];

        @Override
        public void reset() {
            seen[0] = 0;
        }

        @Override
        public Ending step(float[] actions, int offset) {
            if (actions[offset] < 0) {
                throw new IllegalStateException("broken lane");
            }
            seen[0] += actions[offset];
            return seen[0] > 5 ? Ending.TERMINATED : Ending.RUNNING;
        }

        @Override
        public float[] observation() {
            return seen;
        }

        @Override
        public float[] signals() {
            return seen;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void stepsCostNoMemory(int threads) {
        com.sun.management.ThreadMXBean memory =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        try (LaneStepper stepper = new LaneStepper(threads, "test-lanes")) {
            List<Lane> lanes = List.of(new CountingLane(), new CountingLane());
            float[] actions = new float[2];
            Ending[] endings = new Ending[2];
            stepper.step(lanes, actions, 0, 1, endings);
            memory.getThreadAllocatedBytes(thread);
            long before = memory.getThreadAllocatedBytes(thread);
            for (int step = 0; step < 1000; step++) {
                stepper.step(lanes, actions, 0, 1, endings);
            }
            long used = memory.getThreadAllocatedBytes(thread) - before;
            assertTrue(used < 1000, used + " bytes in 1000 steps");
        }
    }

    @Test
    void allThreadsStepTheirLanesAndErrorsReachTheCaller() {
        for (int threads = 0; threads <= 4; threads++) {
            try (LaneStepper stepper = new LaneStepper(threads, "test-lanes")) {
                List<Lane> lanes = List.of(new CountingLane(), new CountingLane(), new CountingLane());
                Ending[] endings = new Ending[3];
                stepper.step(lanes, new float[] {9, 1, 2, 6}, 1, 1, endings);
                assertArrayEquals(new Ending[] {Ending.RUNNING, Ending.RUNNING, Ending.TERMINATED}, endings);
                assertEquals(6, lanes.get(2).observation()[0]);
                for (int broken = 0; broken < 3; broken++) {
                    float[] actions = {1, 1, 1};
                    actions[broken] = -1;
                    IllegalStateException error = assertThrows(
                            IllegalStateException.class, () -> stepper.step(lanes, actions, 0, 1, endings));
                    assertEquals("broken lane", error.getMessage());
                }
            }
        }
    }

    @Test
    void errorsKeepTheirOwnClass() {
        try (LaneStepper stepper = new LaneStepper(2, "test-lanes")) {
            ClassCastException thrown = new ClassCastException("x");
            Lane broken = new Lane() {
                @Override
                public void reset() {}

                @Override
                public Ending step(float[] actions, int offset) {
                    throw thrown;
                }

                @Override
                public float[] observation() {
                    return new float[0];
                }

                @Override
                public float[] signals() {
                    return new float[0];
                }
            };
            List<Lane> lanes = List.of(new CountingLane(), broken);
            assertSame(
                    thrown,
                    assertThrows(
                            ClassCastException.class, () -> stepper.step(lanes, new float[2], 0, 1, new Ending[2])));
        }
    }
}
