package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void interquartileMeanLeavesOutTheOuterQuarters() {
        assertEquals(2.5, Statistics.interquartileMean(-100, 2, 3, 100), 1e-12);
        assertEquals(3, Statistics.interquartileMean(1, 2, 3, 4, 50), 1e-12);
        // Six samples: a quarter is 1.5 of them, so 2 and 5 count half.
        assertEquals((0.5 * 2 + 3 + 4 + 0.5 * 5) / 3, Statistics.interquartileMean(1, 2, 3, 4, 5, 6), 1e-12);
        assertEquals(7, Statistics.interquartileMean(7), 1e-12);
        assertEquals(1.5, Statistics.interquartileMean(1, 2), 1e-12);
    }

    @Test
    void intervalHoldsTheEstimateAndNarrowsWithAgreement() {
        Statistics.Interval wide = Statistics.interval(0, 1, 2, 3, 4);
        assertTrue(wide.low() < wide.estimate() && wide.estimate() < wide.high());
        Statistics.Interval point = Statistics.interval(2, 2, 2);
        assertEquals(2, point.low());
        assertEquals(2, point.high());
    }

    @Test
    void pairingRemovesWhatSeedsShare() {
        double[] left = {1.1, 10.1, 100.1};
        double[] right = {1, 10, 100};
        Statistics.Interval ahead = Statistics.paired(left, right);
        assertEquals(0.1, ahead.low(), 1e-9);
        assertEquals(0.1, ahead.high(), 1e-9);
    }
}
