package io.polycritic.api.critic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.Agreement;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Shape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoringPairTest {
    private static final FieldSpec ADVANTAGES = FieldSpec.numbers("advantages.task");
    private static final FieldSpec RETURNS = FieldSpec.numbers("returns.task");
    private static final FieldSpec REWARDS = FieldSpec.numbers("rewards.task");
    private static final FieldSpec SEEN = FieldSpec.numbers("seen");

    /** Values every state alike; earns the reward times a factor; remembers what it learned from. */
    private static final class Judge implements ScoringCritic {
        private final float value;
        private final float factor;
        private final List<FieldSpec> offers;
        private float[] learned;
        private boolean fails;

        Judge(float value, float factor, FieldSpec... offers) {
            this.value = value;
            this.factor = factor;
            this.offers = List.of(offers);
        }

        static Judge of(float value, float factor) {
            return new Judge(value, factor, ADVANTAGES, RETURNS);
        }

        @Override
        public Wiring wiring() {
            Wiring.Builder wiring = Wiring.builder().needs(REWARDS);
            offers.forEach(wiring::offers);
            return wiring.build();
        }

        @Override
        public void score(Batch batch) {
            if (fails) {
                throw new IllegalStateException("cannot judge");
            }
            float[] returns = batch.put(RETURNS);
            float[] advantages = batch.put(ADVANTAGES);
            for (int i = 0; i < returns.length; i++) {
                returns[i] = factor * batch.numbers("rewards.task")[i];
                advantages[i] = returns[i] - value;
            }
        }

        @Override
        public void learn(Batch batch) {
            learned = batch.numbers("returns.task").clone();
        }

        @Override
        public void save(StateWriter out) {
            // Nothing changes.
        }

        @Override
        public void load(StateReader in) {
            // Nothing changes.
        }
    }

    private final Judge incumbent = Judge.of(1, 1);
    private final Judge newcomer = Judge.of(3, 2);
    private final Batch batch = new Batch(Shape.of(2, 1));

    private void judge(Handover handover) {
        System.arraycopy(new float[] {4, 8}, 0, batch.put(REWARDS), 0, 2);
        ScoringCritic pair =
                (ScoringCritic) incumbent.beside(newcomer, handover, null).orElseThrow();
        pair.score(batch);
        pair.learn(batch);
    }

    @Test
    void aShadowLearnsFromItsOwnReturnsAndIsNotHeard() {
        judge(new Handover(Handover.Mode.SHADOW));
        assertArrayEquals(new float[] {3, 7}, batch.numbers("advantages.task"));
        assertArrayEquals(new float[] {4, 8}, batch.numbers("returns.task"));
        assertArrayEquals(new float[] {4, 8}, incumbent.learned);
        assertArrayEquals(new float[] {8, 16}, newcomer.learned);
    }

    @Test
    void aDistilledOneLearnsTheIncumbentsValues() {
        judge(new Handover(Handover.Mode.DISTILL));
        assertArrayEquals(new float[] {3, 7}, batch.numbers("advantages.task"));
        assertArrayEquals(new float[] {4, 8}, incumbent.learned);
        assertArrayEquals(new float[] {1, 1}, newcomer.learned);
    }

    @Test
    void blendedSignalsAreLinearInTheShareAndEachLearnsFromItsOwn() {
        Handover handover = new Handover(Handover.Mode.BLEND);
        for (float share : new float[] {0, 0.25f, 1}) {
            handover.share(share);
            judge(handover);
            float[] mixed = {(1 - share) * 3 + share * 5, (1 - share) * 7 + share * 13};
            assertArrayEquals(mixed, batch.numbers("advantages.task"));
            assertArrayEquals(new float[] {(1 + share) * 4, (1 + share) * 8}, batch.numbers("returns.task"));
            assertArrayEquals(new float[] {4, 8}, incumbent.learned);
            assertArrayEquals(new float[] {8, 16}, newcomer.learned);
        }
    }

    @Test
    void whoFailedIsKnown() {
        Handover handover = new Handover(Handover.Mode.SHADOW);
        judge(handover);
        assertNull(handover.working());
        newcomer.fails = true;
        assertThrows(IllegalStateException.class, () -> judge(handover));
        assertSame(newcomer, handover.working());
        newcomer.fails = false;
        incumbent.fails = true;
        assertThrows(IllegalStateException.class, () -> judge(handover));
        assertSame(incumbent, handover.working());
    }

    @Test
    void whatIsOfferedDecidesTheModes() {
        FieldSpec verdict = FieldSpec.category("verdicts.task", 2);
        Judge speaks = new Judge(1, 1, ADVANTAGES, RETURNS, verdict);
        Judge scores = new Judge(1, 1, FieldSpec.numbers("scores.speed"));
        Judge wide = new Judge(1, 1, ADVANTAGES, FieldSpec.numbers("returns.task", 2));
        Set<Handover.Mode> shadow = Set.of(Handover.Mode.SHADOW);
        assertEquals(Set.of(Handover.Mode.values()), incumbent.handovers(newcomer));
        assertEquals(Set.of(Handover.Mode.values()), incumbent.handovers(speaks));
        assertEquals(Set.of(Handover.Mode.SHADOW, Handover.Mode.DISTILL), speaks.handovers(newcomer));
        assertEquals(Set.of(Handover.Mode.SHADOW, Handover.Mode.BLEND), scores.handovers(scores));
        assertEquals(shadow, incumbent.handovers(wide));
        assertEquals(Set.of(), incumbent.handovers(new io.polycritic.api.reward.ConstantReward("task", 1)));
        assertFalse(
                speaks.beside(newcomer, new Handover(Handover.Mode.BLEND), null).isPresent());
    }

    /** Others see what the incumbent offers; what the newcomer needs must be there too. */
    @Test
    void needsOfBothAreDeclaredAndOffersOfTheIncumbent() {
        Judge other = new Judge(1, 1, ADVANTAGES, RETURNS, SEEN);
        Wiring wiring = incumbent
                .beside(other, new Handover(Handover.Mode.SHADOW), null)
                .orElseThrow()
                .wiring();
        assertEquals(List.of(ADVANTAGES, RETURNS), wiring.offers());
        assertEquals(List.of(REWARDS), wiring.needs());
        assertEquals(List.of(), wiring.slots());
    }

    /** Returns 4 and 8 against 8 and 16; advantages 3 and 7 against 5 and 13. */
    @Test
    void howFarBothSayTheSameIsMeasuredInEachMode() {
        for (Handover.Mode mode : Handover.Mode.values()) {
            System.arraycopy(new float[] {4, 8}, 0, batch.put(REWARDS), 0, 2);
            Pair pair = incumbent.beside(newcomer, new Handover(mode), null).orElseThrow();
            ((ScoringCritic) pair).score(batch);
            Agreement advantages = pair.agreements().get(0);
            Agreement returns = pair.agreements().get(1);
            assertEquals("advantages.task", advantages.field());
            assertEquals(5, advantages.incumbent());
            assertEquals(9, advantages.newcomer());
            assertEquals(Math.sqrt((2 * 2 + 6 * 6) / 2.0), advantages.difference(), 1e-12);
            assertEquals(1, advantages.correlation(), 1e-12);
            assertEquals(6, returns.incumbent());
            assertEquals(12, returns.newcomer());
        }
    }

    @Test
    void onlyABlendHasAShare() {
        assertThrows(IllegalArgumentException.class, () -> new Handover(Handover.Mode.SHADOW).share(0.5));
        assertThrows(IllegalArgumentException.class, () -> new Handover(Handover.Mode.BLEND).share(1.5));
        assertThrows(IllegalArgumentException.class, () -> new Handover(Handover.Mode.BLEND).share(Double.NaN));
    }
}
