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
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void textIsNoFeature() {
        FieldSpec text = new FieldSpec("note", FieldType.TEXT, Shape.SCALAR, 0, 0, "", 1);
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
