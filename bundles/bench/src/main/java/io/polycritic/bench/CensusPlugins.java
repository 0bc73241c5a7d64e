package io.polycritic.bench;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.bench.census.BrittleCritics;
import io.polycritic.bench.census.Census;
import io.polycritic.bench.census.CensusRewards;
import io.polycritic.bench.census.CensusWorlds;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Plugins that are there as long as a benchmark needs them, and in no list of users. */
final class CensusPlugins implements AutoCloseable {
    private final BundleContext context;
    private final List<ServiceRegistration<?>> registered;

    CensusPlugins(BundleContext context, Census census) {
        this.context = context;
        this.registered = List.of(
                register(EnvironmentFactory.class, "bench-world", new CensusWorlds(census)),
                register(RewardModelFactory.class, "bench-count", new CensusRewards(census)),
                register(CriticFactory.class, "bench-brittle", new BrittleCritics()));
    }

    private ServiceRegistration<?> register(Class<?> service, String id, Object factory) {
        return context.registerService(service.getName(), factory, new Hashtable<>(Map.of(PluginId.PROPERTY, id)));
    }

    @Override
    public void close() {
        registered.forEach(ServiceRegistration::unregister);
    }
}
