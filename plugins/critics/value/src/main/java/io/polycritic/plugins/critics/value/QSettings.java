package io.polycritic.plugins.critics.value;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.rl.NetworkDesign;

/**
 * What the settings of a critic of actions say.
 *
 * @param judged what is judged
 * @param discount gamma
 * @param networks how many networks judge
 * @param subset how many of them, drawn anew for each batch, make the target
 * @param design what a network is like
 * @param doubled whether the networks choose the next action and the target networks judge it
 * @param duelling whether a network's last layer gives a state's value and actions' advantages
 * @param policyValue which networks a policy is judged by
 * @param target how target networks follow
 * @param optimizer the path of the optimizer's slot
 */
record QSettings(
        Judged judged,
        double discount,
        int networks,
        int subset,
        NetworkDesign design,
        boolean doubled,
        boolean duelling,
        PolicyValue policyValue,
        TargetUpdate target,
        String optimizer) {

    /** Counts the actions, n; 0 where they are numbers. */
    static int classes(Space actions) {
        return actions.isCategory() ? (int) actions.fields().get(0).high() + 1 : 0;
    }

    /** Refuses settings and action spaces that do not fit. */
    QSettings checked(EnvironmentSpec environment) {
        Space actions = environment.action();
        design.checked(environment.observation());
        if (subset > networks) {
            throw new InvalidConfigException(
                    "subset", "found " + subset + ", allowed is at most the number of networks, " + networks);
        }
        if (!actions.isCategory()) {
            if (actions.fields().isEmpty()
                    || actions.fields().stream().anyMatch(field -> field.type() != FieldType.NUMBER)) {
                throw new InvalidConfigException(
                        "environment", "the actions are " + actions + ", allowed are one category, or numbers alone");
            }
            refuse("doubleQ", doubled);
            refuse("duelling", duelling);
            refuse("input=rows", design.input() == NetworkDesign.Input.ROWS);
        }
        return this;
    }

    private static void refuse(String key, boolean value) {
        if (value) {
            throw new InvalidConfigException(key, "found true, but the actions are numbers, allowed is false");
        }
    }
}
