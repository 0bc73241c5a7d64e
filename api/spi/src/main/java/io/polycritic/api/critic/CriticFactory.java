package io.polycritic.api.critic;

import io.polycritic.api.plugin.PartFactory;
import java.lang.annotation.Annotation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service of a plugin of the kind critic.
 *
 * @param <C> the configuration annotation
 */
@ConsumerType
public interface CriticFactory<C extends Annotation> extends PartFactory<C, Critic> {}
