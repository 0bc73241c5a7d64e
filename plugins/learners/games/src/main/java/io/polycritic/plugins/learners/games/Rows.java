package io.polycritic.plugins.learners.games;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.Fields;
import io.polycritic.games.GameFields;
import io.polycritic.games.JointActions;
import io.polycritic.rl.FeatureMap;

/**
 * Joint transitions as networks see them: demonstrated ones first, then those that were replayed.
 *
 * @param map makes features
 * @param o numbers of an observation
 * @param actions the world's joint actions
 * @param features [B, f]
 * @param nextFeatures [B, f]
 * @param initialFeatures [E, f], of first states
 * @param joint [B], the joint action's number
 * @param going [B], 0 where nothing follows, else 1
 */
record Rows(
        FeatureMap map,
        int o,
        JointActions actions,
        float[] features,
        float[] nextFeatures,
        float[] initialFeatures,
        int[] joint,
        float[] going) {
    /** Rows for so many demonstrated and replayed transitions. */
    static Rows of(EnvironmentSpec environment, FeatureMap map, int demonstrated, int replayed) {
        int all = demonstrated + replayed;
        int f = map.width();
        return new Rows(
                map,
                environment.observation().width(),
                JointActions.of(environment.action()),
                new float[all * f],
                new float[all * f],
                new float[demonstrated * f],
                new int[all],
                new float[all]);
    }

    /** Takes a batch's transitions from a row on. */
    void take(Batch batch, int first) {
        float[] before = batch.numbers(Fields.OBSERVATION);
        float[] after = batch.numbers(Fields.NEXT_OBSERVATION);
        float[] taken = batch.numbers(Fields.ACTION);
        float[] endings = batch.numbers(Fields.ENDING);
        for (int row = 0; row < batch.rows(); row++) {
            write(before, row, features, first + row);
            write(after, row, nextFeatures, first + row);
            joint[first + row] = actions.joint(taken, row * actions.agents());
            going[first + row] = endings[row] == Ending.TERMINATED.ordinal() ? 0 : 1;
        }
    }

    /** Takes the first states that a batch of demonstrations has. */
    void takeInitial(Batch batch) {
        float[] first = batch.numbers(GameFields.INITIAL_OBSERVATION);
        for (int row = 0; row < batch.rows(); row++) {
            write(first, row, initialFeatures, row);
        }
    }

    private void write(float[] observations, int row, float[] into, int at) {
        map.write(observations, row * o, observations, 0, into, at * map.width());
    }
}
