package io.polycritic.multitask;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.tensor.Parameters;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A learner of several tasks that share parameters: each task is an objective, whose gradient can be had at displaced
 * parameters on a held batch. Parts of the parameter vector in the group of a task's name belong to that task alone.
 */
@ConsumerType
public interface MultiTaskLearner extends Learner {
    /**
     * The learner's parameters.
     *
     * @return the live vector; whoever moves it on a frozen copy puts it back
     */
    Parameters parameters();

    /**
     * Makes the tasks' losses for batches of a fixed number of rows, without any noise of training.
     *
     * @param rows rows of a batch, B
     * @return the losses at whatever values the parameters have; the caller closes it
     */
    TaskModel model(int rows);

    /** The losses of all tasks on one held batch, and what is predicted for it. */
    @ConsumerType
    interface TaskModel extends Objectives, AutoCloseable {
        /**
         * Holds another batch.
         *
         * @param batch B rows of the learner's stream; copied
         */
        void set(Batch batch);

        /**
         * Predicts the classes of the held batch.
         *
         * @param task from 0, in the order of the objectives
         * @param into [B, classes], the probability of each class; written to
         */
        void probabilities(int task, float[] into);

        @Override
        void close();
    }
}
