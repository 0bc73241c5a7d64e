package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Node;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.Transitions;

/**
 * The actions of a world and the samples that stand for them: classes as they are, or numbers from -1 to 1 for the
 * limits of the action space.
 */
final class Actions {
    private final int classes;
    private final int width;
    private final ActionHead head;

    private Actions(Space space, int classes) {
        this.classes = classes;
        this.width = space.width();
        this.head = ActionHead.of(space, 0);
    }

    /** Finite actions, or a refusal. */
    static Actions finite(Space space, String plugin) {
        if (!space.isCategory()) {
            throw new InvalidConfigException(
                    "environment",
                    plugin + " chooses among finitely many actions, found " + space + "; td3 and sac take numbers");
        }
        return new Actions(space, (int) space.fields().get(0).high() + 1);
    }

    /** Numbers within limits, or a refusal. */
    static Actions numbers(Space space, String plugin) {
        if (space.fields().isEmpty()) {
            throw new InvalidConfigException("environment", plugin + " acts, but the environment has no actions");
        }
        for (FieldSpec field : space.fields()) {
            boolean limited = Double.isFinite(field.low()) && Double.isFinite(field.high());
            if (field.type() != FieldType.NUMBER || !limited) {
                throw new InvalidConfigException(
                        "environment",
                        plugin + " acts by numbers with finite limits, found the action '" + field.name() + "' of type "
                                + field.type() + " from " + field.low() + " to " + field.high());
            }
        }
        return new Actions(space, 0);
    }

    /** Counts the actions, n; 0 where they are numbers. */
    int classes() {
        return classes;
    }

    /** Numbers of a sample, a. */
    int width() {
        return width;
    }

    /** Samples as a field of a batch. */
    FieldSpec sample() {
        return classes > 0
                ? FieldSpec.category(Transitions.SAMPLE, classes)
                : FieldSpec.numbers(Transitions.SAMPLE, width).within(-1, 1);
    }

    /** The world's actions [B, a] for samples [B, a] in a graph. */
    Node toWorld(Node samples) {
        return head.actions(samples);
    }

    /** The world's actions for some rows of samples. */
    void toWorld(float[] samples, int first, int rows, float[] actions) {
        head.actions(samples, first, rows, actions);
    }
}
