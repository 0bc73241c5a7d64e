package io.polycritic.games;

import io.polycritic.api.environment.EnvironmentSpec;
import java.util.List;

/**
 * Who decides in a game: each agent for itself, or one for all.
 *
 * @param names the deciders' names, after which their critics' slots are called
 * @param actions what they decide on
 */
public record Team(List<String> names, JointActions actions) {
    /** The name of one who decides for all. */
    public static final String ALL = "joint";

    /** Each agent decides for itself. */
    public static Team each(EnvironmentSpec environment) {
        return new Team(environment.agents(), JointActions.of(environment.action()));
    }

    /** One decides on joint actions; they keep their numbers. */
    public static Team one(EnvironmentSpec environment) {
        return new Team(
                List.of(ALL),
                JointActions.of(JointActions.of(environment.action()).size()));
    }

    /** Counts the deciders. */
    public int size() {
        return names.size();
    }

    /** Which of the deciders has an agent's critic. */
    public int decider(int agent) {
        return names.size() == 1 ? 0 : agent;
    }
}
