package io.polycritic.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.ShapeException;
import org.junit.jupiter.api.Test;

class EncodersTest {
    private static Parameters check(Encoder encoder, int side) {
        RandomStream random = RandomStream.of(1, "encoder", "initial");
        Parameters.Builder builder = Parameters.builder("encoder");
        encoder.addTo(builder, random);
        Parameters parameters = builder.build();
        Node output = encoder.apply(parameters, Graphs.input("pictures", 2, 1, side, side));
        assertEquals(Shape.of(2, encoder.width()), output.shape());
        return parameters;
    }

    @Test
    void sizes() {
        assertEquals(
                16 * 9 + 16 + 32 * 16 * 9 + 32 + 1568 * 128 + 128,
                check(new ConvXs("xs", 1, 28, 28, 128), 28).size());
        assertEquals(
                32 * 9 + 32 + 64 * 32 * 9 + 64 + 128 * 64 * 9 + 128,
                check(new ConvNetS("s", 1), 28).size());
        int block = 2 * 2 * 64 + 64 * 192 + 192 + 64 * 64 + 64 + 2 * 64 * 256 + 256 + 64;
        assertEquals(
                16 * 64 + 64 + 64 + 50 * 64 + 4 * block + 2 * 64,
                check(new TinyVit("vit", 1, 28, 28), 28).size());
    }

    @Test
    void patchesMustFit() {
        assertThrows(ShapeException.class, () -> new TinyVit("vit", 1, 30, 28));
    }
}
