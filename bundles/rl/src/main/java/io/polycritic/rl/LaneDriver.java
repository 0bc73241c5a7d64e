package io.polycritic.rl;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;
import java.util.List;

/** One action is one step of the world. */
public final class LaneDriver implements Driver {
    private final int count;
    private final int actionWidth;
    private final LaneStepper stepper;
    private List<Lane> lanes = List.of();

    /**
     * Makes a driver of as many lanes as it shall open.
     *
     * @param count L
     * @param actionWidth numbers of an action
     * @param stepper steps the lanes; closed with the driver
     */
    public LaneDriver(int count, int actionWidth, LaneStepper stepper) {
        this.count = count;
        this.actionWidth = actionWidth;
        this.stepper = stepper;
    }

    @Override
    public void open(World world) {
        lanes = world.lanes(count);
    }

    @Override
    public void reset(int lane) {
        lanes.get(lane).reset();
    }

    @Override
    public long step(float[] actions, int offset, Ending[] endings) {
        stepper.step(lanes, actions, offset, actionWidth, endings);
        return count;
    }

    @Override
    public float[] observation(int lane) {
        return lanes.get(lane).observation();
    }

    @Override
    public float[] signals(int lane) {
        return lanes.get(lane).signals();
    }

    @Override
    public void close() {
        stepper.close();
    }
}
