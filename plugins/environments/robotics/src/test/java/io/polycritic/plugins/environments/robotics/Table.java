package io.polycritic.plugins.environments.robotics;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import java.util.List;
import java.util.Map;

/** A tabletop in a run of its own, with names for what is in its arrays. */
final class Table implements AutoCloseable {
    final TestRun run;
    final World world;
    final List<Lane> lanes;
    final Lane lane;

    Table(long seed, int lanes, Map<String, ?> config) {
        run = new TestRun(seed, null, null);
        world = (World) run.add("environment", new Tabletop(), config);
        this.lanes = world.lanes(lanes);
        this.lanes.forEach(Lane::reset);
        lane = this.lanes.get(0);
    }

    /** Stands the tip beside the block: at rest, block in the middle, tip at a place. */
    void arrange(double tipX, double tipY, double tipZ, double... blockVelocity) {
        State state = State.of(world);
        double[] bodies = (double[]) state.values().get("lane-0/bodies");
        double[] tip = {tipX, tipY, tipZ, 1};
        double[] block = {0, 0, 0.03, 1};
        java.util.Arrays.fill(bodies, 0, 2 * Scene.BODY, 0);
        System.arraycopy(tip, 0, bodies, 0, tip.length);
        System.arraycopy(block, 0, bodies, Scene.BODY, block.length);
        System.arraycopy(blockVelocity, 0, bodies, Scene.BODY + Scene.VELOCITY, blockVelocity.length);
        world.load(state.reader());
    }

    /** Moves the block, everything else stays. */
    void setBlock(double x, double y) {
        State state = State.of(world);
        double[] bodies = (double[]) state.values().get("lane-0/bodies");
        bodies[Scene.BODY] = x;
        bodies[Scene.BODY + 1] = y;
        world.load(state.reader());
    }

    Ending act(double x, double y, double z) {
        return lane.step(new float[] {(float) x, (float) y, (float) z}, 0);
    }

    float seen(String field, int axis) {
        return lane.observation()[world.spec().observation().offset(field) + axis];
    }

    float signal(String name) {
        return lane.signals()[world.spec().signals().offset(name)];
    }

    @Override
    public void close() {
        run.close();
    }
}
