package io.polycritic.api.reward;

import io.polycritic.api.plugin.PartFactory;
import java.lang.annotation.Annotation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service of a plugin of the kind reward model.
 *
 * @param <C> the configuration annotation
 */
@ConsumerType
public interface RewardModelFactory<C extends Annotation> extends PartFactory<C, RewardModel> {}
