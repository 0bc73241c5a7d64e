package io.polycritic.plugins.environments.language;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.language.HiddenJudge;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code gold-judge}. */
@Component
@PluginId("gold-judge")
public final class GoldJudge implements RewardModelFactory<GoldJudge.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Difference of qualities at which the odds are e to 1.", min = 0.0001)
        double temperature() default 0.15;

        @Setting(
                value =
                        "Amplitude of a cyclic taste for the number of facts, c sin(2 pi (n - n') / 3), in log-odds; 0 for none.",
                min = 0)
        double cyclic() default 0;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends RewardModel> partType() {
        return HiddenJudge.class;
    }

    @Override
    public String description() {
        return "Knows how good a summary of a post is; for evaluators and labels, it offers no reward.";
    }

    @Override
    public String paper() {
        return "after arXiv 2009.01325";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        return new SummaryJudge(config.temperature(), config.cyclic());
    }
}
