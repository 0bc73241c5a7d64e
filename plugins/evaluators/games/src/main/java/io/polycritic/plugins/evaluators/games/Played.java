package io.polycritic.plugins.evaluators.games;

import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.games.GameWorld;
import io.polycritic.games.JointPolicy;

/** The frozen learner in its game. */
record Played(GameWorld world, PolicyLearner learner) {
    static Played of(Subject subject) {
        return new Played(
                world(subject),
                subject.part(Kind.LEARNER.single(), PolicyLearner.class)
                        .orElseThrow(() -> new PolycriticException(
                                ErrorCode.USER, "learner", "has no policy that could be evaluated")));
    }

    static GameWorld world(Subject subject) {
        return subject.part(Kind.ENVIRONMENT.single(), GameWorld.class)
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.USER, "environment", "is no game whose states can be listed"));
    }

    JointPolicy policy(PolicyLearner.Mode mode) {
        try {
            return JointPolicy.of(world.game(), learner, mode);
        } catch (UnsupportedOperationException e) {
            throw new PolycriticException(
                    ErrorCode.USER, "learner", "has a policy that does not say how likely joint actions are");
        }
    }

    /** The name of a measure of one agent: {@code scoreAgent1}. */
    static String named(String measure, String agent) {
        return measure + Character.toUpperCase(agent.charAt(0)) + agent.substring(1);
    }
}
