package io.polycritic.rl;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.learner.PolicyLearner;
import java.util.ArrayList;
import java.util.List;

/** Runs episodes with a frozen policy, many lanes at once, for evaluators. */
public final class Episodes implements AutoCloseable {
    private final List<Lane> lanes;
    private final EnvironmentSpec spec;
    private final PolicyLearner.Policy policy;
    private final float[] observations;
    private final float[] actions;
    private final boolean[] running;
    private float[] conditions = new float[0];

    /** Looks on. Rows whose episode has ended are not reported any more. */
    public interface Watcher {
        /** Called before each step; may change the conditions of the rows. */
        default void before(int step, float[] observations) {}

        /** Called after the step of a row that was running; observation and signals begin at index 0. */
        void after(int step, int row, float[] observation, float[] signals, Ending ending);
    }

    /**
     * Opens a world of a frozen run; the episode in the first row is filmed.
     *
     * @param subject the frozen run
     * @param world a world of it
     * @param learner whose policy acts
     * @param rows how many episodes run side by side
     */
    public Episodes(Subject subject, World world, PolicyLearner learner, int rows) {
        this(new ArrayList<>(world.lanes(rows)), world.spec(), learner.policy(rows, PolicyLearner.Mode.EVALUATE));
        lanes.set(0, subject.film(lanes.get(0), () -> conditions));
    }

    /**
     * Opens the world.
     *
     * @param world the world
     * @param learner whose policy acts
     * @param rows how many episodes run side by side
     */
    public Episodes(World world, PolicyLearner learner, int rows) {
        this(world.lanes(rows), world.spec(), learner.policy(rows, PolicyLearner.Mode.EVALUATE));
    }

    /**
     * Takes lanes that are open.
     *
     * @param lanes the lanes
     * @param spec what their world is like
     * @param policy who acts, in as many rows; closed with this
     */
    public Episodes(List<Lane> lanes, EnvironmentSpec spec, PolicyLearner.Policy policy) {
        int rows = lanes.size();
        this.lanes = lanes;
        this.spec = spec;
        this.policy = policy;
        this.observations = new float[rows * spec.observation().width()];
        this.actions = new float[rows * spec.action().width()];
        this.running = new boolean[rows];
    }

    /** Begins one new episode in each lane; afterwards {@link #observations} are the first ones. */
    public void reset() {
        for (int row = 0; row < lanes.size(); row++) {
            lanes.get(row).reset();
            running[row] = true;
        }
        observe();
    }

    /** What each row observes now, [rows, o], live. */
    public float[] observations() {
        return observations;
    }

    /** Ends the episode of a row before its time. */
    public void stop(int row) {
        running[row] = false;
    }

    /**
     * Runs on from a reset until all episodes have ended.
     *
     * @param conditions [rows, d], what the policy is conditioned on; read anew before each step
     * @param most steps at most
     * @param watcher looks on
     * @return how many steps were made, over all rows
     */
    public long run(float[] conditions, int most, Watcher watcher) {
        return run(conditions, most, false, watcher);
    }

    /**
     * Runs on from a reset.
     *
     * @param conditions [rows, d], what the policy is conditioned on; read anew before each step
     * @param most steps at most
     * @param beyondLimit whether an episode that was truncated goes on
     * @param watcher looks on
     * @return how many steps were made, over all rows
     */
    public long run(float[] conditions, int most, boolean beyondLimit, Watcher watcher) {
        int o = spec.observation().width();
        int a = spec.action().width();
        this.conditions = conditions;
        long made = 0;
        for (int step = 0; step < most && anyRunning(); step++) {
            watcher.before(step, observations);
            policy.act(observations, conditions, actions);
            for (int row = 0; row < lanes.size(); row++) {
                if (running[row]) {
                    Lane lane = lanes.get(row);
                    Ending ending = lane.step(actions, row * a);
                    System.arraycopy(lane.observation(), 0, observations, row * o, o);
                    running[row] = ending == Ending.RUNNING || beyondLimit && ending == Ending.TRUNCATED;
                    watcher.after(step, row, lane.observation(), lane.signals(), ending);
                    made++;
                }
            }
        }
        return made;
    }

    private void observe() {
        int o = spec.observation().width();
        for (int row = 0; row < lanes.size(); row++) {
            System.arraycopy(lanes.get(row).observation(), 0, observations, row * o, o);
        }
    }

    private boolean anyRunning() {
        for (boolean row : running) {
            if (row) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        policy.close();
    }
}
