package io.polycritic.api.evaluation;

import io.polycritic.api.plugin.PartFactory;
import java.lang.annotation.Annotation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service of a plugin of the kind evaluator.
 *
 * @param <C> the configuration annotation
 */
@ConsumerType
public interface EvaluatorFactory<C extends Annotation> extends PartFactory<C, Evaluator> {}
