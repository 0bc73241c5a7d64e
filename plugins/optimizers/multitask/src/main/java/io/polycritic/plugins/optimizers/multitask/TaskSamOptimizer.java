package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.multitask.MultiTaskLearner;
import io.polycritic.multitask.Perturbation;

/**
 * Task-based flat regions (Phan et al., "Improving multi-task learning via seeking task-based flat regions", 2022,
 * sections 3 and 4). With shared parameters s and the own parameters n_i of objective i,
 *
 * <ol>
 *   <li>g_i, k_i are the gradients of L_i with respect to s and n_i;
 *   <li>e_i, d_i are the {@link Perturbation}s of s and n_i along them, each normed by itself;
 *   <li>G_i, K_i are the gradients at (s + e_i, n_i + d_i), on the same batch; then the parameters are copied back;
 *   <li>h_i = G_i - g_i is what the objective says about flatness;
 *   <li>the base optimizer follows Agg(g_1 .. g_m) + Agg(h_1 .. h_m) on s, and K_i on n_i.
 * </ol>
 *
 * The split {@code direct} aggregates G_i instead. The split {@code joint} does so too, with one perturbation of s
 * along the sum of all g_i, and all own parameters displaced at once: with a sum as aggregator that is the
 * sharpness-aware minimisation of the summed loss.
 */
final class TaskSamOptimizer implements GradientOptimizer {
    private final PartContext context;
    private final Below below;
    private final Perturbation ofShared;
    private final Perturbation ofTasks;
    private final Split split;
    private final Absences absences;
    private final TaskSpaces spaces = new TaskSpaces();

    /** What is aggregated. */
    public enum Split {
        /** Losses and flatness apart. */
        SEPARATE,
        /** The gradients at the displaced parameters. */
        DIRECT,
        /** The same, with one displacement for all objectives. */
        JOINT
    }

    TaskSamOptimizer(PartContext context, Below below, Perturbation ofShared, Perturbation ofTasks, Split split) {
        this.context = context;
        this.below = below;
        this.ofShared = ofShared;
        this.ofTasks = ofTasks;
        this.split = split;
        this.absences = new Absences(context);
    }

    @Override
    public Wiring wiring() {
        return below.wiring().calls("learner", MultiTaskLearner.class, 1).build();
    }

    @Override
    public double step(String owner, Parameters parameters, Objectives objectives) {
        TaskSpace space = spaces.of(owner, parameters, objectives);
        space.activate(objectives);
        absences.count(objectives);
        if (space.active().length == 0) {
            return 0;
        }
        double loss = space.evaluate(objectives, owner);
        float[] values = parameters.values();
        System.arraycopy(values, 0, space.kept, 0, values.length);
        try {
            if (split == Split.JOINT) {
                displaceTogether(space, objectives);
            } else {
                displaceEach(space, objectives);
            }
        } finally {
            System.arraycopy(space.kept, 0, values, 0, values.length);
        }
        if (split == Split.SEPARATE) {
            space.aggregate(below.aggregator(), TaskGradients.Aspect.LOSS, space.gradients, null, false);
            space.aggregate(below.aggregator(), TaskGradients.Aspect.FLATNESS, space.displaced, space.gradients, true);
        } else {
            space.aggregate(below.aggregator(), TaskGradients.Aspect.LOSS, space.displaced, null, false);
        }
        space.heads(space.displaced);
        return below.base().step(owner, parameters, space.step(objectives, loss));
    }

    private void displaceEach(TaskSpace space, Objectives objectives) {
        float[] values = space.parameters.values();
        double rise = 0;
        for (int i : space.active()) {
            ofShared.apply(space.shared, space.gradients[i], values, context.path());
            ofTasks.apply(space.own[i], space.gradients[i], values, context.path());
            rise += TaskSpace.evaluate(objectives, i, space.displaced[i], context.path());
            System.arraycopy(space.kept, 0, values, 0, values.length);
        }
        context.metrics().record("displacedLoss", rise);
    }

    private void displaceTogether(TaskSpace space, Objectives objectives) {
        float[] values = space.parameters.values();
        java.util.Arrays.fill(space.step, 0);
        for (int i : space.active()) {
            Combination.add(1, space.gradients[i], space.step);
        }
        ofShared.apply(space.shared, space.step, values, context.path());
        for (int i : space.active()) {
            ofTasks.apply(space.own[i], space.gradients[i], values, context.path());
        }
        double rise = 0;
        for (int i : space.active()) {
            rise += TaskSpace.evaluate(objectives, i, space.displaced[i], context.path());
        }
        context.metrics().record("displacedLoss", rise);
    }

    @Override
    public void forget(String owner) {
        spaces.forget(owner);
    }

    @Override
    public void rename(String owner, String other) {
        spaces.forget(owner);
        spaces.forget(other);
    }

    @Override
    public void copy(String owner, String from) {
        spaces.forget(owner);
    }

    @Override
    public void save(StateWriter out) {
        absences.save(out);
    }

    @Override
    public void load(StateReader in) {
        absences.load(in);
    }
}
