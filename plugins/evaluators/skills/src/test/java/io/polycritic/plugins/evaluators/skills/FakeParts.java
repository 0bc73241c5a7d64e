package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.rl.SkillModel;
import java.util.function.UnaryOperator;

/** A learner, a skill model and linear algebra, as simple as can be. */
final class FakeParts {
    private FakeParts() {}

    /** A learner whose action is a function of the skill. */
    record Pusher(UnaryOperator<float[]> rule) implements PolicyLearner {
        @Override
        public Space condition() {
            return Space.of(FieldSpec.numbers("skill", 2));
        }

        @Override
        public Policy policy(int rows, Mode mode) {
            return new Policy() {
                @Override
                public void act(float[] observations, float[] conditions, float[] actions) {
                    for (int row = 0; row < rows; row++) {
                        float[] action = rule.apply(new float[] {conditions[2 * row], conditions[2 * row + 1]});
                        System.arraycopy(action, 0, actions, 2 * row, 2);
                    }
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }

        @Override
        public Update update() {
            throw new IllegalStateException("an evaluator must not train");
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {
            // There is no state.
        }

        @Override
        public void load(StateReader in) {
            // There is no state.
        }
    }

    /** A skill model that plans the straight way. */
    static final class Straight implements SkillModel {
        @Override
        public String field() {
            return "block.position";
        }

        @Override
        public int components() {
            return 2;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Planner planner(int rows) {
            return new Planner() {
                @Override
                public void plan(float[] from, float[] goals, float[] skills) {
                    for (int row = 0; row < rows; row++) {
                        float x = goals[2 * row] - from[2 * row];
                        float y = goals[2 * row + 1] - from[2 * row + 1];
                        float length = Math.max(1e-6f, (float) Math.hypot(x, y));
                        skills[2 * row] = x / length;
                        skills[2 * row + 1] = y / length;
                    }
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }

        @Override
        public void score(Batch batch) {
            throw new IllegalStateException("an evaluator must not score");
        }

        @Override
        public void learn(Batch batch) {
            throw new IllegalStateException("an evaluator must not train");
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {
            // There is no state.
        }

        @Override
        public void load(StateReader in) {
            // There is no state.
        }
    }

    /** Least squares by the normal equations and Gauss-Jordan elimination; enough for three columns. */
    static final class NormalEquations implements LinearAlgebra {
        @Override
        public double[] solve(double[] a, int m, int n, double[] b, int k) {
            double[][] s = new double[n][n + k];
            for (int r = 0; r < m; r++) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n + k; j++) {
                        s[i][j] += a[r * n + i] * (j < n ? a[r * n + j] : b[r * k + j - n]);
                    }
                }
            }
            for (int c = 0; c < n; c++) {
                for (int r = 0; r < n; r++) {
                    double factor = r == c ? 0 : s[r][c] / s[c][c];
                    for (int j = 0; j < n + k; j++) {
                        s[r][j] -= factor * s[c][j];
                    }
                }
            }
            double[] x = new double[n * k];
            for (int i = 0; i < n * k; i++) {
                x[i] = s[i / k][n + i % k] / s[i / k][i / k];
            }
            return x;
        }

        @Override
        public double[] singularValues(double[] a, int m, int n) {
            throw new UnsupportedOperationException("not needed here");
        }
    }
}
