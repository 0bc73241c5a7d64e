package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvantageMixTest {
    /** A critic that nobody calls. */
    private record Weighted(String path, double weight) implements Slot<ScoringCritic> {
        @Override
        public ScoringCritic get() {
            throw new IllegalStateException("mixing asks no critic");
        }

        @Override
        public int generation() {
            return 0;
        }
    }

    @Test
    void matchesTheWeightedMeanOfNormalisedAdvantagesByHand() {
        Batch batch = new Batch(Shape.of(2, 1));
        System.arraycopy(new float[] {1, 3}, 0, batch.put(FieldSpec.numbers("advantages.a")), 0, 2);
        System.arraycopy(new float[] {500, 100}, 0, batch.put(FieldSpec.numbers("advantages.b")), 0, 2);
        float[] combined = new float[2];
        AdvantageMix.combine(
                batch, List.of(new Weighted("critics.a", 1), new Weighted("critics.b", -3)), true, combined);
        // a is (-1, 1), b is (1, -1): (1 * -1 - 3 * 1) / 4 and its opposite.
        assertArrayEquals(new float[] {-1, 1}, combined, 1e-6f);
        AdvantageMix.combine(
                batch, List.of(new Weighted("critics.a", 1), new Weighted("critics.b", 3)), true, combined);
        assertArrayEquals(new float[] {0.5f, -0.5f}, combined, 1e-6f);
        AdvantageMix.combine(
                batch, List.of(new Weighted("critics.a", 1), new Weighted("critics.b", -3)), false, combined);
        assertArrayEquals(new float[] {(1 - 1500) / 4f, (3 - 300) / 4f}, combined, 1e-4f);
    }

    @Test
    void advantagesThatAreAllTheSameCountNothing() {
        Batch batch = new Batch(Shape.of(2, 1));
        java.util.Arrays.fill(batch.put(FieldSpec.numbers("advantages.a")), 7);
        float[] combined = new float[2];
        AdvantageMix.combine(batch, List.of(new Weighted("critics.a", 1)), true, combined);
        assertArrayEquals(new float[] {0, 0}, combined);
    }
}
