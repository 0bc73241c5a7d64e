package io.polycritic.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The data sets themselves, where they are installed. */
class InstalledTest {
    @Test
    void fashionMnist() {
        assumeTrue(FashionMnist.SET.missing(FashionMnist.SET.folder()).isEmpty());
        Images train = FashionMnist.train(FashionMnist.folder(""));
        Images test = FashionMnist.test(FashionMnist.folder(""));
        assertEquals(60000, train.count());
        assertEquals(10000, test.count());
        assertEquals(6000, Arrays.stream(train.labels()).filter(c -> c == 3).count());
        double sum = 0;
        double squares = 0;
        for (byte pixel : train.pixels()) {
            double x = (pixel & 0xFF) / 255.0;
            sum += x;
            squares += x * x;
        }
        double mean = sum / train.pixels().length;
        assertEquals(0.2860, mean, 5e-5);
        assertEquals(0.3530, Math.sqrt(squares / train.pixels().length - mean * mean), 5e-5);
    }

    @Test
    void digits() {
        assumeTrue(Digits.SET.missing(Digits.SET.folder()).isEmpty());
        Images digits = Digits.all(Digits.folder(""));
        assertEquals(1797, digits.count());
        assertEquals(64, digits.size());
    }
}
