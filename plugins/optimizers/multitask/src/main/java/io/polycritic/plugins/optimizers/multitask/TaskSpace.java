package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.NonFiniteException;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.multitask.ParameterGroup;
import io.polycritic.multitask.Products;
import java.util.Arrays;

/** Room for the gradients of all objectives with respect to one parameter vector, in its groups. */
final class TaskSpace {
    final Parameters parameters;
    final ParameterGroup shared;
    final ParameterGroup[] own;

    /** [m][p], the gradient of each objective at the present parameters, its weight included. */
    final float[][] gradients;

    /** [m][p], the same at displaced parameters. */
    final float[][] displaced;

    /** [p], the parameters as they were before they were displaced. */
    final float[] kept;

    /** [p], what the base optimizer follows. */
    final float[] step;

    private final String[] names;
    private final double[] losses;

    /** The objectives that the batch says something about. */
    private int[] active;

    private final float[][] packed;
    private final float[] direction;
    private final Direction forBase;

    TaskSpace(Parameters parameters, Objectives objectives) {
        int count = objectives.count();
        this.parameters = parameters;
        this.names = names(objectives);
        this.shared = ParameterGroup.shared(parameters, Arrays.asList(names));
        this.own = new ParameterGroup[count];
        for (int i = 0; i < count; i++) {
            own[i] = ParameterGroup.of(parameters, names[i]);
        }
        this.gradients = new float[count][parameters.size()];
        this.displaced = new float[count][parameters.size()];
        this.packed = new float[count][shared.size()];
        this.direction = new float[shared.size()];
        this.kept = new float[parameters.size()];
        this.step = new float[parameters.size()];
        this.losses = new double[count];
        this.active = all(count);
        this.forBase = new Direction(step);
    }

    private static String[] names(Objectives objectives) {
        String[] names = new String[objectives.count()];
        for (int i = 0; i < names.length; i++) {
            names[i] = objectives.name(i);
        }
        return names;
    }

    private static int[] all(int count) {
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
        }
        return all;
    }

    /** Whether this is the room for a vector and its objectives. */
    boolean fits(Parameters vector, Objectives objectives) {
        boolean same = vector == parameters && objectives.count() == names.length;
        for (int i = 0; same && i < names.length; i++) {
            same = objectives.name(i).equals(names[i]);
        }
        return same;
    }

    /** Finds out which objectives count in this step. */
    void activate(Objectives objectives) {
        int found = 0;
        for (int i = 0; i < names.length; i++) {
            found += objectives.active(i) ? 1 : 0;
        }
        boolean same = found == active.length;
        for (int k = 0; same && k < active.length; k++) {
            same = objectives.active(active[k]);
        }
        if (!same) {
            active = new int[found];
            int next = 0;
            for (int i = 0; i < names.length; i++) {
                if (objectives.active(i)) {
                    active[next++] = i;
                }
            }
        }
    }

    /** The objectives that count in this step. */
    int[] active() {
        return active;
    }

    /**
     * Evaluates all objectives that count at the present parameters.
     *
     * @param owner whose parameters they are, for what is not finite
     * @return the sum of their losses
     */
    double evaluate(Objectives objectives, String owner) {
        double sum = 0;
        for (int i : active) {
            losses[i] = evaluate(objectives, i, gradients[i], owner);
            sum += losses[i];
        }
        return sum;
    }

    /** Evaluates one objective, its weight included, wherever the parameters are now. */
    static double evaluate(Objectives objectives, int index, float[] gradient, String path) {
        double weight = objectives.weight(index);
        double loss = objectives.evaluate(index, gradient);
        NonFiniteException.check(path, loss, Math.sqrt(Products.dot(gradient, gradient)), objectives);
        if (weight != 1) {
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] *= (float) weight;
            }
        }
        return weight * loss;
    }

    /**
     * Adds what an aggregator makes of the shared parts of some vectors to the shared part of the step, or puts it
     * there.
     *
     * @param vectors [m][p]
     * @param less [m][p], taken from them first, or null for nothing
     */
    void aggregate(
            GradientAggregator aggregator,
            TaskGradients.Aspect aspect,
            float[][] vectors,
            float[][] less,
            boolean add) {
        int count = active.length;
        float[][] parts = count == names.length ? packed : Arrays.copyOf(packed, count);
        String[] called = count == names.length ? names : new String[count];
        double[] known = count == names.length ? losses : new double[count];
        for (int k = 0; k < count; k++) {
            called[k] = names[active[k]];
            known[k] = losses[active[k]];
            pack(vectors[active[k]], less == null ? null : less[active[k]], parts[k]);
        }
        aggregator.aggregate(new TaskGradients(aspect, called, known, parts), direction);
        if (add) {
            addShared();
        } else {
            shared.scatter(direction, step);
        }
    }

    private void pack(float[] vector, float[] less, float[] into) {
        shared.gather(vector, into);
        if (less == null) {
            return;
        }
        int at = 0;
        for (int s = 0; s < shared.stretches(); s++) {
            int offset = shared.offset(s);
            for (int j = 0; j < shared.length(s); j++) {
                into[at + j] -= less[offset + j];
            }
            at += shared.length(s);
        }
    }

    private void addShared() {
        int at = 0;
        for (int s = 0; s < shared.stretches(); s++) {
            int offset = shared.offset(s);
            for (int j = 0; j < shared.length(s); j++) {
                step[offset + j] += direction[at + j];
            }
            at += shared.length(s);
        }
    }

    /** Gives each objective's own parameters its own gradient, and those that do not count none. */
    void heads(float[][] vectors) {
        for (ParameterGroup group : own) {
            for (int s = 0; s < group.stretches(); s++) {
                Arrays.fill(step, group.offset(s), group.offset(s) + group.length(s), 0);
            }
        }
        for (int i : active) {
            own[i].copy(vectors[i], step);
        }
    }

    /** The step as an objective for the base optimizer. */
    Objectives step(Objectives objectives, double loss) {
        return forBase.of(objectives, loss);
    }
}
