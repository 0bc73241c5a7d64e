package io.polycritic.plugins.environments.demonstrations;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import java.util.List;

/**
 * Lets the policy of a frozen run act in its own world.
 *
 * @param run the run's id
 * @param steps rows that are recorded
 * @param lanes copies of the world
 * @param mode how the policy acts
 */
record Recording(String run, int steps, int lanes, PolicyLearner.Mode mode) {
    /** A frozen policy and its world. */
    record Demonstrator(PolicyLearner learner, World world) {}

    /** The demonstrator, if what it sees and does is what the asking run's environment has. */
    Demonstrator demonstrator(PartContext context) {
        Subject frozen = context.frozen(run);
        PolicyLearner learner = frozen.part("learner", PolicyLearner.class)
                .orElseThrow(() -> new InvalidConfigException("run", "the run '" + run + "' has no policy"));
        if (learner.condition().width() > 0) {
            throw new InvalidConfigException(
                    "run",
                    "the policy of the run '" + run + "' needs a condition, " + learner.condition()
                            + ", which demonstrations do not have");
        }
        World world = frozen.world();
        EnvironmentSpec mine = context.environment();
        requireSame("observations", world.spec().observation(), mine.observation());
        requireSame("actions", world.spec().action(), mine.action());
        long numbers =
                (long) steps * (mine.observation().width() + mine.action().width());
        if (numbers > Integer.MAX_VALUE) {
            throw new InvalidConfigException(
                    "steps",
                    "found " + steps + ", allowed is at most "
                            + Integer.MAX_VALUE
                                    / (mine.observation().width()
                                            + mine.action().width())
                            + " for observations and actions of this width");
        }
        return new Demonstrator(learner, world);
    }

    private void requireSame(String what, Space theirs, Space mine) {
        if (!theirs.equals(mine)) {
            throw new InvalidConfigException(
                    "run",
                    "the " + what + " of the run '" + run + "' are " + theirs + ", those of this run's environment are "
                            + mine);
        }
    }

    /** Records the steps, lane beside lane, episode after episode. */
    Table record(Demonstrator demonstrator) {
        int o = demonstrator.world.spec().observation().width();
        int a = demonstrator.world.spec().action().width();
        Table table = new Table(steps, new float[steps * o], new float[steps * a]);
        List<Lane> copies = demonstrator.world.lanes(lanes);
        copies.forEach(Lane::reset);
        float[] observations = new float[lanes * o];
        float[] actions = new float[lanes * a];
        try (PolicyLearner.Policy policy = demonstrator.learner.policy(lanes, mode)) {
            for (int row = 0; row < steps; row += lanes) {
                for (int lane = 0; lane < lanes; lane++) {
                    System.arraycopy(copies.get(lane).observation(), 0, observations, lane * o, o);
                }
                policy.act(observations, new float[0], actions);
                int kept = Math.min(lanes, steps - row);
                System.arraycopy(observations, 0, table.observations(), row * o, kept * o);
                System.arraycopy(actions, 0, table.actions(), row * a, kept * a);
                for (int lane = 0; lane < lanes; lane++) {
                    if (copies.get(lane).step(actions, lane * a) != Ending.RUNNING) {
                        copies.get(lane).reset();
                    }
                }
            }
        }
        return table;
    }
}
