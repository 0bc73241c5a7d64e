package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.StudyInterval;
import io.polycritic.api.tensor.RandomStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void theInterquartileMeanLeavesOutAQuarterAtEachEnd() {
        assertEquals(2.5, Statistics.interquartileMean(1, 2, 3, 4), 1e-12);
        assertEquals(3.5, Statistics.interquartileMean(-100, 1, 3, 4, 6, 1000, 3, 4), 1e-12);
        // With 5 samples 1.25 fall at each end: the second and fourth count for 0.75.
        assertEquals((0.75 * 2 + 3 + 0.75 * 7) / 2.5, Statistics.interquartileMean(1, 2, 3, 7, 50), 1e-12);
        assertEquals(5, Statistics.interquartileMean(5), 1e-12);
    }

    @Test
    void intervalsOfTheMeanCoverIt() {
        RandomStream random = RandomStream.of(3, "test", "coverage");
        int covered = 0;
        int trials = 200;
        for (int trial = 0; trial < trials; trial++) {
            double[][] strata = new double[2][20];
            for (double[] stratum : strata) {
                for (int i = 0; i < stratum.length; i++) {
                    stratum[i] = random.nextDouble();
                }
            }
            StudyInterval interval = Statistics.pointwise(strata, Statistics::interquartileMean);
            covered += interval.low() <= 0.5 && 0.5 <= interval.high() ? 1 : 0;
        }
        assertTrue(covered > 0.88 * trials && covered < trials, covered + " of " + trials);
    }

    /** What differs between worlds only is no uncertainty: each is resampled by itself. */
    @Test
    void strataAreResampledByThemselves() {
        StudyInterval interval = Statistics.interval(new double[][] {{1, 1, 1}, {9, 9, 9}});
        assertEquals(new StudyInterval(5, 5, 5), interval);
        StudyInterval pooled = Statistics.interval(new double[][] {{1, 1, 1, 9, 9, 9}});
        assertTrue(pooled.low() < 3 && pooled.high() > 7, pooled.toString());
    }

    /** Items that differ within each seed make the interval wider than the seeds' means do. */
    @Test
    void itemsTakePart() {
        double[][][] items = {{{0, 1, 0, 1}, {1, 0, 1, 0}, {0, 0, 1, 1}}};
        StudyInterval interval = Statistics.hierarchical(items);
        assertEquals(0.5, interval.estimate(), 1e-12);
        assertTrue(interval.low() < 0.4 && interval.high() > 0.6, interval.toString());
    }

    @Test
    void theProbabilityOfImprovementCountsTiesHalf() {
        // 1 in the first world; in the second two ties and two wins of four: 0.75.
        double[][] left = {{2, 3}, {1, 2}};
        double[][] right = {{0, 1}, {1, 1}};
        assertEquals((1 + 0.75) / 2, Statistics.improvement(left, right).estimate(), 1e-12);
        assertEquals(new StudyInterval(1, 1, 1), Statistics.improvement(new double[][] {{5, 6}}, new double[][] {{1}}));
    }

    @Test
    void whatIsMissingGivesNoFigure() {
        assertTrue(Double.isNaN(
                Statistics.interval(new double[][] {{1, Double.NaN}}).estimate()));
    }
}
