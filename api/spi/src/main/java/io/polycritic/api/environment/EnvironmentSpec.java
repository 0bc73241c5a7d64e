package io.polycritic.api.environment;

import io.polycritic.api.experience.Space;
import java.util.List;

/**
 * What an environment is like.
 *
 * @param observation what is observed, in the units of its fields; for several agents one after the other
 * @param action what can be done; for several agents one after the other
 * @param signals what is reported besides, for reward models and evaluators: {@code reward}, contact forces, violations
 * @param maxEpisodeSteps after how many steps an episode is truncated, 0 for never
 * @param stepSeconds simulated seconds of a step, 0 if time has no unit
 * @param agents the agents in order; one of the name {@code agent} where there is one
 */
public record EnvironmentSpec(
        Space observation, Space action, Space signals, int maxEpisodeSteps, double stepSeconds, List<String> agents) {
    /** The name of the only agent of a single-agent world. */
    public static final String SINGLE_AGENT = "agent";

    /** The name of the signal that carries an environment's own reward. */
    public static final String REWARD = "reward";

    /**
     * The description of a world with one agent.
     *
     * @param observation what is observed
     * @param action what can be done
     * @param signals what is reported besides
     * @param maxEpisodeSteps after how many steps an episode is truncated, 0 for never
     * @param stepSeconds simulated seconds of a step
     * @return the description
     */
    public static EnvironmentSpec single(
            Space observation, Space action, Space signals, int maxEpisodeSteps, double stepSeconds) {
        return new EnvironmentSpec(observation, action, signals, maxEpisodeSteps, stepSeconds, List.of(SINGLE_AGENT));
    }
}
