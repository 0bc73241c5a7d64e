package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Program;
import io.polycritic.rl.GradientConflict;
import io.polycritic.rl.Minibatches;
import java.util.List;

/**
 * Measures how far critics pull the policy in different directions, on the first minibatch of some updates, before the
 * policy moves: the same compiled loss with the advantages of one critic alone, less the same with advantages of 0,
 * which leaves out entropy and divergence. There the probability ratio is 1, so nothing is clipped and the loss is
 * linear in advantages: the gradients of all critics sum to the one that is followed.
 */
final class CriticConflict {
    private final Advantages advantages;
    private final GradientConflict conflict;
    private final float[] rows;
    private final float[] minibatch;
    private final float[] rest;
    private final float[] together;
    private List<Slot<ScoringCritic>> critics = List.of();
    private boolean due;

    /**
     * Makes room for one shape of rollout.
     *
     * @param parameters numbers of the policy's parameter vector
     * @param rollout rows of a rollout
     */
    CriticConflict(Method method, int parameters, int rollout, Metrics metrics) {
        this.advantages = method.advantages();
        this.conflict = new GradientConflict(method.conflictEvery(), parameters, metrics);
        this.rows = new float[rollout];
        this.minibatch = new float[method.minibatch()];
        this.rest = new float[parameters];
        this.together = new float[parameters];
    }

    /** Counts an update, in which these critics have judged. */
    void next(List<Slot<ScoringCritic>> judges) {
        critics = judges;
        due = conflict.next(judges);
    }

    /**
     * Measures, if it is time, on the first minibatch; leaves the program's inputs as they are.
     *
     * @param program the loss, its inputs set
     * @param batch the rollout
     * @param split its minibatches
     * @param judged all critics' advantages together, one number a row
     */
    void measure(Program program, Batch batch, Minibatches split, float[] judged) {
        if (!due) {
            return;
        }
        java.util.Arrays.fill(minibatch, 0);
        gradient(program, minibatch, rest);
        for (int k = 0; k < conflict.critics(); k++) {
            advantages.term(batch, critics, k, rows);
            split.gather(0, rows, 1, minibatch);
            gradient(program, minibatch, conflict.gradient(k));
            subtractRest(conflict.gradient(k));
        }
        split.gather(0, judged, 1, minibatch);
        gradient(program, minibatch, together);
        subtractRest(together);
        conflict.report(together);
    }

    private static void gradient(Program program, float[] judged, float[] into) {
        program.set(LossInputs.ADVANTAGES, judged, 0);
        program.run();
        program.get(PolicyTrainer.GRADIENT, into, 0);
    }

    private void subtractRest(float[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] -= rest[i];
        }
    }

    void save(StateWriter out) {
        conflict.save(out);
    }

    void load(StateReader in) {
        conflict.load(in);
    }
}
