package io.polycritic.plugins.environments.modalities;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModalitiesTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Modalities();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "environment";
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("environment", ModalityStream.class).next(new Batch(Shape.of(3, 7)));
    }

    private static ModalityStream stream(TestRun run, Map<String, ?> config) {
        return (ModalityStream) run.add("environment", new Modalities(), config);
    }

    /** Without private noise a modality is a function of the state, whose variance is 1/8 a number. */
    @Test
    void modalitiesShowTheSameState() {
        try (TestRun run = run()) {
            ModalityStream stream = stream(run, Map.of("noise", 0.5));
            Batch batch = new Batch(Shape.of(3, 2000));
            stream.next(batch);
            float[] states = batch.numbers(ModalityStream.STATE);
            double square = 0;
            for (int i = 0; i < 2000; i++) {
                double length = 0;
                for (int k = 0; k < 8; k++) {
                    length += states[i * 8 + k] * states[i * 8 + k];
                    assertEquals(states[i * 8 + k], states[(4000 + i) * 8 + k]);
                }
                assertEquals(1, length, 1e-5);
                square += states[i * 8] * states[i * 8] / 2000;
            }
            assertEquals(1.0 / 8, square, 0.02);
            float[] signals = batch.numbers(ModalityStream.SIGNAL);
            double variance = 0;
            for (float signal : signals) {
                double before = Math.log((1 + signal) / (1 - signal)) / 2;
                variance += before * before / signals.length;
            }
            // A [s; n]: entries of A have variance 1/16, |s| = 1 and |n|^2 = 8 / 4 on average.
            assertEquals(3.0 / 16, variance, 0.03);
            assertEquals(1999, batch.numbers(Fields.ITEM)[5999]);
        }
    }

    @Test
    void itemsThatAreReadAreAlwaysTheSame() {
        try (TestRun run = run();
                TestRun other = new TestRun(2, null, null)) {
            Batch first = new Batch(Shape.of(3, 2));
            Batch second = new Batch(Shape.of(3, 1));
            stream(run, Map.of()).read(Split.TEST, new int[] {5, 9}, first);
            ModalityStream stream = stream(other, Map.of());
            stream.next(second);
            stream.read(Split.TEST, new int[] {9}, second);
            float[] signals = second.numbers(ModalityStream.SIGNAL);
            for (int m = 0; m < 3; m++) {
                assertArrayEquals(
                        Arrays.copyOfRange(first.numbers(ModalityStream.SIGNAL), (2 * m + 1) * 64, (2 * m + 2) * 64),
                        Arrays.copyOfRange(signals, m * 64, (m + 1) * 64));
            }
            float before = signals[0];
            stream.read(Split.TRAIN, new int[] {9}, second);
            assertNotEquals(before, second.numbers(ModalityStream.SIGNAL)[0]);
        }
    }
}
