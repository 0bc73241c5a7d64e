package io.polycritic.catalog;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Names;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.reward.RewardModelFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * All known plugins. Factories are tracked with service trackers rather than references of this component, because an
 * unbinding that waits (for the safe point of a run that uses the plugin) would run into the lock timeout of
 * Declarative Services; a tracker simply holds the stop of the plugin's bundle.
 */
@Component(service = Catalog.class)
public final class Catalog {
    private static final Map<Kind, Class<?>> SERVICES = new EnumMap<>(Map.of(
            Kind.ENVIRONMENT, EnvironmentFactory.class,
            Kind.LEARNER, LearnerFactory.class,
            Kind.CRITIC, CriticFactory.class,
            Kind.REWARD_MODEL, RewardModelFactory.class,
            Kind.OPTIMIZER, OptimizerFactory.class,
            Kind.EVALUATOR, EvaluatorFactory.class));

    private final List<Plugin> plugins = new CopyOnWriteArrayList<>();
    private final List<PluginListener> listeners = new CopyOnWriteArrayList<>();
    private final List<PluginSource> sources = new CopyOnWriteArrayList<>();
    private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();
    private final WaitingPlugins waiting;

    /** Begins to track; called by Declarative Services. */
    @Activate
    public Catalog(BundleContext context, @Reference ServiceComponentRuntime components) {
        waiting = new WaitingPlugins(components);
        SERVICES.forEach((kind, service) -> {
            ServiceTracker<Object, Plugin> tracker =
                    new ServiceTracker<>(context, service.getName(), new Tracking(context, kind));
            trackers.add(tracker);
            tracker.open();
        });
    }

    private Catalog() {
        waiting = new WaitingPlugins(null);
    }

    /** A catalog without a framework, for programs that {@link #add} their plugins themselves. */
    public static Catalog standalone() {
        return new Catalog();
    }

    /** Adds a plugin and tells the listeners. */
    public Plugin add(Kind kind, String id, Version version, String bundle, PartFactory<?, ?> factory) {
        Plugin plugin = new Plugin(kind, id, version, bundle, factory);
        plugins.add(plugin);
        listeners.forEach(listener -> listener.arrived(plugin));
        return plugin;
    }

    /** Removes a plugin; returns when the listeners have let go of it. */
    public void remove(Plugin plugin) {
        plugins.remove(plugin);
        listeners.forEach(listener -> listener.leaving(plugin));
    }

    @Deactivate
    void close() {
        trackers.forEach(ServiceTracker::close);
    }

    /** Adds a listener. */
    public void listen(PluginListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void unlisten(PluginListener listener) {
        listeners.remove(listener);
    }

    /** Whether a listener has parts of a plugin. */
    public boolean isUsed(Plugin plugin) {
        return listeners.stream().anyMatch(listener -> listener.uses(plugin));
    }

    /** Adds a source of plugins that are not loaded. */
    public void source(PluginSource source) {
        sources.add(source);
    }

    /** Removes a source. */
    public void unsource(PluginSource source) {
        sources.remove(source);
    }

    /** Whether a plugin is registered still. */
    public boolean has(Plugin plugin) {
        return plugins.contains(plugin);
    }

    /** All registered plugins, by kind, id and version, the highest version first. */
    public List<Plugin> plugins() {
        return plugins.stream()
                .sorted(Comparator.comparing(Plugin::kind)
                        .thenComparing(Plugin::id)
                        .thenComparing(Plugin::version, Comparator.reverseOrder()))
                .toList();
    }

    /** Plugins whose components wait for something. */
    public List<WaitingPlugins.Waiting> waiting() {
        return waiting.list();
    }

    /** The state of a plugin. */
    public PluginState state(Plugin plugin) {
        if (!plugin.fault().isEmpty()) {
            return PluginState.INVALID;
        }
        boolean highest = plugins.stream()
                .filter(other -> other.kind() == plugin.kind() && other.id().equals(plugin.id()))
                .allMatch(other -> other.version().compareTo(plugin.version()) <= 0);
        return highest ? PluginState.READY : PluginState.SHADOWED;
    }

    /**
     * Finds the plugin that a run spec names. A version that is pinned but not loaded is asked of the sources.
     *
     * @param kind the slot's kind
     * @param pin an id, which means the highest version, or {@code id@version}
     * @param path where the name stands, for the error
     * @throws PolycriticException if there is none that can be used; names those that exist
     */
    public Plugin resolve(Kind kind, String pin, String path) {
        int at = pin.indexOf('@');
        String id = at < 0 ? pin : pin.substring(0, at);
        Version version = at < 0 ? null : version(pin, path);
        Plugin chosen = find(kind, id, version);
        if (chosen == null && version != null) {
            sources.forEach(source -> source.bring(kind, id, version));
            chosen = find(kind, id, version);
        }
        if (chosen == null) {
            List<String> others = named(kind, id).map(Plugin::pin).toList();
            throw new PolycriticException(
                    ErrorCode.USER,
                    path,
                    others.isEmpty() ? unknown(kind, id) : "found '" + pin + "', available are " + others);
        }
        if (!chosen.fault().isEmpty()) {
            throw new PolycriticException(ErrorCode.PLUGIN, path, chosen.pin() + " is invalid: " + chosen.fault());
        }
        return chosen;
    }

    /** The highest version, or the one that is given; null if there is none. */
    private Plugin find(Kind kind, String id, Version version) {
        return named(kind, id)
                .filter(plugin -> version == null || plugin.version().equals(version))
                .findFirst()
                .orElse(null);
    }

    private Stream<Plugin> named(Kind kind, String id) {
        return plugins().stream()
                .filter(plugin -> plugin.kind() == kind && plugin.id().equals(id));
    }

    private String unknown(Kind kind, String id) {
        TreeSet<String> ids = new TreeSet<>();
        plugins.stream().filter(plugin -> plugin.kind() == kind).forEach(plugin -> ids.add(plugin.id()));
        for (WaitingPlugins.Waiting component : waiting.list()) {
            if (component.kind() == kind && component.id().equals(id)) {
                return "the " + kind.text() + " '" + id + "' is waiting: " + component.reason();
            }
        }
        String nearest = Names.nearest(id, ids);
        String hint = nearest.isEmpty() ? "" : " did you mean '" + nearest + "'?";
        return "there is no " + kind.text() + " '" + id + "';" + hint + " available are " + ids;
    }

    private static Version version(String pin, String path) {
        try {
            return Version.parseVersion(pin.substring(pin.indexOf('@') + 1));
        } catch (IllegalArgumentException e) {
            throw new PolycriticException(
                    ErrorCode.USER, path, "found '" + pin + "', allowed is an id or id@version, as v-critic@1.2.0");
        }
    }

    /** The kind whose factories are registered under a service interface, or null. */
    public static Kind kindOf(String service) {
        return SERVICES.entrySet().stream()
                .filter(entry -> entry.getValue().getName().equals(service))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Follows the factories of one kind. */
    private final class Tracking implements ServiceTrackerCustomizer<Object, Plugin> {
        private final BundleContext context;
        private final Kind kind;

        Tracking(BundleContext context, Kind kind) {
            this.context = context;
            this.kind = kind;
        }

        @Override
        public Plugin addingService(ServiceReference<Object> reference) {
            Object id = reference.getProperty(PluginId.PROPERTY);
            if (!(context.getService(reference) instanceof PartFactory<?, ?> factory)) {
                return null;
            }
            return add(
                    kind,
                    String.valueOf(id),
                    reference.getBundle().getVersion(),
                    reference.getBundle().getSymbolicName(),
                    factory);
        }

        @Override
        public void modifiedService(ServiceReference<Object> reference, Plugin plugin) {
            // An id is a promise for ever, so nothing that matters can change.
        }

        @Override
        public void removedService(ServiceReference<Object> reference, Plugin plugin) {
            remove(plugin);
            context.ungetService(reference);
        }
    }
}
