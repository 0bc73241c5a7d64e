package io.polycritic.plugins.environments.robotics;

import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;
import java.util.List;

/** One tabletop: its episodes, what it shows and what it reports. */
final class TabletopLane implements Lane, Drawn {
    /** How far the set-point lies from the tip for an action of 1, in m. */
    private static final double STEP_REACH = 0.04;

    private static final double SET_POINT_HALF = 0.4;
    private static final double SET_POINT_TOP = 0.25;

    private static final double BLOCK_SPREAD = 0.1;
    private static final double TIP_NEAR = 0.1;
    private static final double TIP_FAR = 0.2;
    private static final double TIP_HEIGHT = 0.12;
    private static final double GOAL_NEAR = 0.1;
    private static final double GOAL_FAR = 0.25;
    private static final double GOAL_RADIUS = 0.04;

    /** The value of {@code steps} before a reset and after an ending. */
    private static final int NOT_RUNNING = -1;

    private final TabletopSetup setup;
    private final RandomStream random;
    private final Scene scene;
    private final double[] setPoint = new double[3];
    private final double[] goal = new double[2];
    private final float[] observation;
    private final float[] signals;
    private int steps = NOT_RUNNING;

    TabletopLane(TabletopSetup setup, EnvironmentSpec spec, RandomStream random) {
        this.setup = setup;
        this.random = random;
        this.scene = new Scene(setup);
        this.observation = new float[spec.observation().width()];
        this.signals = new float[spec.signals().width()];
    }

    @Override
    public void reset() {
        double blockHeight = setup.blockSize() / 2;
        double x = around(BLOCK_SPREAD);
        double y = around(BLOCK_SPREAD);
        scene.place(1, x, y, blockHeight, around(Math.PI));
        if (setup.blocks() > 1) {
            placeSecond(x, y, blockHeight);
        }
        double direction = around(Math.PI);
        double distance = random.nextDouble(TIP_NEAR, TIP_FAR);
        double tipX = x + distance * Math.cos(direction);
        double tipY = y + distance * Math.sin(direction);
        scene.place(0, tipX, tipY, TIP_HEIGHT, 0);
        if (setup.goal()) {
            double goalDirection = around(Math.PI);
            double goalDistance = random.nextDouble(GOAL_NEAR, GOAL_FAR);
            goal[0] = x + goalDistance * Math.cos(goalDirection);
            goal[1] = y + goalDistance * Math.sin(goalDirection);
        }
        setPoint[0] = tipX;
        setPoint[1] = tipY;
        setPoint[2] = TIP_HEIGHT;
        for (int block = 1; block <= setup.blocks(); block++) {
            scene.setOut(block, false);
        }
        steps = 0;
        Arrays.fill(signals, 0);
        observe(0, false);
    }

    /** Draws a place for the second block until the two cannot overlap whatever their yaw. */
    private void placeSecond(double x, double y, double height) {
        double apart = setup.blockSize() * Math.sqrt(2);
        double otherX;
        double otherY;
        do {
            otherX = around(BLOCK_SPREAD);
            otherY = around(BLOCK_SPREAD);
        } while (Math.hypot(otherX - x, otherY - y) <= apart);
        scene.place(2, otherX, otherY, height, around(Math.PI));
    }

    private double around(double limit) {
        return random.nextDouble(-limit, limit);
    }

    @Override
    public Ending step(float[] actions, int offset) {
        if (steps == NOT_RUNNING) {
            throw new IllegalStateException("the episode has not begun; reset the lane first");
        }
        setPoint[0] = limit(tip(0) + STEP_REACH * move(actions, offset, 0), -SET_POINT_HALF, SET_POINT_HALF);
        setPoint[1] = limit(tip(1) + STEP_REACH * move(actions, offset, 1), -SET_POINT_HALF, SET_POINT_HALF);
        setPoint[2] = limit(tip(2) + STEP_REACH * move(actions, offset, 2), 0, SET_POINT_TOP);
        scene.move(setPoint);
        boolean off = takeOutFallen();
        double force = scene.largestForce();
        boolean touched = scene.touched();
        signals[0] = (float) force;
        signals[1] = touched ? 1 : 0;
        signals[2] = off ? 1 : 0;
        signals[3] = force > setup.forceLimit() || touched || off ? 1 : 0;
        if (setup.goal()) {
            signals[4] = (float) reward();
        }
        observe(force, touched);
        steps = Math.min(steps + 1, setup.maxEpisodeSteps());
        return steps == setup.maxEpisodeSteps() ? Ending.TRUNCATED : Ending.RUNNING;
    }

    private static double move(float[] actions, int offset, int axis) {
        float move = actions[offset + axis];
        if (Float.isNaN(move)) {
            throw new IllegalArgumentException("the action 'tip.move' is not a number on axis " + axis);
        }
        return limit(move, -1, 1);
    }

    private static double limit(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    private double tip(int axis) {
        return scene.state()[axis];
    }

    /** Takes blocks that left the table out of the simulation; whether any is out. */
    private boolean takeOutFallen() {
        boolean any = false;
        for (int block = 1; block <= setup.blocks(); block++) {
            int at = block * Scene.BODY;
            double[] state = scene.state();
            if (Math.abs(state[at]) > TabletopSetup.TABLE_HALF
                    || Math.abs(state[at + 1]) > TabletopSetup.TABLE_HALF
                    || state[at + 2] < 0) {
                scene.setOut(block, true);
            }
            any |= scene.isOut(block);
        }
        return any;
    }

    /** Minus the distance of the first block from the goal in the plane, and 1 within its radius. */
    private double reward() {
        double[] state = scene.state();
        double distance = Math.hypot(state[Scene.BODY] - goal[0], state[Scene.BODY + 1] - goal[1]);
        return (distance <= GOAL_RADIUS ? 1 : 0) - distance;
    }

    private void observe(double force, boolean touched) {
        double[] state = scene.state();
        int at = copy(state, 0, 3, 0);
        at = copy(state, Scene.VELOCITY, 3, at);
        for (int block = 1; block <= setup.blocks(); block++) {
            int body = block * Scene.BODY;
            at = copy(state, body, 3, at);
            at = copy(state, body + Scene.VELOCITY, 3, at);
            double cos = scene.rotation(block, 0, 0);
            double sin = scene.rotation(block, 1, 0);
            double length = Math.hypot(cos, sin);
            // A block that stands on its x axis has no yaw.
            boolean upright = length < 1e-9;
            observation[at++] = upright ? 1 : (float) (cos / length);
            observation[at++] = upright ? 0 : (float) (sin / length);
            observation[at++] = (float) scene.rotation(block, 2, 2);
            for (int axis = 0; axis < 3; axis++) {
                observation[at++] = (float) (state[body + axis] - state[axis]);
            }
        }
        observation[at++] = (float) Math.min(force / TabletopSpaces.FORCE_UNIT, TabletopSpaces.FORCE_CLIP);
        observation[at++] = touched ? 1 : 0;
        if (setup.goal()) {
            copy(goal, 0, 2, at);
        }
    }

    private int copy(double[] from, int first, int count, int at) {
        for (int i = 0; i < count; i++) {
            observation[at + i] = (float) from[first + i];
        }
        return at + count;
    }

    @Override
    public float[] observation() {
        return observation;
    }

    @Override
    public float[] signals() {
        return signals;
    }

    @Override
    public List<Mark> draw() {
        return TabletopDrawing.draw(setup, scene, goal);
    }

    void save(StateWriter out) {
        long[] flags = new long[1 + setup.blocks()];
        flags[0] = steps;
        for (int block = 1; block <= setup.blocks(); block++) {
            flags[block] = scene.isOut(block) ? 1 : 0;
        }
        out.put("bodies", scene.state());
        out.put("flags", flags);
        out.put("setPoint", setPoint);
        out.put("goal", goal);
        out.put("observation", observation);
        out.put("signals", signals);
    }

    /** Continues from a saved state, or begins a new episode where that is one of another setup. */
    void load(StateReader in) {
        long[] flags = new long[1 + setup.blocks()];
        boolean all = in.read("bodies", scene.state())
                & in.read("flags", flags)
                & in.read("setPoint", setPoint)
                & in.read("goal", goal)
                & in.read("observation", observation)
                & in.read("signals", signals);
        if (all) {
            steps = (int) flags[0];
            for (int block = 1; block <= setup.blocks(); block++) {
                scene.setOut(block, flags[block] == 1);
            }
        } else {
            reset();
        }
    }

    void close() {
        scene.close();
    }
}
