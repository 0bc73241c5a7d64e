package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.multitask.MultiTaskLearner;
import io.polycritic.multitask.ParameterGroup;
import io.polycritic.multitask.Perturbation;
import io.polycritic.multitask.Products;
import io.polycritic.multitask.TaskStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cosines of the tasks' gradients in the shared parameters over batches of the training split, and how often they are
 * negative: between the losses' gradients g_i of two tasks, between their flatness parts h_i (the gradient at the
 * task's own worst point at a distance, less g_i), and between g_i and h_i of one task.
 */
record Conflict(Perturbation perturbation, int rows, int batch) implements TaskEvaluator.Measurement {
    /** Cosines of one kind of pair. */
    private record Cosines(String name, List<Double> values) {
        void add(float[] x, float[] y) {
            double cosine = Products.cosine(x, y);
            if (!Double.isNaN(cosine)) {
                values.add(cosine);
            }
        }

        void report(List<Measure> measures) {
            if (!values.isEmpty()) {
                double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
                double[] conflicts =
                        values.stream().mapToDouble(value -> value < 0 ? 1 : 0).toArray();
                measures.add(new Measure(name + "Cosine", "", Measure.Better.HIGHER, all));
                measures.add(new Measure(name + "ConflictRate", "", Measure.Better.LOWER, conflicts));
            }
        }
    }

    @Override
    public List<Measure> of(MultiTaskLearner learner, TaskStream stream) {
        int there = Math.min(rows, stream.items(Split.TRAIN));
        int size = Math.min(batch, there);
        Cosines losses = new Cosines("loss", new ArrayList<>());
        Cosines flatness = new Cosines("flatness", new ArrayList<>());
        Cosines against = new Cosines("lossFlatness", new ArrayList<>());
        try (HeldRows held = new HeldRows(learner, stream, size)) {
            int count = held.tasks.size();
            float[][] g = new float[count][held.shared.size()];
            float[][] h = new float[count][held.shared.size()];
            for (int first = 0; first + size <= there; first += size) {
                held.hold(first);
                for (int task = 0; task < count; task++) {
                    measure(learner, held, task, g[task], h[task]);
                    against.add(g[task], h[task]);
                }
                for (int a = 0; a < count; a++) {
                    for (int b = a + 1; b < count; b++) {
                        losses.add(g[a], g[b]);
                        flatness.add(h[a], h[b]);
                    }
                }
            }
        }
        List<Measure> measures = new ArrayList<>();
        losses.report(measures);
        flatness.report(measures);
        against.report(measures);
        return measures;
    }

    /** The gradient of a task, and its flatness part; both 0 where the batch has no label of it. */
    private void measure(MultiTaskLearner learner, HeldRows held, int task, float[] g, float[] h) {
        float[] gradient = new float[held.values.length];
        if (held.model.active(task)) {
            held.model.evaluate(task, gradient);
        }
        held.shared.gather(gradient, g);
        ParameterGroup own = ParameterGroup.of(learner.parameters(), held.tasks.get(task));
        perturbation.apply(held.shared, gradient, held.values, "learner");
        perturbation.apply(own, gradient, held.values, "learner");
        if (held.model.active(task)) {
            held.model.evaluate(task, gradient);
        }
        held.restore();
        held.shared.gather(gradient, h);
        for (int i = 0; i < h.length; i++) {
            h[i] -= g[i];
        }
    }
}
