package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;

/** Which agent a reward slot belongs to. */
final class AgentIndex {
    private AgentIndex() {}

    /** The index of the agent after which the slot is called. */
    static int of(PartContext context) {
        return of(context.name(), context.path(), context);
    }

    /** The index of an agent that a setting names. */
    static int of(String agent, String key, PartContext context) {
        int index = context.environment().agents().indexOf(agent);
        if (index < 0) {
            throw new InvalidConfigException(
                    key,
                    "found the agent '" + agent + "', allowed are "
                            + context.environment().agents());
        }
        return index;
    }
}
