package io.polycritic.plugins.rewards.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.language.TextSpace;
import io.polycritic.plugins.environments.language.PostsSummary;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RougeRewardContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new RougeReward();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new PostsSummary(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "rewards.rouge";
    }

    @Test
    void scoresByHand() {
        int[] text = {1, 2, 1, 3};
        int[] reference = {1, 1, 1, 2, 3};
        // 1 twice, 2 and 3 once in both; 4 and 5 words.
        assertEquals(2 * 4 / 9.0, Rouge.grams(text, reference, 1), 1e-12);
        // "1 2" is the only pair of both; 3 and 4 pairs.
        assertEquals(2 * 1 / 7.0, Rouge.grams(text, reference, 2), 1e-12);
        // 1 2 3, or 1 1 3.
        assertEquals(2 * 3 / 9.0, Rouge.longest(text, reference), 1e-12);
        assertEquals((8 / 9.0 + 2 / 7.0 + 6 / 9.0) / 3, Rouge.mean(text, reference), 1e-12);
        assertEquals(0, Rouge.mean(new int[0], reference));
        assertEquals(2 / 3.0, Rouge.mean(new int[] {4}, new int[] {4}), 1e-12);
    }

    @Test
    void endsAndPaddingAreNoWords() {
        try (TestRun run = run()) {
            run.add(path(), plugin(), Map.of());
            Batch batch = new Batch(Shape.of(2));
            TextSpace space = new TextSpace(40, 26, 13);
            float[] responses = batch.put(space.responseField());
            float[] written = batch.put(space.tokens(TextSpace.WRITTEN, 13));
            System.arraycopy(new float[] {7, 23, 8, 24, TextSpace.END}, 0, responses, 0, 5);
            System.arraycopy(new float[] {7, 23, 8, 24}, 0, written, 0, 4);
            written[13] = TextSpace.END;
            run.part(path(), RewardModel.class).score(batch);
            assertArrayEquals(new float[] {1, 0}, batch.numbers("rewards.rouge"));
        }
    }
}
