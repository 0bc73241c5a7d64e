package io.polycritic.api.evaluation;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.Part;
import java.util.Optional;
import java.util.function.Supplier;
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

    /**
     * Films an episode, so that people can look at what is measured. Of each evaluation the first lane is filmed that
     * an evaluator asks for, from its next reset on until that episode ends. The lane that is given back does the same
     * as the one that is filmed; the evaluator steps it instead.
     *
     * @param lane a lane of {@link #world}; if it is {@link io.polycritic.api.environment.Drawn}, its drawings are kept
     * @param condition tells, before each step, what the policy is conditioned on: at least as many numbers as
     *     {@link io.polycritic.api.learner.PolicyLearner#condition} has, of which the first ones are the lane's
     * @return the lane to be stepped
     */
    default Lane film(Lane lane, Supplier<float[]> condition) {
        return lane;
    }
}
