package io.polycritic.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SwapFiguresTest {
    @Test
    void aQuantileIsTheSmallestValueThatEnoughDoNotExceed() {
        double[] values = new double[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        assertEquals(50, SwapFigures.quantile(values, 0.5));
        assertEquals(99, SwapFigures.quantile(values, 0.99));
        assertEquals(100, SwapFigures.quantile(values, 1));
        assertEquals(0, SwapFigures.quantile(new double[0], 0.5));
    }
}
