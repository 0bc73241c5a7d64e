package io.polycritic.api.optimizer;

import io.polycritic.api.plugin.PartFactory;
import java.lang.annotation.Annotation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service of a plugin of the kind optimizer.
 *
 * @param <C> the configuration annotation
 */
@ConsumerType
public interface OptimizerFactory<C extends Annotation> extends PartFactory<C, Optimizer> {}
