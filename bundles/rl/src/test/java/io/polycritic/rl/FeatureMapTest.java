package io.polycritic.rl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import org.junit.jupiter.api.Test;

class FeatureMapTest {
    private static float[] features(FeatureMap map, float... observation) {
        float[] features = new float[map.width()];
        map.write(observation, 0, new float[] {7}, 0, features, 0);
        return features;
    }

    @Test
    void scalesCompressesAndSpreadsCategories() {
        Space space = Space.of(
                FieldSpec.numbers("speed").in("m/s", 0.5),
                FieldSpec.numbers("waiting", 2).in("", 2).compressed(),
                FieldSpec.category("kind", 3));
        float[] expected = {
            -2, (float) Math.log(1 + 2 * 499.5), (float) -Math.log(1 + 2 * 0.5), 0, 0, 1, 7,
        };
        assertArrayEquals(expected, features(new FeatureMap(space, 1), -4, 499.5f, -0.5f, 2), 1e-6f);
    }

    @Test
    void theOrderOfUnitAndCompressionDoesNotMatter() {
        assertEquals(
                FieldSpec.numbers("waiting").in("s", 3).compressed(),
                FieldSpec.numbers("waiting").compressed().in("s", 3));
    }

    @Test
    void runningMomentsTakeThePlaceOfScales() {
        Space space = Space.of(FieldSpec.numbers("waiting").in("s", 3).compressed());
        FeatureMap map = new FeatureMap(space, 0, 1.5);
        assertEquals((float) Math.log(4), features(map, 1)[0], 1e-6f);
        assertEquals(1.5f, features(map, 1000)[0]);
        map.learn(new float[] {2, 4, 6, 8}, 4);
        assertEquals(0, features(map, 5)[0], 1e-6f);
        assertEquals(1.5f, features(map, 1000)[0]);
    }
}
