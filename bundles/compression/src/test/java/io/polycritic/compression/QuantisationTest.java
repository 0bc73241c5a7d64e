package io.polycritic.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantisationTest {
    private static final Matrix MATRIX = new Matrix("m", 37, 11, 1);

    private final RandomStream random = RandomStream.of(5, "test", "quantisation");

    private float[] gaussians(int count, double mean) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (mean + random.nextGaussian());
        }
        return numbers;
    }

    @Test
    void aWeightIsAtMostHalfAScaleFromItsCode() {
        float[] weights = gaussians(MATRIX.size(), 0);
        for (int bits : new int[] {4, 8}) {
            Codes codes = Codes.of(weights, 0, MATRIX, bits);
            int top = 0;
            for (int i = 0; i < weights.length; i++) {
                float scale = codes.scales()[i % 11];
                assertTrue(Math.abs(weights[i] - scale * codes.values()[i]) <= scale / 2 * 1.00001);
                top = Math.max(top, Math.abs(codes.values()[i]));
            }
            assertEquals((1 << bits - 1) - 1, top, "the largest weight of a column has the largest code");
        }
    }

    @Test
    void aColumnOfZerosStaysZero() {
        float[] weights = new float[MATRIX.size()];
        float[] back = gaussians(MATRIX.size(), 0);
        Codes.of(weights, 0, MATRIX, 4).write(back, 0);
        assertArrayEquals(weights, back);
    }

    /** Whole numbers added up exactly, times both scales, are the product that the network computes with floats. */
    @Test
    void theIntegerProductIsTheProductOfRoundedNumbers() {
        int rows = 23;
        float[] x = gaussians(rows * MATRIX.inputs(), 0.7);
        float[] weights = gaussians(MATRIX.size(), 0);
        float[] bias = gaussians(MATRIX.outputs(), 0);
        Range range = new Range(-2.5f, 3.25f);
        Codes codes = Codes.of(weights, 0, MATRIX, 4);
        float[] rounded = weights.clone();
        codes.write(rounded, 0);
        Rounding rounding = new Rounding();
        Node seen = rounding.input("m", Graphs.constant(x, rows, MATRIX.inputs()));
        Node product = Linear.dense(
                seen,
                Graphs.constant(rounded, MATRIX.inputs(), MATRIX.outputs()),
                Graphs.constant(bias, MATRIX.outputs()));
        float[] fake = run(product, range, rows * MATRIX.outputs());
        double most = 0;
        for (float value : fake) {
            most = Math.max(most, Math.abs(value));
        }
        for (int row = 0; row < rows; row++) {
            for (int n = 0; n < MATRIX.outputs(); n++) {
                int sum = 0;
                for (int i = 0; i < MATRIX.inputs(); i++) {
                    int code = range.code(x[row * MATRIX.inputs() + i]);
                    sum += (code - (int) range.zero()) * codes.values()[i * MATRIX.outputs() + n];
                }
                double exact = (double) sum * range.scale() * codes.scales()[n] + bias[n];
                assertEquals(exact, fake[row * MATRIX.outputs() + n], 1e-4 * most);
            }
        }
    }

    private static float[] run(Node node, Range range, int size) {
        Computation computation = new Computation().output("node", node);
        try (Program program = Samples.COMPUTE.compile(computation)) {
            program.set(Rounding.numbers("m"), Rounding.numbers(range), 0);
            program.set(Rounding.flag("m"), new float[] {1}, 0);
            program.run();
            float[] values = new float[size];
            program.get("node", values, 0);
            return values;
        }
    }

    @Test
    void codesOfActivationsAreNearestWithinTheRangeAndLimitedOutside() {
        Range range = new Range(-1, 4);
        assertEquals(0, range.code(-7));
        assertEquals(255, range.code(9));
        for (float x = -1; x <= 4; x += 0.01f) {
            assertEquals(x, range.value(range.code(x)), range.scale() * 1.001 / 2 + range.scale() / 2);
        }
        assertEquals(0, range.value((int) range.zero()), "zero has a code of its own");
    }

    @Test
    void packedBytesAreHeaderCodesAndScales() {
        int[] bits = {8, 4, 4, 32, 8, 4, 4, 4, 8, 32, 4, 4, 4, 8};
        Compressed network = compressed(new Choice(Samples.SMALL, bits));
        byte[] file = PackedFile.write(network);
        int expected = 4 + 4 * (6 + 2 * 2);
        List<Matrix> matrices = Samples.SMALL.matrices();
        int others = network.parameters().size();
        for (int i = 0; i < bits.length; i++) {
            int n = matrices.get(i).size();
            others -= n;
            expected += 1;
            expected += bits[i] == 32
                    ? 4 * n
                    : (bits[i] * n + 7) / 8 + 4 * matrices.get(i).outputs() + 8;
        }
        assertEquals(expected + 4 * others, file.length);
    }

    @Test
    void unpackedItIsTheSameNetwork() {
        int[] bits = {8, 4, 4, 32, 8, 4, 4, 4, 8, 32, 4, 4, 4, 8};
        Compressed network = compressed(new Choice(Samples.SMALL, bits));
        Compressed back = PackedFile.read(PackedFile.write(network));
        assertEquals(Samples.SMALL, back.choice().network());
        assertArrayEquals(bits, back.choice().bits());
        assertArrayEquals(network.parameters().values(), back.parameters().values());
        for (int i = 0; i < bits.length; i++) {
            assertEquals(network.ranges().get(i), back.ranges().get(i));
            if (bits[i] < 32) {
                assertArrayEquals(
                        network.codes().get(i).values(), back.codes().get(i).values());
            }
        }
        assertThrows(IllegalArgumentException.class, () -> PackedFile.read(new byte[] {1, 2, 3, 4, 5}));
    }

    @Test
    void fourBitCodesLieTwoInAByte() {
        Codes codes = new Codes(4, 1, 3, new byte[] {-7, 5, -1}, new float[] {1, 1, 1});
        assertArrayEquals(new byte[] {0x59, 0x0F}, codes.packed());
        assertArrayEquals(codes.values(), Codes.unpacked(codes.packed(), 3, 4));
    }

    @Test
    void anotherWidthIsRefusedByItsGene() {
        int[] bits = new int[14];
        Arrays.fill(bits, 8);
        bits[12] = 5;
        String message = assertThrows(IllegalArgumentException.class, () -> new Choice(Samples.SMALL, bits))
                .getMessage();
        assertEquals("bits must be one of 4, 8, 32 (gene 17: 5)", message);
        assertThrows(IllegalArgumentException.class, () -> new Choice(Samples.SMALL, 8, 8));
    }

    private static Compressed compressed(Choice choice) {
        Parameters own = choice.network().extract(Samples.parameters());
        List<Range> seen = new ArrayList<>();
        for (int i = 0; i < choice.bits().length; i++) {
            seen.add(new Range(-1 - i, 2 + i));
        }
        return Compressed.of(choice, own, seen);
    }
}
