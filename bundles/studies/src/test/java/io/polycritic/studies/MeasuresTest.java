package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.SeriesView;
import io.polycritic.studies.StudySpec.Dip;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static double dip(Dip dip, long[] updates, double... values) {
        return Measures.dip(new SeriesView("learner/return", updates, updates, values), dip);
    }

    @Test
    void aDipIsTheMeanBeforeLessTheMeanAfter() {
        long[] updates = {1, 2, 3, 4, 5, 6, 7};
        assertEquals(5 - 2, dip(new Dip(4, 2, 2), updates, 99, 99, 4, 6, 1, 3, 99));
        assertEquals(-10, dip(new Dip(3, 1, 1), updates, 0, 0, 0, 10, 0, 0, 0));
    }

    @Test
    void anAreaIsAMeanOverTheSteps() {
        assertEquals(
                (2.0 * 10 + 5.0 * 30) / 40,
                Measures.area(
                        new SeriesView("x", new long[] {1, 2, 3}, new long[] {0, 10, 40}, new double[] {1, 3, 7})));
        assertEquals(4, Measures.area(new SeriesView("x", new long[] {1}, new long[] {10}, new double[] {4})));
    }

    @Test
    void updatesWithoutAValueDoNotCount() {
        assertEquals(4 - 1.5, dip(new Dip(10, 5, 5), new long[] {4, 8, 11, 15, 16}, 99, 4, 1, 2, 99));
        assertTrue(Double.isNaN(dip(new Dip(10, 5, 5), new long[] {8}, 4)), "there is nothing after");
    }

    @Test
    void bestIsTheBestOfAllMeasurements() {
        SeriesView series =
                new SeriesView("x", new long[] {1, 2, 3}, new long[] {1, 2, 3}, new double[] {0.5, Double.NaN, 0.25});
        assertEquals(0.5, Measures.best(series, "higher"));
        assertEquals(0.25, Measures.best(series, "lower"));
        assertEquals(Double.NaN, Measures.best(new SeriesView("x", new long[0], new long[0], new double[0]), "lower"));
    }
}
