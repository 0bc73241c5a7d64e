package io.polycritic.games;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;

/** The joint actions of several agents, numbered; see the package for the order. */
public final class JointActions {
    private static final int MOST = 1 << 20;

    private final int[] counts;
    private final int[] strides;
    private final int size;

    private JointActions(int[] counts) {
        this.counts = counts;
        this.strides = new int[counts.length];
        long product = 1;
        for (int agent = counts.length - 1; agent >= 0; agent--) {
            strides[agent] = (int) product;
            product *= counts[agent];
            if (counts[agent] < 1 || product > MOST) {
                throw new IllegalArgumentException("agents with " + java.util.Arrays.toString(counts)
                        + " actions; allowed are at least 1 each and " + MOST + " joint actions");
            }
        }
        this.size = (int) product;
    }

    /** Joint actions of agents with so many actions each. */
    public static JointActions of(int... counts) {
        return new JointActions(counts.clone());
    }

    /**
     * Joint actions of an action space of one category an agent.
     *
     * @throws InvalidConfigException if an action is no category
     */
    public static JointActions of(Space actions) {
        int[] counts = new int[actions.fields().size()];
        for (int i = 0; i < counts.length; i++) {
            FieldSpec field = actions.fields().get(i);
            if (field.type() != FieldType.CATEGORY || field.width() != 1) {
                throw new InvalidConfigException(
                        "environment", "the action '" + field.name() + "' is no category; allowed is one an agent");
            }
            counts[i] = (int) field.high() + 1;
        }
        if (counts.length == 0) {
            throw new InvalidConfigException("environment", "there are no actions");
        }
        return new JointActions(counts);
    }

    /** Counts the agents, N. */
    public int agents() {
        return counts.length;
    }

    /** Counts an agent's actions, A_i. */
    public int count(int agent) {
        return counts[agent];
    }

    /** Counts the joint actions, J. */
    public int size() {
        return size;
    }

    /** Counts the joint actions of all but one agent, J_-i. */
    public int others(int agent) {
        return size / counts[agent];
    }

    /** By how much a joint action's number grows with an agent's action: the product of the later agents' counts. */
    public int stride(int agent) {
        return strides[agent];
    }

    /** What an agent does in a joint action. */
    public int own(int agent, int joint) {
        return joint / strides[agent] % counts[agent];
    }

    /** The number of what all but one agent do in a joint action. */
    public int other(int agent, int joint) {
        int stride = strides[agent];
        return joint / (stride * counts[agent]) * stride + joint % stride;
    }

    /** The joint action of an agent's own action and the number of what the others do. */
    public int joint(int agent, int own, int other) {
        int stride = strides[agent];
        return (other / stride * counts[agent] + own) * stride + other % stride;
    }

    /** The joint action of the actions [.., N] of a row, as worlds take them. */
    public int joint(float[] actions, int offset) {
        int joint = 0;
        for (int agent = 0; agent < counts.length; agent++) {
            joint = joint * counts[agent] + (int) actions[offset + agent];
        }
        return joint;
    }

    /** Writes the actions of a joint action to a row [.., N]. */
    public void split(int joint, float[] actions, int offset) {
        for (int agent = 0; agent < counts.length; agent++) {
            actions[offset + agent] = own(agent, joint);
        }
    }
}
