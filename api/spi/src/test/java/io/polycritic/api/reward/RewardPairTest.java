package io.polycritic.api.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.tensor.Shape;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RewardPairTest {
    private final ConstantReward incumbent = new ConstantReward("task", 2);
    private final ConstantReward newcomer = new ConstantReward("task", 6);
    private final Batch batch = new Batch(Shape.of(2, 1));

    private RewardModel pair(Handover handover) {
        return (RewardModel) incumbent.beside(newcomer, handover, null).orElseThrow();
    }

    @Test
    void aShadowIsNotHeard() {
        RewardModel pair = pair(new Handover(Handover.Mode.SHADOW));
        pair.score(batch);
        pair.learn(batch);
        assertArrayEquals(new float[] {2, 2}, batch.numbers("rewards.task"));
        assertEquals(2, incumbent.learned());
        assertEquals(6, newcomer.learned());
    }

    @Test
    void blendedRewardsAreLinearInTheShare() {
        Handover handover = new Handover(Handover.Mode.BLEND);
        RewardModel pair = pair(handover);
        for (float share : new float[] {0, 0.5f, 1}) {
            handover.share(share);
            pair.score(batch);
            assertArrayEquals(new float[] {2 + share * 4, 2 + share * 4}, batch.numbers("rewards.task"));
        }
        pair.learn(batch);
        assertEquals(2, incumbent.learned());
        assertEquals(6, newcomer.learned());
    }

    @Test
    void aRewardModelCannotBeFittedToRewards() {
        assertEquals(Set.of(Handover.Mode.SHADOW, Handover.Mode.BLEND), incumbent.handovers(newcomer));
    }
}
