package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.reward.RewardModel;
import java.util.Arrays;
import java.util.List;

/**
 * Returns of whole episodes: without a critic G_t = r_t + gamma G_t+1, with one its advantages (Williams, "Simple
 * statistical gradient-following algorithms for connectionist reinforcement learning", 1992, section 3, where what the
 * return is compared with is called the reinforcement baseline). Steps of other episodes get 0, and all others are
 * multiplied so that a mean over all rows is one over the steps that count.
 */
final class EpisodeReturns implements Advantages {
    /** Keeps advantages finite that are the same everywhere. */
    private static final double EPSILON = 1e-8;

    private final RolloutShape shape;
    private final WholeEpisodes episodes;
    private final String reward;
    private final double discount;
    private final boolean normalise;

    /**
     * Makes the judge of rollouts of one shape.
     *
     * @param shape of the rollouts
     * @param longest the most steps of an episode
     * @param reward the reward slot's name; empty for the only one
     * @param discount gamma
     * @param normalise whether what counts is brought to mean 0 and standard deviation 1
     */
    EpisodeReturns(RolloutShape shape, int longest, String reward, double discount, boolean normalise) {
        this.shape = shape;
        this.episodes = new WholeEpisodes(shape.lanes(), shape.horizon(), longest);
        this.reward = reward;
        this.discount = discount;
        this.normalise = normalise;
    }

    @Override
    public int fewestCritics() {
        return 0;
    }

    @Override
    public int mostCritics() {
        return 1;
    }

    @Override
    public void judge(
            Batch batch,
            List<Slot<ScoringCritic>> critics,
            List<Slot<RewardModel>> rewards,
            Metrics metrics,
            float[] judged) {
        episodes.find(batch.numbers(Fields.ENDING));
        Arrays.fill(judged, 0);
        if (critics.isEmpty()) {
            returns(batch.numbers(Fields.rewards(rewardName(rewards))), judged);
        } else {
            advantages(batch.numbers(Fields.advantages(critics.get(0).name())), judged);
        }
        metrics.record("wholeEpisodes", episodes.count());
        scale(judged);
    }

    private String rewardName(List<Slot<RewardModel>> rewards) {
        if (!reward.isEmpty()) {
            return reward;
        }
        if (rewards.size() != 1) {
            throw new InvalidConfigException(
                    "reward",
                    "is empty, and the run has " + rewards.size() + " reward slots, "
                            + rewards.stream().map(Slot::name).toList() + "; name the one that counts");
        }
        return rewards.get(0).name();
    }

    private void returns(float[] rewards, float[] judged) {
        int lanes = shape.lanes();
        for (int episode = 0; episode < episodes.count(); episode++) {
            double after = 0;
            for (int t = episodes.length(episode) - 1; t >= 0; t--) {
                int row = episodes.firstRow(episode) + t * lanes;
                after = rewards[row] + discount * after;
                judged[row] = (float) after;
            }
        }
    }

    private void advantages(float[] advantages, float[] judged) {
        int lanes = shape.lanes();
        for (int episode = 0; episode < episodes.count(); episode++) {
            for (int t = 0; t < episodes.length(episode); t++) {
                int row = episodes.firstRow(episode) + t * lanes;
                judged[row] = advantages[row];
            }
        }
    }

    private void scale(float[] judged) {
        double mean = 0;
        double square = 0;
        for (float value : judged) {
            mean += value;
            square += (double) value * value;
        }
        mean /= episodes.steps();
        double std = Math.sqrt(Math.max(0, square / episodes.steps() - mean * mean));
        double share = judged.length / (double) episodes.steps();
        double factor = normalise ? share / (std + EPSILON) : share;
        double shift = normalise ? mean : 0;
        int lanes = shape.lanes();
        for (int episode = 0; episode < episodes.count(); episode++) {
            for (int t = 0; t < episodes.length(episode); t++) {
                int row = episodes.firstRow(episode) + t * lanes;
                judged[row] = (float) (factor * (judged[row] - shift));
            }
        }
    }
}
