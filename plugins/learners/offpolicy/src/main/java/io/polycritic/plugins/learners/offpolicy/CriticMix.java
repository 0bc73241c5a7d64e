package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.rl.ActionValueCritic;
import io.polycritic.rl.Transitions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What several critics say together: Q = sum_k w_k Q_k / sum_k |w_k|. Weights are inputs of programs, so that they may
 * change without a new one.
 */
final class CriticMix {
    private final List<Slot<ActionValueCritic>> critics;
    private final String[] inputs;
    private final String[] errors;
    private final float[] shares;
    private final float[] one = new float[1];

    CriticMix(List<Slot<ActionValueCritic>> critics) {
        this.critics = critics;
        this.inputs = new String[critics.size()];
        this.errors = new String[critics.size()];
        this.shares = new float[critics.size()];
        for (int k = 0; k < inputs.length; k++) {
            inputs[k] = "weight" + k;
            errors[k] = Transitions.errors(critics.get(k).name());
        }
    }

    List<Slot<ActionValueCritic>> critics() {
        return critics;
    }

    /** Reads the slots' weights as they are now. */
    void weigh() {
        double total = 0;
        for (Slot<ActionValueCritic> critic : critics) {
            if (!Double.isFinite(critic.weight())) {
                throw new InvalidConfigException(
                        critic.path() + ".weight", "found " + critic.weight() + ", allowed is a finite number");
            }
            total += Math.abs(critic.weight());
        }
        if (total == 0) {
            throw new InvalidConfigException(
                    "critics", "the weights of all critics are 0; give at least one of them another weight");
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] = (float) (critics.get(k).weight() / total);
        }
    }

    /** The weighted sum of a node of each critic. */
    Node sum(Function<ActionValueCritic, Node> values) {
        Node sum = null;
        for (int k = 0; k < inputs.length; k++) {
            Node term = Elementwise.multiply(values.apply(critics.get(k).get()), Graphs.input(inputs[k], 1));
            sum = sum == null ? term : Elementwise.add(sum, term);
        }
        return sum;
    }

    /** Gives a program that has {@link #sum} the weights. */
    void feed(Program program) {
        for (int k = 0; k < inputs.length; k++) {
            one[0] = shares[k];
            program.set(inputs[k], one, 0);
        }
    }

    /** Gives such a program the weight of one critic, and 0 for all others. */
    void feed(Program program, int critic) {
        for (int k = 0; k < inputs.length; k++) {
            one[0] = k == critic ? shares[k] : 0;
            program.set(inputs[k], one, 0);
        }
    }

    /** The critics' errors about a batch, weighted alike but without sign, [B]. */
    void errors(Batch batch, float[] into) {
        Arrays.fill(into, 0);
        for (int k = 0; k < errors.length; k++) {
            float[] each = batch.numbers(errors[k]);
            float share = Math.abs(shares[k]);
            for (int row = 0; row < into.length; row++) {
                into[row] += share * each[row];
            }
        }
    }
}
