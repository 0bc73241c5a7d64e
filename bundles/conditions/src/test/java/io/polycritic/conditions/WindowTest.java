package io.polycritic.conditions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every window statistic against its definition, on random series with and without numbers that are not finite. */
class WindowTest {
    private static final int[] LENGTHS = {1, 2, 3, 4, 5, 7, 8, 13, 64, 100, 257};

    @ParameterizedTest
    @EnumSource(
            value = Statistic.class,
            names = {"MEAN", "SUM", "MIN", "MAX", "STD", "MEDIAN", "SLOPE"})
    void equalsItsDefinition(Statistic statistic) {
        Random random = new Random(7 + statistic.ordinal());
        for (int length : LENGTHS) {
            for (double scale : new double[] {1, 1e-3, 1e6}) {
                compare(statistic, length, series(random, 3 * length + 40, 1e3 * scale, scale, 0));
            }
            compare(statistic, length, series(random, 3 * length + 400, 0, 1, 0.02));
        }
    }

    /** The nature of what is in it: noise about an offset; now and then NaN, an infinity or a repeated value. */
    private static double[] series(Random random, int count, double offset, double scale, double odd) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            double draw = random.nextDouble();
            values[i] = draw < odd / 3
                    ? Double.NaN
                    : draw < odd ? Math.copySign(Double.POSITIVE_INFINITY, draw - odd / 2) : 0;
            if (draw >= odd) {
                values[i] = i > 0 && draw > 0.8 ? values[i - 1] : offset + scale * random.nextGaussian();
            }
        }
        return values;
    }

    private static void compare(Statistic statistic, int length, double[] series) {
        Track track = new Track(10);
        Window window = Window.of(new Reading(statistic, "a/x", length));
        int late = series.length / 5;
        for (int i = 0; i < series.length; i++) {
            if (i == late) {
                track.follow(window, length);
            }
            track.add(series[i], i);
            if (i >= late && track.available() >= length) {
                double[] values = Arrays.copyOfRange(series, i + 1 - length, i + 1);
                double expected = naive(statistic, values);
                double size = Arrays.stream(values).map(Math::abs).max().orElse(0);
                double tolerance = 1e-12 * (statistic == Statistic.SUM ? length * size : size);
                double found = window.value();
                if (Double.isFinite(expected)) {
                    assertEquals(expected, found, tolerance, statistic + " of " + length + " at " + i);
                } else {
                    assertEquals(expected, found, statistic + " of " + length + " at " + i);
                }
            }
        }
    }

    private static double naive(Statistic statistic, double[] values) {
        int n = values.length;
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / n;
        return switch (statistic) {
            case SUM -> sum;
            case MEAN -> mean;
            case MIN -> Arrays.stream(values).reduce(Double.POSITIVE_INFINITY, Math::min);
            case MAX -> Arrays.stream(values).reduce(Double.NEGATIVE_INFINITY, Math::max);
            case STD ->
                Math.sqrt(Arrays.stream(values)
                                .map(value -> Math.pow(value - mean, 2))
                                .sum()
                        / n);
            case SLOPE -> {
                double above = 0;
                double below = 0;
                for (int i = 0; i < n; i++) {
                    above += (i - (n - 1) / 2.0) * (values[i] - mean);
                    below += Math.pow(i - (n - 1) / 2.0, 2);
                }
                yield above / below;
            }
            case MEDIAN -> {
                if (Arrays.stream(values).anyMatch(Double::isNaN)) {
                    yield Double.NaN;
                }
                List<Double> sorted =
                        new ArrayList<>(Arrays.stream(values).boxed().sorted().toList());
                double low = sorted.get((n - 1) / 2);
                double high = sorted.get(n / 2);
                yield low == high ? low : (low + high) / 2;
            }
            default -> throw new IllegalArgumentException(statistic.function());
        };
    }

    @Test
    void nothingStaysBehindOfWhatHasLeft() {
        for (Statistic statistic : List.of(Statistic.MEAN, Statistic.STD, Statistic.SLOPE, Statistic.SUM)) {
            Track odd = new Track(10);
            Track plain = new Track(10);
            Window afterOdd = Window.of(new Reading(statistic, "a/x", 4));
            Window alone = Window.of(new Reading(statistic, "a/x", 4));
            odd.follow(afterOdd, 4);
            plain.follow(alone, 4);
            double[] before = {1e300, Double.NaN, Double.POSITIVE_INFINITY, -1e300, 1e17, 3, 0.1, 1e-17};
            for (int i = 0; i < 8; i++) {
                odd.add(before[i], i);
                plain.add(i, i);
            }
            for (int i = 0; i < 4; i++) {
                odd.add(0.1 * i, 8 + i);
                plain.add(0.1 * i, 8 + i);
            }
            assertEquals(alone.value(), afterOdd.value(), statistic.function());
        }
    }

    @Test
    void aSlopeIsThatOfTheLine() {
        Track track = new Track(10);
        Window window = Window.of(new Reading(Statistic.SLOPE, "a/x", 20_000));
        track.follow(window, 20_000);
        for (int i = 0; i < 50_000; i++) {
            track.add(1e6 - 0.25 * i, i);
        }
        assertEquals(-0.25, window.value(), 1e-9);
    }
}
