package io.polycritic.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.RandomStream;
import org.junit.jupiter.api.Test;

class JudgeTest {
    @Test
    void chanceIsTheLogisticFunctionOfTheDifference() {
        Judge judge = new Judge(0.15);
        assertEquals(1 / (1 + Math.exp(-2)), judge.probability(0.3), 1e-12);
        assertEquals(1, judge.probability(0.3) + judge.probability(-0.3), 1e-12);
        assertEquals(0.5, judge.probability(0));
        RandomStream random = RandomStream.of(1, "judge", "labels");
        double sum = 0;
        for (int i = 0; i < 4000; i++) {
            sum += judge.label(0.3, random);
        }
        assertEquals(judge.probability(0.3), sum / 4000, 0.02);
    }

    @Test
    void withoutChanceTheBetterOneIsPreferred() {
        Judge judge = new Judge(0);
        assertEquals(1, judge.probability(1e-9));
        assertEquals(0, judge.probability(-1e-9));
        assertEquals(0.5, judge.probability(0));
    }

    @Test
    void negativeTemperaturesAreRefused() {
        for (double temperature : new double[] {-1, Double.NaN}) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> new Judge(temperature));
            assertTrue(refused.getMessage().contains("" + temperature), refused.getMessage());
        }
    }
}
