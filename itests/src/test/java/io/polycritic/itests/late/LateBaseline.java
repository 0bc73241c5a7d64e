package io.polycritic.itests.late;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/**
 * The plugin {@code late-baseline}, of a bundle that comes while a run goes on: returns less the mean of the batch. It
 * keeps state under the name that {@code example-baseline} has too. Where the test offers a gate, each update needs a
 * permit.
 */
@Component
@PluginId("late-baseline")
public final class LateBaseline implements CriticFactory<LateBaseline.Config> {
    private final Semaphore gate;

    /** Settings. */
    public @interface Config {
        @Setting(value = "Discount of the next step's return.", min = 0, max = 1)
        double discount() default 0.9;

        @Setting("Whether its parts can be closed; else they throw.")
        boolean closes() default true;
    }

    /** Called by Declarative Services. */
    @Activate
    public LateBaseline(
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, target = "(polycritic.itests=gate)")
                    Semaphore gate) {
        this.gate = gate;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<ScoringCritic> partType() {
        return ScoringCritic.class;
    }

    @Override
    public String description() {
        return "Returns of the reward of the critic's own name, less their mean.";
    }

    @Override
    public ScoringCritic create(Config config, PartContext context) {
        return new LateCritic(context, config.discount(), config.closes(), gate);
    }
}
