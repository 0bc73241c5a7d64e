package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code reward-sum}. */
@Component
@PluginId("reward-sum")
public final class RewardSum implements RewardModelFactory<RewardSum.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Names of the reward slots that are summed.")
        String[] terms();

        @Setting(value = "One weight a term; none at all for 1 each.", live = true)
        double[] weights() default {};

        @Setting("What each term is divided by before it is summed.")
        Normalise normalise() default Normalise.NONE;
    }

    /** What a term is divided by. */
    public enum Normalise {
        /** Nothing. */
        NONE,
        /** The running standard deviation of the term over all steps so far. */
        RUNNING_STD
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends RewardModel> partType() {
        return RewardModel.class;
    }

    @Override
    public String description() {
        return "Weighted sum of other reward slots, each divided by its running standard deviation if wanted.";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        String[] terms = config.terms();
        double[] weights = config.weights();
        if (terms.length == 0) {
            throw new InvalidConfigException("terms", "is empty; name at least one reward slot");
        }
        if (weights.length != 0 && weights.length != terms.length) {
            throw new InvalidConfigException(
                    "weights", "has " + weights.length + " numbers for " + terms.length + " terms; give one a term");
        }
        float[] factors = new float[terms.length];
        for (int i = 0; i < terms.length; i++) {
            if (terms[i].equals(context.name())) {
                throw new InvalidConfigException("terms[" + i + "]", "is this slot itself");
            }
            double weight = weights.length == 0 ? 1 : weights[i];
            if (!Double.isFinite(weight)) {
                throw new InvalidConfigException(
                        "weights[" + i + "]", "found " + weight + ", allowed is a finite number");
            }
            factors[i] = (float) weight;
        }
        return new SumReward(context, terms, factors, config.normalise() == Normalise.RUNNING_STD);
    }
}
