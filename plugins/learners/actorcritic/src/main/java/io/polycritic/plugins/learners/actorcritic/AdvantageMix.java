package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.rl.Moments;
import java.util.Arrays;
import java.util.List;

/** Combines the advantages of several critics, each normalised by itself if wanted. */
final class AdvantageMix {
    /** Keeps an advantage finite that is the same everywhere. */
    private static final double EPSILON = 1e-8;

    private AdvantageMix() {}

    /**
     * A = sum_k w_k A^_k / sum_k |w_k| with A^_k = (A_k - mean(A_k)) / (std(A_k) + 1e-8), mean and standard deviation
     * over the whole rollout; or A^_k = A_k.
     *
     * @param batch has the field {@code advantages.<name>} of each critic
     * @param critics the critics, each with its weight
     * @param normalise whether each critic's advantages are normalised
     * @param combined one number a row, written to
     */
    static void combine(Batch batch, List<? extends Slot<ScoringCritic>> critics, boolean normalise, float[] combined) {
        double total = total(critics);
        Arrays.fill(combined, 0);
        for (int k = 0; k < critics.size(); k++) {
            add(batch, critics.get(k), total, normalise, combined);
        }
    }

    /**
     * One term of the sum, w_k A^_k / sum_k |w_k|.
     *
     * @param critic k
     * @param term one number a row, written to
     */
    static void term(
            Batch batch, List<? extends Slot<ScoringCritic>> critics, int critic, boolean normalise, float[] term) {
        Arrays.fill(term, 0);
        add(batch, critics.get(critic), total(critics), normalise, term);
    }

    /** The sum of the weights' sizes. */
    private static double total(List<? extends Slot<ScoringCritic>> critics) {
        double total = 0;
        for (int k = 0; k < critics.size(); k++) {
            Slot<ScoringCritic> critic = critics.get(k);
            if (!Double.isFinite(critic.weight())) {
                throw new InvalidConfigException(
                        critic.path() + ".weight", "found " + critic.weight() + ", allowed is a finite number");
            }
            total += Math.abs(critic.weight());
        }
        if (total == 0) {
            throw new InvalidConfigException(
                    "critics", "the weights of all critics are 0; give at least one of them another weight");
        }
        return total;
    }

    private static void add(
            Batch batch, Slot<ScoringCritic> critic, double total, boolean normalise, float[] combined) {
        float[] advantages = batch.numbers(Fields.advantages(critic.name()));
        double share = critic.weight() / total;
        double mean = 0;
        double factor = share;
        if (normalise) {
            Moments moments = Moments.of(advantages);
            mean = moments.mean();
            factor = share / (moments.std() + EPSILON);
        }
        for (int row = 0; row < combined.length; row++) {
            combined[row] += (float) (factor * (advantages[row] - mean));
        }
    }
}
