package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Program;
import io.polycritic.rl.GradientConflict;
import java.util.Arrays;

/**
 * Measures how far critics pull the policy in different directions, in some of its improvements and before it moves:
 * the same compiled loss with the weight of one critic alone and without worth of entropy. The loss is linear in the
 * weights, so the gradients of all critics sum to what they say together.
 */
final class CriticConflict {
    /** Programs of a policy that is paid for its entropy have this input. */
    static final String TEMPERATURE = "temperature";

    private static final float[] NOTHING = {0};

    private final GradientConflict conflict;
    private final float[] together;

    /**
     * Begins before the first improvement.
     *
     * @param every improvements from one measurement to the next, 0 for none
     * @param parameters numbers of the policy's parameter vector
     */
    CriticConflict(int every, int parameters, Metrics metrics) {
        this.conflict = new GradientConflict(every, parameters, metrics);
        this.together = new float[parameters];
    }

    /**
     * Counts an improvement and measures if it is time; changes the weights and the temperature that the program has.
     *
     * @param improvement the loss, its other inputs set
     * @param gradient the output of its gradient
     * @param critics those that the policy listens to
     * @param entropy whether the program has the input {@link #TEMPERATURE}
     */
    void next(Program improvement, String gradient, CriticMix critics, boolean entropy) {
        if (!conflict.next(critics.critics())) {
            return;
        }
        if (entropy) {
            improvement.set(TEMPERATURE, NOTHING, 0);
        }
        Arrays.fill(together, 0);
        for (int k = 0; k < conflict.critics(); k++) {
            float[] own = conflict.gradient(k);
            critics.feed(improvement, k);
            improvement.run();
            improvement.get(gradient, own, 0);
            for (int i = 0; i < own.length; i++) {
                together[i] += own[i];
            }
        }
        conflict.report(together);
    }

    void save(StateWriter out) {
        conflict.save(out.under("conflict"));
    }

    void load(StateReader in) {
        conflict.load(in.under("conflict"));
    }
}
