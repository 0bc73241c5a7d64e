package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;

/** A frozen policy that is conditioned on skills, and how it is shown another world's observations. */
final class FrozenSkills {
    private final PolicyLearner learner;
    private final int observationWidth;
    private final int[] sources;

    private FrozenSkills(PolicyLearner learner, int observationWidth, int[] sources) {
        this.learner = learner;
        this.observationWidth = observationWidth;
        this.sources = sources;
    }

    /**
     * Takes the policy of a run; its observations are the fields of the same names and widths in the present world,
     * which may have more of them.
     */
    static FrozenSkills of(String run, Subject frozen, EnvironmentSpec environment) {
        PolicyLearner learner = frozen.part("learner", PolicyLearner.class)
                .orElseThrow(() -> new InvalidConfigException("run", "the run '" + run + "' has no policy"));
        if (learner.condition().width() == 0) {
            throw new InvalidConfigException("run", "the policy of the run '" + run + "' has no skills");
        }
        EnvironmentSpec theirs = frozen.world().spec();
        if (!theirs.action().equals(environment.action())) {
            throw new InvalidConfigException(
                    "run",
                    "the actions of the run '" + run + "' are " + theirs.action()
                            + ", those of this run's environment are " + environment.action());
        }
        Space mine = environment.observation();
        int[] sources = new int[theirs.observation().width()];
        int at = 0;
        for (FieldSpec field : theirs.observation().fields()) {
            if (!mine.has(field.name()) || mine.field(field.name()).width() != field.width()) {
                throw new InvalidConfigException(
                        "run",
                        "the policy of the run '" + run + "' observes " + field.width() + " numbers of '" + field.name()
                                + "'; the fields of this run's environment are "
                                + mine.fields().stream().map(FieldSpec::name).toList());
            }
            for (int i = 0; i < field.width(); i++) {
                sources[at++] = mine.offset(field.name()) + i;
            }
        }
        return new FrozenSkills(learner, mine.width(), sources);
    }

    /** What is chosen: the numbers of a skill, each from -1 to 1. */
    Space actions() {
        return Space.of(FieldSpec.numbers("skill", dimension()).within(-1, 1));
    }

    int dimension() {
        return learner.condition().width();
    }

    /** The frozen policy for some rows; it acts most likely. */
    Carrier carrier(int rows) {
        return new Carrier(learner.policy(rows, PolicyLearner.Mode.EVALUATE), rows);
    }

    /** Carries out skills. */
    final class Carrier implements AutoCloseable {
        private final PolicyLearner.Policy policy;
        private final int rows;
        private final float[] shown;
        private final float[] skills;

        Carrier(PolicyLearner.Policy policy, int rows) {
            this.policy = policy;
            this.rows = rows;
            this.shown = new float[rows * sources.length];
            this.skills = new float[rows * dimension()];
        }

        /** Takes chosen numbers, brought to length 1; (1, 0, ..) where they are all 0. */
        void choose(float[] chosen, int offset) {
            int d = dimension();
            for (int row = 0; row < rows; row++) {
                double squares = 0;
                for (int i = 0; i < d; i++) {
                    squares += Math.pow(chosen[offset + row * d + i], 2);
                }
                for (int i = 0; i < d; i++) {
                    double number = squares == 0 ? (i == 0 ? 1 : 0) : chosen[offset + row * d + i] / Math.sqrt(squares);
                    skills[row * d + i] = (float) number;
                }
            }
        }

        /** Acts in the present world: observations [rows, o], actions [rows, a] written to. */
        void act(float[] observations, float[] actions) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < sources.length; i++) {
                    shown[row * sources.length + i] = observations[row * observationWidth + sources[i]];
                }
            }
            policy.act(shown, skills, actions);
        }

        @Override
        public void close() {
            policy.close();
        }
    }
}
