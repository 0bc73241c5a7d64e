package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.rl.Episodes;
import io.polycritic.rl.SkillModel;

/** Brings an object to goals, one after the other, with skills that a skill model plans. */
record GoalTrials(Rule rule) {
    /** Trials side by side. */
    private static final int ROWS = 64;

    /**
     * How a trial goes.
     *
     * @param at where the object's place begins in an observation
     * @param radius within which a goal is reached
     * @param interval steps after which the skill is planned anew
     * @param model path of the slot whose part plans
     */
    record Rule(int at, double radius, int interval, String model) {}

    /** Makes the goals of a trial: {@code [count][2]}, given the object's first place. */
    @FunctionalInterface
    interface GoalMaker {
        float[][] make(float x, float y);
    }

    /**
     * Runs trials.
     *
     * @param subject the frozen copy
     * @param count how many trials
     * @param goals makes the goals of each
     * @param steps of a trial at most
     * @return how many goals each trial has reached
     */
    int[] run(Subject subject, int count, GoalMaker goals, int steps) {
        PolicyLearner learner = SkillTrials.learner(subject);
        SkillModel model = subject.part(rule.model, SkillModel.class)
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.USER, rule.model, "is no skill model, which goal-success needs for planning"));
        if (model.components() != 2 || model.dimension() != learner.condition().width()) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    rule.model,
                    "plans skills of " + model.dimension() + " numbers for places of " + model.components()
                            + ", needed are " + learner.condition().width() + " for 2");
        }
        World world = subject.world();
        int rows = Math.min(ROWS, count);
        int[] reached = new int[count];
        try (Episodes episodes = new Episodes(subject, world, learner, rows);
                SkillModel.Planner planner = model.planner(rows)) {
            for (int first = 0; first < count; first += rows) {
                episodes.reset();
                Chunk chunk = new Chunk(
                        rule,
                        episodes,
                        planner,
                        rows,
                        world.spec().observation().width(),
                        model.dimension());
                chunk.begin(goals, Math.min(rows, count - first));
                episodes.run(chunk.skills, steps, true, chunk);
                System.arraycopy(chunk.reached, 0, reached, first, Math.min(rows, count - first));
            }
        }
        return reached;
    }

    /** Some trials that run side by side. */
    private static final class Chunk implements Episodes.Watcher {
        private final Rule rule;
        private final Episodes episodes;
        private final SkillModel.Planner planner;
        private final int rows;
        private final int width;
        private final float[][][] goals;
        private final int[] reached;
        private final float[] places;
        private final float[] targets;
        private final float[] skills;

        Chunk(Rule rule, Episodes episodes, SkillModel.Planner planner, int rows, int width, int dimension) {
            this.rule = rule;
            this.episodes = episodes;
            this.planner = planner;
            this.rows = rows;
            this.width = width;
            this.goals = new float[rows][][];
            this.reached = new int[rows];
            this.places = new float[rows * 2];
            this.targets = new float[rows * 2];
            this.skills = new float[rows * dimension];
        }

        void begin(GoalMaker maker, int count) {
            for (int row = 0; row < rows; row++) {
                int from = row * width + rule.at;
                goals[row] = maker.make(episodes.observations()[from], episodes.observations()[from + 1]);
                if (row >= count) {
                    episodes.stop(row);
                }
            }
        }

        @Override
        public void before(int step, float[] observations) {
            if (step % rule.interval != 0) {
                return;
            }
            for (int row = 0; row < rows; row++) {
                int goal = Math.min(reached[row], goals[row].length - 1);
                System.arraycopy(observations, row * width + rule.at, places, 2 * row, 2);
                System.arraycopy(goals[row][goal], 0, targets, 2 * row, 2);
            }
            planner.plan(places, targets, skills);
        }

        @Override
        public void after(int step, int row, float[] observation, float[] signals, Ending ending) {
            float[] goal = goals[row][reached[row]];
            double apart = Math.hypot(observation[rule.at] - goal[0], observation[rule.at + 1] - goal[1]);
            if (apart <= rule.radius) {
                reached[row]++;
                if (reached[row] == goals[row].length) {
                    episodes.stop(row);
                }
            }
        }
    }
}
