package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.multitask.MultiTaskLearner;
import io.polycritic.multitask.TaskStream;
import java.util.List;
import java.util.Map;

/** Two tasks whose losses are a_i |s - c_i|^2 / 2 over two shared numbers, and whose predictions are given. */
final class Known {
    static final float[][] CENTERS = {{1, 0}, {0, 2}};
    static final double[] CURVATURES = {2, 5};
    private static final int ROWS = 7;

    private Known() {}

    static TestSubject subject(Learner learner) {
        return new TestSubject(0, Map.of("learner", learner, "environment", new Rows()), null);
    }

    /** Rows 0 to 6; the label of the first task is the row modulo 3, that of the second one 0. */
    static final class Rows implements TaskStream {
        private static final FieldSpec ROW = FieldSpec.numbers("row");

        @Override
        public List<Task> tasks() {
            return List.of(new Task("first", 3), new Task("second", 3));
        }

        @Override
        public int items(Split split) {
            return ROWS;
        }

        @Override
        public void read(Split split, int[] items, Batch batch) {
            for (int row = 0; row < items.length; row++) {
                batch.put(ROW)[row] = items[row];
                batch.put(FieldSpec.category("labels.first", 4))[row] = items[row] % 3;
                batch.put(FieldSpec.category("labels.second", 4))[row] = 0;
            }
        }

        @Override
        public boolean next(Batch batch) {
            return false;
        }

        @Override
        public EnvironmentSpec spec() {
            return EnvironmentSpec.single(Space.of(ROW), Space.EMPTY, Space.EMPTY, 0, 0);
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }

    /** The learner; the first task is predicted as row 0's class with 0.8, the second one as 1/2 for its label. */
    static final class Learner implements MultiTaskLearner {
        private final Parameters parameters = Parameters.builder("net")
                .add("trunk", (values, offset, shape) -> values[offset] = 3, 2)
                .add("first/head", (values, offset, shape) -> values[offset] = 7, 1)
                .build();

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public Update update() {
            throw new AssertionError("an evaluator must not train");
        }

        @Override
        public TaskModel model(int rows) {
            return new Model(parameters, rows);
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }

    private record Model(Parameters parameters, int rows) implements MultiTaskLearner.TaskModel {
        @Override
        public void set(Batch batch) {
            if (batch.rows() != rows) {
                throw new AssertionError("found " + batch.rows() + " rows");
            }
        }

        @Override
        public void probabilities(int task, float[] into) {
            for (int row = 0; row < rows; row++) {
                for (int c = 0; c < 3; c++) {
                    into[row * 3 + c] = task == 0 ? (c == 0 ? 0.8f : 0.1f) : c == 0 ? 0.5f : 0.25f;
                }
            }
        }

        @Override
        public int count() {
            return 2;
        }

        @Override
        public String name(int index) {
            return index == 0 ? "first" : "second";
        }

        @Override
        public double weight(int index) {
            return 1;
        }

        @Override
        public double evaluate(int index, float[] gradient) {
            java.util.Arrays.fill(gradient, 0);
            double loss = 0;
            for (int i = 0; i < 2; i++) {
                double apart = parameters.values()[i] - CENTERS[index][i];
                gradient[i] = (float) (CURVATURES[index] * apart);
                loss += CURVATURES[index] * apart * apart / 2;
            }
            return loss;
        }

        @Override
        public double evaluateSum(float[] gradient) {
            throw new AssertionError("each task is asked for");
        }

        @Override
        public void close() {}
    }
}
