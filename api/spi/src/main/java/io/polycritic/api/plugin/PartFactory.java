package io.polycritic.api.plugin;

import java.lang.annotation.Annotation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes parts: the service that a plugin registers, under the sub-interface of its kind, with a {@link PluginId}.
 *
 * @param <C> the configuration annotation, its methods described by {@link Setting}
 * @param <P> the kind of part
 */
@ConsumerType
public interface PartFactory<C extends Annotation, P extends Part> {
    /**
     * The configuration's type.
     *
     * @return the annotation type
     */
    Class<C> configType();

    /**
     * The narrowest role that the parts made here can play, an interface of this API or of a shared library.
     *
     * @return for example {@code ScoringCritic.class}
     */
    Class<? extends P> partType();

    /**
     * What the plugin does, in one sentence for people.
     *
     * @return the description
     */
    String description();

    /**
     * Where the mechanism was published.
     *
     * @return for example {@code Yu et al. 2020, arXiv 2001.06782}; empty where it is common knowledge or our own
     */
    default String paper() {
        return "";
    }

    /**
     * Makes a part.
     *
     * @param config the checked configuration
     * @param context the part's view of its run; kept by the part
     * @return a new part
     * @throws InvalidConfigException if settings contradict each other or the run
     */
    P create(C config, PartContext context) throws InvalidConfigException;
}
