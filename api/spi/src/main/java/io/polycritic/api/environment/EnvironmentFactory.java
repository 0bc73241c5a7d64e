package io.polycritic.api.environment;

import io.polycritic.api.plugin.PartFactory;
import java.lang.annotation.Annotation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service of a plugin of the kind environment.
 *
 * @param <C> the configuration annotation
 */
@ConsumerType
public interface EnvironmentFactory<C extends Annotation> extends PartFactory<C, Environment> {}
