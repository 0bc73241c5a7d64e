package io.polycritic.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private static final int COUNT = 128;

    private final Parameters shared = Samples.parameters();
    private final Pictures pictures = Samples.pictures(COUNT);

    private Node input() {
        return Graphs.constant(pictures.pixels(), COUNT, Samples.LARGEST.pixels());
    }

    @Test
    void largestConfigurationGivesTheSuperNetworksLogitsBitForBit() {
        float[] whole = Samples.values(Samples.LARGEST.apply(Weights.of(shared), input(), Hooks.NONE));
        try (Compressor compressor = new Compressor(Samples.COMPUTE, Samples.LARGEST, shared, pictures)) {
            Compressed largest = compressor.compress(Choice.uniform(Samples.LARGEST, Choice.FLOAT));
            assertArrayEquals(whole, compressor.scores(largest, pictures));
        }
        assertTrue(Arrays.stream(new int[] {0, 1, 2}).anyMatch(i -> whole[i] != 0));
    }

    @Test
    void anExtractedNetworkEqualsTheSlicedOne() {
        float[] sliced = Samples.values(Samples.SMALL.apply(Weights.of(shared), input(), Hooks.NONE));
        Parameters own = Samples.SMALL.extract(shared);
        float[] extracted = Samples.values(Samples.SMALL.apply(Weights.of(own), input(), Hooks.NONE));
        assertArrayEquals(sliced, extracted, 1e-6f);
        float[] whole = Samples.values(Samples.LARGEST.apply(Weights.of(shared), input(), Hooks.NONE));
        assertTrue(Math.abs(whole[0] - sliced[0]) > 1e-3, "the small network is another function");
        int matrices = Samples.SMALL.matrices().stream().mapToInt(Matrix::size).sum();
        assertTrue(own.size() > matrices && own.size() < shared.size());
    }

    /** What masks leave of the largest network is the slice: as a super-network learns random sub-networks. */
    @Test
    void aMaskedNetworkEqualsTheSlicedOne() {
        Masks masks = new Masks(Samples.LARGEST);
        Node masked = Samples.LARGEST.apply(Weights.of(shared), input(), masks.hooks(name -> {
            float[] numbers = masks.numbers(Samples.SMALL).get(name);
            return Graphs.constant(numbers, numbers.length);
        }));
        float[] sliced = Samples.values(Samples.SMALL.apply(Weights.of(shared), input(), Hooks.NONE));
        assertArrayEquals(sliced, Samples.values(masked), 2e-5f);
    }

    @Test
    void aPolicyOfFloatsEqualsTheFloatingPointNetwork() {
        float[] sliced = Samples.values(Samples.SMALL.apply(Weights.of(shared), input(), Hooks.NONE));
        try (Compressor compressor = new Compressor(Samples.COMPUTE, Samples.LARGEST, shared, pictures)) {
            Compressed floats = compressor.compress(Choice.uniform(Samples.SMALL, Choice.FLOAT));
            assertArrayEquals(sliced, compressor.scores(floats, pictures), 1e-6f);
            Compressed coarse = compressor.compress(Choice.uniform(Samples.SMALL, 4));
            float[] rounded = compressor.scores(coarse, pictures);
            double most = 0;
            for (int i = 0; i < sliced.length; i++) {
                most = Math.max(most, Math.abs(sliced[i] - rounded[i]));
            }
            assertTrue(most > 1e-3, "four bits change something");
        }
    }

    /** Against a graph in which each matrix rounds its own input by its own range, if it is quantised. */
    @Test
    void eachMatrixRoundsWhatItMultiplies() {
        int[] bits = {8, 32, 8, 4, 32, 4, 32, 4, 8, 32, 8, 32, 8, 4};
        try (Compressor compressor = new Compressor(Samples.COMPUTE, Samples.LARGEST, shared, pictures)) {
            Compressed network = compressor.compress(new Choice(Samples.SMALL, bits));
            List<String> names =
                    Samples.SMALL.matrices().stream().map(Matrix::name).toList();
            Hooks alone = new Hooks() {
                @Override
                public Node input(String matrix, Node x) {
                    Range range = network.ranges().get(names.indexOf(matrix));
                    if (range == null) {
                        return x;
                    }
                    Node code = Elementwise.shift(Elementwise.scale(x, 1 / range.scale()), range.zero());
                    code = Elementwise.shift(Elementwise.clip(code, 0, 255), Range.WHOLE);
                    code = Elementwise.shift(code, -Range.WHOLE);
                    return Elementwise.scale(Elementwise.shift(code, -range.zero()), range.scale());
                }
            };
            float[] expected = Samples.values(Samples.SMALL.apply(Weights.of(network.parameters()), input(), alone));
            assertArrayEquals(expected, compressor.scores(network, pictures), 1e-5f);
            assertTrue(network.ranges().get(1) == null && network.ranges().get(2) != null);
        }
    }

    /** The patch embedding multiplies pictures as they are: 19 of them, not a whole block. */
    @Test
    void calibrationSeesTheRangeOfWhatMatricesMultiply() {
        Pictures few = Samples.pictures(19);
        float low = 1;
        float high = 0;
        for (float pixel : few.pixels()) {
            low = Math.min(low, pixel);
            high = Math.max(high, pixel);
        }
        try (Compressor compressor = new Compressor(Samples.COMPUTE, Samples.LARGEST, shared, few)) {
            List<Range> ranges =
                    compressor.compress(Choice.uniform(Samples.SMALL, 8)).ranges();
            assertEquals(low, ranges.get(0).low(), 1e-6f);
            assertEquals(high, ranges.get(0).high(), 1e-6f);
            assertEquals(ranges.get(1), ranges.get(2), "queries and keys multiply the same");
            double gelu = ranges.get(6).low();
            assertTrue(gelu < 0 && gelu > -0.18, "GELU is never below -0.17: " + gelu);
        }
    }

    @Test
    void aMatrixWithoutARangeIsNamed() {
        Pictures grey = Samples.pictures(16);
        Arrays.fill(grey.pixels(), 0.25f);
        try (Compressor compressor = new Compressor(Samples.COMPUTE, Samples.LARGEST, shared, grey)) {
            Choice choice = Choice.uniform(Samples.SMALL, 8);
            String message = assertThrows(IllegalArgumentException.class, () -> compressor.compress(choice))
                    .getMessage();
            assertTrue(message.contains("the matrix patch") && message.contains("0.25 to 0.25"), message);
        }
    }

    @Test
    void aCalibrationOfFewPicturesIsRefused() {
        Pictures few = Samples.pictures(15);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Compressor(Samples.COMPUTE, Samples.LARGEST, shared, few))
                .getMessage();
        assertTrue(message.contains("at least 16") && message.contains("found 15"), message);
    }

    @Test
    void correctPicturesAreThoseWhoseBestScoreIsTheLabel() {
        try (Compressor compressor = new Compressor(Samples.COMPUTE, Samples.LARGEST, shared, pictures)) {
            Compressed network = compressor.compress(Choice.uniform(Samples.SMALL, 8));
            float[] scores = compressor.scores(network, pictures);
            double[] correct = compressor.correct(network, pictures);
            int best = 0;
            for (int c = 1; c < 5; c++) {
                best = scores[5 * 7 + c] > scores[5 * 7 + best] ? c : best;
            }
            assertEquals(best == pictures.labels()[7] ? 1 : 0, correct[7]);
            assertEquals(COUNT, correct.length);
        }
    }
}
