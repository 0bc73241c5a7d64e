package io.polycritic.api.learner;

import io.polycritic.api.plugin.Part;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What is trained, and the algorithm that trains it. Owns one update from gathering experience to the last gradient.
 */
@ConsumerType
public interface Learner extends Part {
    /**
     * Makes one update: gathers the experience that it needs, lets reward models and critics judge it, changes its
     * parameters and lets the others learn.
     *
     * @return what it cost
     */
    Update update();

    /**
     * What an update has done.
     *
     * @param steps environment steps over all lanes, or rows of data
     * @param episodes episodes that ended
     */
    record Update(long steps, long episodes) {}
}
