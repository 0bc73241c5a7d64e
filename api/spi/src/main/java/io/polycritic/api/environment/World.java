package io.polycritic.api.environment;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** An environment that is acted in: a Markov decision process, a game of several agents, a bandit. */
@ConsumerType
public non-sealed interface World extends Environment {
    /**
     * The world's lanes: independent copies that are stepped side by side. Asking again for the same number gives the
     * same lanes in the state that they are in; another number closes them and opens new ones, to be reset first. The
     * state of all open lanes belongs to the state of the part.
     *
     * @param count how many, at least 1
     * @return the lanes
     */
    List<Lane> lanes(int count);
}
