package io.polycritic.api.learner;

import io.polycritic.api.plugin.PartFactory;
import java.lang.annotation.Annotation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service of a plugin of the kind learner.
 *
 * @param <C> the configuration annotation
 */
@ConsumerType
public interface LearnerFactory<C extends Annotation> extends PartFactory<C, Learner> {}
