package io.polycritic.bench.census;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two lanes, of which a run learns in batches of two rows each. */
class CensusTest {
    private static final int LANES = 2;
    private static final long OCCUPANT = (3L << 24) + 5;

    private final Census census = new Census(Thread.currentThread().getName());
    private CensusReward reward = reward();

    private CensusReward reward() {
        return new CensusReward(census, "count", (name, value) -> {}, LANES);
    }

    /** Numbers of lane 0 and lane 1, in turn. */
    private void learn(int... numbers) {
        Batch batch = new Batch(Shape.of(numbers.length / LANES, LANES));
        float[] signals = batch.put(FieldSpec.numbers(Fields.SIGNALS, CensusWorld.SIGNALS));
        for (int row = 0; row < numbers.length; row++) {
            signals[row * CensusWorld.SIGNALS + 1] = 3;
            signals[row * CensusWorld.SIGNALS + 2] = 5;
            signals[row * CensusWorld.SIGNALS + 3] = numbers[row];
        }
        reward.learn(batch);
    }

    private void ends(long transitions, long lost, long doubled, long... made) {
        reward.close();
        census.made(OCCUPANT, made);
        assertEquals(transitions, census.transitions());
        assertEquals(lost, census.lost());
        assertEquals(doubled, census.doubled());
    }

    @Test
    void whatIsLearnedOnceIsNeitherLostNorDoubled() {
        learn(1, 1, 2, 2);
        learn(3, 3, 4, 4);
        ends(8, 0, 0, 4, 4);
    }

    @Test
    void whatIsLeftOutIsLost() {
        learn(1, 1, 2, 3);
        ends(4, 1, 0, 2, 3);
    }

    @Test
    void whatWasMadeInTheEndAndNotLearnedIsLost() {
        learn(1, 1, 2, 2);
        ends(4, 3, 0, 2, 5);
    }

    @Test
    void whatIsLearnedTwiceIsDoubled() {
        learn(1, 1, 2, 2);
        learn(2, 3, 3, 4);
        ends(8, 0, 1, 3, 4);
    }

    @Test
    void whatIsLearnedAndWasNeverMadeIsDoubled() {
        learn(1, 1, 2, 2);
        ends(4, 0, 2, 1, 1);
    }

    @Test
    void whatARollbackTakesOutIsNotCounted() {
        learn(1, 1, 2, 2);
        State before = State.of(reward);
        learn(3, 3, 4, 4);
        reward = reward();
        reward.load(before.reader());
        learn(3, 3, 4, 4);
        ends(8, 0, 0, 4, 4);
    }

    @Test
    void othersThanTheRunAreNotListenedTo() {
        Census deaf = new Census("another thread");
        deaf.made(OCCUPANT, new long[] {5, 5});
        deaf.learned(new Census.Learned(Map.of(OCCUPANT, new long[] {3, 3}), 6, 0, 0));
        assertEquals(0, deaf.transitions());
        assertEquals(0, deaf.lost());
    }
}
