package io.polycritic.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AgreementTest {
    private final Agreement agreement = new Agreement("returns.task");

    /** Pearson 1895: the sum of products of deviations over the root of the product of the sums of their squares. */
    @Test
    void matchesPearsonsCorrelation() {
        agreement.measure(new float[] {1, 2, 3, 4}, new float[] {2, 1, 4, 3});
        assertEquals(2.5, agreement.incumbent());
        assertEquals(2.5, agreement.newcomer());
        assertEquals(1, agreement.difference());
        assertEquals(3.0 / 5, agreement.correlation(), 1e-12);
        agreement.measure(new float[] {1, 2, 3}, new float[] {-10, -20, -30});
        assertEquals(-1, agreement.correlation(), 1e-12);
    }

    @Test
    void whoSaysTheSameOfAllRowsIsCorrelatedWithNobody() {
        assertEquals(Double.NaN, agreement.correlation());
        agreement.measure(new float[] {1, 1}, new float[] {1, 3});
        assertEquals(Double.NaN, agreement.correlation());
        assertEquals(Math.sqrt(2), agreement.difference(), 1e-12);
    }
}
