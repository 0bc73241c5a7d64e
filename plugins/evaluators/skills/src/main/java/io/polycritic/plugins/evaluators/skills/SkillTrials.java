package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.Episodes;
import io.polycritic.rl.Skills;

/**
 * Runs each of several skills from several resets with the most likely actions.
 *
 * @param skills how many skills
 * @param resets episodes of each
 */
record SkillTrials(int skills, int resets) {
    /** Episodes side by side. */
    private static final int ROWS = 64;

    /** Steps at most, where the world does not truncate episodes itself. */
    private static final int MOST_STEPS = 1000;

    /** Looks on. */
    interface Watcher {
        /** An episode begins. */
        void begin(int skill, int reset, float[] observations, int offset);

        /** A step was made. */
        void step(int skill, int reset, float[] observation, float[] signals);
    }

    static PolicyLearner learner(Subject subject) {
        return subject.part("learner", PolicyLearner.class)
                .orElseThrow(() ->
                        new PolycriticException(ErrorCode.USER, "learner", "has no policy that could be evaluated"));
    }

    static int mostSteps(World world) {
        int limit = world.spec().maxEpisodeSteps();
        return limit > 0 ? limit : MOST_STEPS;
    }

    /** The skills, [skills, d]; the stream is left as it was found, so that each evaluation has the same ones. */
    static float[] spread(int count, int dimension, RandomStream random) {
        long[] state = random.state();
        float[] spread = Skills.spread(count, dimension, random);
        random.restore(state);
        return spread;
    }

    /** Runs all; returns the skills, [skills, d]. */
    float[] run(Subject subject, RandomStream random, Watcher watcher) {
        PolicyLearner learner = learner(subject);
        World world = subject.world();
        int d = learner.condition().width();
        int rows = Math.min(ROWS, skills);
        float[] all = spread(skills, d, random);
        float[] conditions = new float[rows * d];
        int o = world.spec().observation().width();
        try (Episodes episodes = new Episodes(subject, world, learner, rows)) {
            for (int reset = 0; reset < resets; reset++) {
                for (int first = 0; first < skills; first += rows) {
                    int these = Math.min(rows, skills - first);
                    System.arraycopy(all, first * d, conditions, 0, these * d);
                    episodes.reset();
                    for (int row = 0; row < rows; row++) {
                        if (row < these) {
                            watcher.begin(first + row, reset, episodes.observations(), row * o);
                        } else {
                            episodes.stop(row);
                        }
                    }
                    episodes.run(conditions, mostSteps(world), new Chunk(watcher, first, reset));
                }
            }
        }
        return all;
    }

    /** Some skills that run side by side. */
    private record Chunk(Watcher watcher, int first, int reset) implements Episodes.Watcher {
        @Override
        public void after(int step, int row, float[] observation, float[] signals, Ending ending) {
            watcher.step(first + row, reset, observation, signals);
        }
    }
}
