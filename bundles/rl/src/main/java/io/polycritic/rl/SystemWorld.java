package io.polycritic.rl;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A world that can also show systems of its kind other than those that it trains on, for tests of what was learned:
 * each lane holds the episode of a given seed, which is the same whatever run asks and whatever is done in it.
 */
@ConsumerType
public interface SystemWorld extends World {
    /**
     * What a system is like; it may have other spaces than the world.
     *
     * @param system its name
     * @return the description
     * @throws io.polycritic.api.plugin.InvalidConfigException if there is no such system, saying which there are
     */
    EnvironmentSpec spec(String system);

    /**
     * Opens a system. The lanes are no state of the world.
     *
     * @param system its name
     * @param seeds a seed for each lane, which decides its first episode
     * @return the lanes, to be reset first
     */
    List<Lane> lanes(String system, long[] seeds);
}
