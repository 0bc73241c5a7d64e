package io.polycritic.plugins.rewards.networks;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.compression.SuperNetwork;
import io.polycritic.search.CandidateMeasure;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code subnet-objectives}. */
@Component
@PluginId("subnet-objectives")
public final class SubnetObjectives implements RewardModelFactory<SubnetObjectives.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Run whose newest snapshot has the super-network; it is never changed.")
        String network();

        @Setting("Measures that the search makes better.")
        Objective[] objectives() default {Objective.ACCURACY, Objective.SIZE};

        @Setting(
                value = "Numbers of layers to choose from, ascending; none for that of the super-network.",
                min = 1,
                max = 64)
        int[] depths() default {2, 3, 4};

        @Setting(
                value = "Numbers of heads to choose from, ascending; none for that of the super-network.",
                min = 1,
                max = 64)
        int[] heads() default {2, 3, 4};

        @Setting(
                value = "Numbers of hidden units to choose from, ascending; none for that of the super-network.",
                min = 1,
                max = 65536)
        int[] hidden() default {64, 128, 192};

        @Setting("Bits of weights to choose from, of 4, 8 and 32, ascending; 32 is floating point.")
        int[] bits() default {4, 8, 32};

        @Setting("Run of a search; the knee of its front is the only architecture then. Empty for the options above.")
        String architecture() default "";

        @Setting(value = "Validation pictures that accuracy is measured on.", unit = "pictures", min = 1, max = 1000000)
        int validation() default 1000;

        @Setting(
                value = "Training pictures that ranges of activations are taken from.",
                unit = "pictures",
                min = 16,
                max = 1000000)
        int calibration() default 128;

        @Setting(
                value = "Test pictures that evaluators measure on, which the search never sees.",
                unit = "pictures",
                min = 1,
                max = 1000000)
        int test() default 3000;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends RewardModel> partType() {
        return CandidateMeasure.class;
    }

    @Override
    public String description() {
        return "Extracts, quantises, packs and tries sub-networks of a super-network: accuracy, size, modelled latency.";
    }

    @Override
    public String paper() {
        return "Sridhar et al. 2023, arXiv 2312.13301";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        SuperNetwork network = context.frozen(config.network())
                .part("learner", SuperNetwork.class)
                .orElseThrow(() -> new InvalidConfigException(
                        "network", "the run '" + config.network() + "' has no super-network"));
        List<Objective> objectives =
                Arrays.stream(config.objectives()).distinct().toList();
        if (objectives.isEmpty() || objectives.size() < config.objectives().length) {
            throw new InvalidConfigException(
                    "objectives",
                    "found " + Arrays.toString(config.objectives()) + ", allowed are different ones, at least one");
        }
        return new SubnetMeasure(
                network,
                new Architectures(config, network.largest()).options(context),
                objectives,
                new SubnetMeasure.Counts(config.validation(), config.calibration(), config.test()),
                context);
    }
}
