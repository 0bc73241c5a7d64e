package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.multitask.PromptStream;

/** Checks that an environment has what a learner of prompts answers. */
final class Targets {
    private Targets() {}

    /**
     * Refuses an environment without prompts, or with another number of targets than the learner has outputs.
     *
     * @param outputs the learner's, or 0 for as many as there are
     */
    static void check(Space space, int outputs) {
        if (!space.has(PromptStream.X) || !space.has(PromptStream.Y)) {
            throw new InvalidConfigException(
                    "outputs", "the environment has no prompts of pairs (x, y); it has " + space);
        }
        int targets = space.field(PromptStream.Y).width();
        if (outputs != 0 && outputs != targets) {
            throw new InvalidConfigException("outputs", "environment has " + targets + " targets, learner " + outputs);
        }
    }
}
