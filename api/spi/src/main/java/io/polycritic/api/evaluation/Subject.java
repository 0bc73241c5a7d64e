package io.polycritic.api.evaluation;

import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.Part;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A frozen copy of a run: parts of its own with the state of a safe point. What is done with it never reaches the run.
 */
@ProviderType
public interface Subject {
    /**
     * The steps that the run had made.
     *
     * @return environment steps over all lanes
     */
    long steps();

    /**
     * A copy of a part.
     *
     * @param <T> the role
     * @param path the slot's path
     * @param role what the part must be able to do
     * @return the part, or nothing if there is no such slot or its part has another role
     */
    <T extends Part> Optional<T> part(String path, Class<T> role);

    /**
     * A new world of the run's environment plugin and configuration, whose random streams derive from (run seed,
     * evaluator's path), so that each evaluation of a run sees the same episodes.
     *
     * @return the world, closed with the subject
     * @throws io.polycritic.api.plugin.PolycriticException if the environment is no world
     */
    World world();
}
