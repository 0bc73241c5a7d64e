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
 * Advantages of whole episodes within their group, without a critic (Shao et al., "DeepSeekMath", 2024, section 4.1.2):
 * all steps of an episode have the advantage of its return over the returns of the group. With several rewards either
 * their weighted sum is standardised, or each by itself before they are summed (Liu et al., "GDPO: Group
 * reward-decoupled normalization policy optimization", arXiv 2601.05242: group-wise normalisation of each reward, then
 * batch-wise normalisation of their sum).
 */
final class GroupAdvantages implements Advantages {
    /** Keeps advantages finite in groups whose returns are all the same. */
    private static final double EPSILON = 1e-8;

    private final RolloutShape shape;
    private final Rule rule;
    private final WholeEpisodes episodes;
    private final double[] returns;
    private final double[] totals;

    /**
     * How episodes are compared.
     *
     * @param group lanes of a group, G
     * @param rewards names of the reward slots that count, empty for all
     * @param order whether rewards are summed or standardised first
     * @param standardise whether differences are divided by the standard deviation
     * @param average what a mean is taken over
     */
    record Rule(int group, List<String> rewards, Order order, boolean standardise, Average average) {}

    /** Which comes first where there are several rewards. */
    public enum Order {
        /** The weighted sum of the returns is standardised in its group. */
        SUM_THEN_NORMALIZE,
        /** Each return is standardised in its group, then their weighted sum over all episodes. */
        NORMALIZE_THEN_SUM
    }

    /** What the loss is a mean over. */
    public enum Average {
        /** First over the steps of an episode, then over episodes (DeepSeekMath, equation 3). */
        EPISODE,
        /** Over all steps, so that long episodes count more. */
        STEP
    }

    GroupAdvantages(RolloutShape shape, int longest, Rule rule) {
        if (shape.lanes() % rule.group != 0) {
            throw new InvalidConfigException(
                    "lanes",
                    "found " + shape.lanes() + ", which does not make groups of " + rule.group
                            + "; allowed is a multiple of group");
        }
        this.shape = shape;
        this.rule = rule;
        this.episodes = new WholeEpisodes(shape.lanes(), shape.horizon(), longest);
        int most = shape.lanes() * (shape.horizon() - longest + 1);
        this.returns = new double[most];
        this.totals = new double[most];
    }

    @Override
    public int fewestCritics() {
        return 0;
    }

    @Override
    public int mostCritics() {
        return 0;
    }

    @Override
    public void judge(
            Batch batch,
            List<Slot<ScoringCritic>> critics,
            List<Slot<RewardModel>> rewards,
            Metrics metrics,
            float[] judged) {
        episodes.find(batch.numbers(Fields.ENDING));
        Arrays.fill(totals, 0, episodes.count(), 0);
        boolean each = rule.order == Order.NORMALIZE_THEN_SUM;
        int found = 0;
        for (Slot<RewardModel> reward : rewards) {
            if (rule.rewards.isEmpty() || rule.rewards.contains(reward.name())) {
                sumUp(batch.numbers(Fields.rewards(reward.name())));
                if (each) {
                    inGroups(returns);
                }
                for (int episode = 0; episode < episodes.count(); episode++) {
                    totals[episode] += weight(reward) * returns[episode];
                }
                found++;
            }
        }
        requireRewards(found, rewards);
        if (each) {
            standardise(totals, 0, episodes.count());
        } else {
            inGroups(totals);
        }
        metrics.record("wholeEpisodes", episodes.count());
        spread(judged);
    }

    private void requireRewards(int found, List<Slot<RewardModel>> rewards) {
        if (found == 0 || found < rule.rewards.size()) {
            throw new InvalidConfigException(
                    "rewards",
                    "names " + rule.rewards + "; the run's reward slots are "
                            + rewards.stream().map(Slot::name).toList());
        }
    }

    private static double weight(Slot<RewardModel> reward) {
        if (!Double.isFinite(reward.weight())) {
            throw new InvalidConfigException(
                    reward.path() + ".weight", "found " + reward.weight() + ", allowed is a finite number");
        }
        return reward.weight();
    }

    /** The sum of a reward over each episode. */
    private void sumUp(float[] rewards) {
        for (int episode = 0; episode < episodes.count(); episode++) {
            double sum = 0;
            for (int t = 0; t < episodes.length(episode); t++) {
                sum += rewards[episodes.firstRow(episode) + t * shape.lanes()];
            }
            returns[episode] = sum;
        }
    }

    /** Episodes lie lane by lane, so those of a group lie side by side. */
    private void inGroups(double[] values) {
        int first = 0;
        for (int episode = 1; episode <= episodes.count(); episode++) {
            if (episode == episodes.count()
                    || episodes.lane(episode) / rule.group != episodes.lane(first) / rule.group) {
                standardise(values, first, episode);
                first = episode;
            }
        }
    }

    /** (x - mean) / (std + 1e-8), or without the division. */
    private void standardise(double[] values, int first, int end) {
        double mean = 0;
        for (int i = first; i < end; i++) {
            mean += values[i] / (end - first);
        }
        double square = 0;
        for (int i = first; i < end; i++) {
            square += (values[i] - mean) * (values[i] - mean) / (end - first);
        }
        double factor = rule.standardise ? 1 / (Math.sqrt(square) + EPSILON) : 1;
        for (int i = first; i < end; i++) {
            values[i] = (values[i] - mean) * factor;
        }
    }

    /** Gives each step its episode's advantage, such that the mean over all rows is the one that is wanted. */
    private void spread(float[] judged) {
        Arrays.fill(judged, 0);
        for (int episode = 0; episode < episodes.count(); episode++) {
            double steps = rule.average == Average.STEP
                    ? episodes.steps()
                    : (double) episodes.count() * episodes.length(episode);
            float advantage = (float) (totals[episode] * judged.length / steps);
            for (int t = 0; t < episodes.length(episode); t++) {
                judged[episodes.firstRow(episode) + t * shape.lanes()] = advantage;
            }
        }
    }
}
