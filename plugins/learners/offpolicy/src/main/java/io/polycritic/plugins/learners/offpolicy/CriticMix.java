package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.rl.ActionValueCritic;
import io.polycritic.rl.Transitions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What several critics say together: Q = sum_k w_k Q_k / sum_k |w_k|. Weights are inputs of programs, so that they may
 * change without a new one.
 *
 * <p>Where a policy is conditioned on a preference p, a critic of objective o counts w_k p_o in each row, and one of
 * the entropy to come w_k alpha; both are not divided by the sum, which is over the others.
 */
final class CriticMix {
    private final List<Slot<ActionValueCritic>> critics;
    private final CriticRoles roles;

    /** Which critics share what counts with one another, having no special role. */
    private final boolean[] sharing;

    private final String[] inputs;
    private final String[] errors;
    private final float[] shares;
    private final float[] one = new float[1];

    CriticMix(List<Slot<ActionValueCritic>> critics) {
        this(critics, CriticRoles.NONE);
    }

    CriticMix(List<Slot<ActionValueCritic>> critics, CriticRoles roles) {
        this.roles = roles;
        this.critics = critics;
        this.inputs = new String[critics.size()];
        this.errors = new String[critics.size()];
        this.sharing = new boolean[critics.size()];
        this.shares = new float[critics.size()];
        for (int k = 0; k < inputs.length; k++) {
            String name = critics.get(k).name();
            sharing[k] = roles.objective(name) < 0 && !roles.isEntropy(name);
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
        boolean silent = true;
        for (int k = 0; k < shares.length; k++) {
            Slot<ActionValueCritic> critic = critics.get(k);
            if (!Double.isFinite(critic.weight())) {
                throw new InvalidConfigException(
                        critic.path() + ".weight", "found " + critic.weight() + ", allowed is a finite number");
            }
            total += sharing[k] ? Math.abs(critic.weight()) : 0;
            silent &= critic.weight() == 0;
        }
        if (silent) {
            throw new InvalidConfigException(
                    "critics", "the weights of all critics are 0; give at least one of them another weight");
        }
        for (int k = 0; k < shares.length; k++) {
            double whole = sharing[k] ? total : 1;
            shares[k] = whole == 0 ? 0 : (float) (critics.get(k).weight() / whole);
        }
    }

    /** The weighted sum of a node of each critic, where no critic has a special role. */
    Node sum(Function<ActionValueCritic, Node> values) {
        return sum(values, null, null);
    }

    /**
     * The weighted sum of a node of each critic.
     *
     * @param preferences [B, k]; null where no critic judges an objective
     * @param temperature alpha, [1]; null where no critic judges entropy
     */
    Node sum(Function<ActionValueCritic, Node> values, Node preferences, Node temperature) {
        Node sum = null;
        for (int k = 0; k < inputs.length; k++) {
            Node weight = Graphs.input(inputs[k], 1);
            int objective = roles.objective(critics.get(k).name());
            if (objective >= 0) {
                weight = Elementwise.multiply(Shaping.slice(preferences, 1, objective, objective + 1), weight);
            } else if (roles.isEntropy(critics.get(k).name())) {
                weight = Elementwise.multiply(temperature, weight);
            }
            Node term = Elementwise.multiply(values.apply(critics.get(k).get()), weight);
            sum = sum == null ? term : Elementwise.add(sum, term);
        }
        return sum;
    }

    /** The weights as they are now, by the names of the inputs that {@link #sum} has. */
    Map<String, float[]> weights() {
        weigh();
        Map<String, float[]> weights = new HashMap<>();
        for (int k = 0; k < inputs.length; k++) {
            weights.put(inputs[k], new float[] {shares[k]});
        }
        return weights;
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
