package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.Shape;
import io.polycritic.multitask.MultiTaskLearner;
import io.polycritic.multitask.MultiTaskLearner.TaskModel;
import io.polycritic.multitask.ParameterGroup;
import io.polycritic.multitask.TaskStream;
import java.util.ArrayList;
import java.util.List;

/** A learner's losses on rows of the training split, and the groups of its parameters. */
final class HeldRows implements AutoCloseable {
    final TaskModel model;
    final List<String> tasks = new ArrayList<>();
    final float[] values;
    final float[] kept;
    final ParameterGroup shared;
    private final TaskStream stream;
    private final Batch batch;

    HeldRows(MultiTaskLearner learner, TaskStream stream, int rows) {
        this.stream = stream;
        this.model = learner.model(rows);
        this.batch = new Batch(Shape.of(rows));
        for (int task = 0; task < model.count(); task++) {
            tasks.add(model.name(task));
        }
        this.values = learner.parameters().values();
        this.kept = values.clone();
        this.shared = ParameterGroup.shared(learner.parameters(), tasks);
    }

    /** Holds as many rows as there is room for, from one on. */
    void hold(int first) {
        int[] items = new int[batch.rows()];
        for (int row = 0; row < items.length; row++) {
            items[row] = first + row;
        }
        stream.read(Split.TRAIN, items, batch);
        model.set(batch);
    }

    /** Puts all parameters back. */
    void restore() {
        System.arraycopy(kept, 0, values, 0, kept.length);
    }

    @Override
    public void close() {
        restore();
        model.close();
    }
}
