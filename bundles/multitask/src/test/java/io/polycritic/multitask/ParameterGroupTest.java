package io.polycritic.multitask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterGroupTest {
    private static final Parameters.Initializer RISING = (values, offset, shape) -> {
        for (int i = 0; i < shape.size(); i++) {
            values[offset + i] = offset + i;
        }
    };

    private final Parameters vector = Parameters.builder("net")
            .add("trunk/weight", RISING, 2)
            .add("trunk/bias", RISING, 1)
            .add("first/weight", RISING, 2)
            .add("scale", RISING)
            .add("second/weight", RISING, 1)
            .build();

    @Test
    void whatNoTaskHasAloneIsShared() {
        ParameterGroup shared = ParameterGroup.shared(vector, List.of("first", "second"));
        assertEquals(4, shared.size());
        assertEquals(2, shared.stretches());
        float[] packed = new float[4];
        shared.gather(vector.values(), packed);
        assertArrayEquals(new float[] {0, 1, 2, 5}, packed);
        float[] flat = new float[7];
        shared.scatter(packed, flat);
        assertArrayEquals(new float[] {0, 1, 2, 0, 0, 5, 0}, flat);
    }

    @Test
    void aTaskHasThePartsOfItsGroup() {
        ParameterGroup first = ParameterGroup.of(vector, "first");
        float[] flat = new float[7];
        first.copy(vector.values(), flat);
        assertArrayEquals(new float[] {0, 0, 0, 3, 4, 0, 0}, flat);
        assertEquals(25, Products.dot(vector.values(), vector.values(), first), 0);
        assertEquals(0, ParameterGroup.of(vector, "third").size());
    }

    @Test
    void productsAreThoseOfTheVectors() {
        float[] x = {1, 2, 3, 4, 5, 6};
        float[] y = {1, -1, 1, -1, 1, -1};
        assertEquals(-3, Products.dot(x, y), 0);
        assertEquals(4, Products.dot(x, y, 1, 5) + 2, 0);
        assertEquals(-3 / Math.sqrt(91 * 6), Products.cosine(x, y), 1e-12);
    }
}
