package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Rollouts with given numbers, judged by advantages under test. */
final class Judged {
    private final Batch batch;
    private final List<Slot<RewardModel>> rewards = new ArrayList<>();
    private final List<Slot<ScoringCritic>> critics = new ArrayList<>();

    /** A slot whose part nobody calls. */
    private record Weighted<T extends Part>(String path, double weight) implements Slot<T> {
        @Override
        public T get() {
            throw new IllegalStateException("judging calls no part");
        }

        @Override
        public int generation() {
            return 0;
        }
    }

    /** A rollout [T, L] with its endings. */
    Judged(int steps, int lanes, float... endings) {
        batch = new Batch(Shape.of(steps, lanes));
        System.arraycopy(endings, 0, batch.put(FieldSpec.category("ending", 3)), 0, endings.length);
    }

    Judged reward(String name, double weight, float... values) {
        System.arraycopy(values, 0, batch.put(FieldSpec.numbers("rewards." + name)), 0, values.length);
        rewards.add(new Weighted<>("rewards." + name, weight));
        return this;
    }

    Judged critic(String name, float... values) {
        System.arraycopy(values, 0, batch.put(FieldSpec.numbers("advantages." + name)), 0, values.length);
        critics.add(new Weighted<>("critics." + name, 1));
        return this;
    }

    float[] by(Advantages advantages) {
        float[] judged = new float[batch.rows()];
        java.util.Arrays.fill(judged, 99);
        advantages.judge(batch, critics, rewards, (name, value) -> {}, judged);
        return judged;
    }
}
