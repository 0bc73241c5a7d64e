package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.multitask.MultiTaskLearner;
import io.polycritic.multitask.ParameterGroup;
import io.polycritic.multitask.Products;
import io.polycritic.multitask.TaskStream;
import java.util.ArrayList;
import java.util.List;

/**
 * How sharp each task's loss is in the shared parameters s, on rows of the training split: the highest loss that some
 * steps of projected ascent find at a distance r from s, less the loss at s; the mean rise over random directions of
 * that length, the same ones in each evaluation; and the norm of the gradient at s.
 */
final class Sharpness implements TaskEvaluator.Measurement {
    private final double radius;
    private final int ascentSteps;
    private final int directions;
    private final int rows;
    private final RandomStream random;

    Sharpness(double radius, int ascentSteps, int directions, int rows, RandomStream random) {
        this.radius = radius;
        this.ascentSteps = ascentSteps;
        this.directions = directions;
        this.rows = rows;
        this.random = random;
    }

    @Override
    public List<Measure> of(MultiTaskLearner learner, TaskStream stream) {
        List<Measure> measures = new ArrayList<>();
        long[] start = random.state();
        try (HeldRows held = new HeldRows(learner, stream, Math.min(rows, stream.items(Split.TRAIN)))) {
            held.hold(0);
            double mean = 0;
            for (int task = 0; task < held.tasks.size(); task++) {
                if (!held.model.active(task)) {
                    continue;
                }
                String name = held.tasks.get(task);
                float[] gradient = new float[held.values.length];
                double loss = held.model.evaluate(task, gradient);
                double norm = Math.sqrt(Products.dot(gradient, gradient, held.shared));
                double ascent = ascend(held, task, gradient) - loss;
                mean += ascent / held.tasks.size();
                measures.add(new Measure("ascentSharpness." + name, "nat", Measure.Better.LOWER, ascent));
                measures.add(
                        new Measure("randomSharpness." + name, "nat", Measure.Better.LOWER, rises(held, task, loss)));
                measures.add(new Measure("gradientNorm." + name, "", Measure.Better.LOWER, norm));
                measures.add(new Measure("trainingLoss." + name, "nat", Measure.Better.LOWER, loss));
            }
            measures.add(new Measure("ascentSharpness", "nat", Measure.Better.LOWER, mean));
        } finally {
            random.restore(start);
        }
        return measures;
    }

    /** The highest loss on the way: each step goes a radius along the gradient and back to the sphere. */
    private double ascend(HeldRows held, int task, float[] gradient) {
        float[] away = new float[held.values.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < ascentSteps; step++) {
            double norm = Math.sqrt(Products.dot(gradient, gradient, held.shared));
            if (norm > 0) {
                add(held.shared, radius / norm, gradient, away);
            }
            displace(held, away);
            highest = Math.max(highest, held.model.evaluate(task, gradient));
            held.restore();
        }
        return highest;
    }

    private double[] rises(HeldRows held, int task, double loss) {
        double[] rises = new double[directions];
        float[] away = new float[held.values.length];
        float[] ignored = new float[held.values.length];
        for (int k = 0; k < directions; k++) {
            random.gaussians(away, 0, away.length);
            displace(held, away);
            rises[k] = held.model.evaluate(task, ignored) - loss;
            held.restore();
        }
        return rises;
    }

    /** Brings a direction to the length of the radius and moves the shared parameters along it. */
    private void displace(HeldRows held, float[] away) {
        double length = Math.sqrt(Products.dot(away, away, held.shared));
        if (length > 0) {
            float factor = (float) (radius / length);
            for (int i = 0; i < away.length; i++) {
                away[i] *= factor;
            }
        }
        add(held.shared, 1, away, held.values);
    }

    private static void add(ParameterGroup group, double factor, float[] from, float[] to) {
        for (int s = 0; s < group.stretches(); s++) {
            for (int i = group.offset(s); i < group.offset(s) + group.length(s); i++) {
                to[i] += (float) factor * from[i];
            }
        }
    }
}
