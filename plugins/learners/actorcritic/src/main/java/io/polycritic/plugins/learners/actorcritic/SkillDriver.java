package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;
import io.polycritic.rl.Driver;
import io.polycritic.rl.LaneStepper;
import java.util.Arrays;
import java.util.List;

/**
 * One action is a skill that a frozen policy carries out for several steps, or until the episode ends. The signals of
 * these steps are summed.
 */
final class SkillDriver implements Driver {
    private final FrozenSkills.Carrier carrier;
    private final EnvironmentSpec environment;
    private final int interval;
    private final LaneStepper stepper;
    private final float[] observations;
    private final float[] actions;
    private final float[][] sums;
    private final boolean[] active;
    private List<Lane> lanes = List.of();

    SkillDriver(FrozenSkills skills, EnvironmentSpec environment, int count, int interval, LaneStepper stepper) {
        this.carrier = skills.carrier(count);
        this.environment = environment;
        this.interval = interval;
        this.stepper = stepper;
        this.observations = new float[count * environment.observation().width()];
        this.actions = new float[count * environment.action().width()];
        this.sums = new float[count][environment.signals().width()];
        this.active = new boolean[count];
    }

    @Override
    public void open(World world) {
        lanes = world.lanes(active.length);
    }

    @Override
    public void reset(int lane) {
        lanes.get(lane).reset();
    }

    @Override
    public long step(float[] chosen, int offset, Ending[] endings) {
        carrier.choose(chosen, offset);
        Arrays.fill(active, true);
        Arrays.fill(endings, Ending.RUNNING);
        for (float[] sum : sums) {
            Arrays.fill(sum, 0);
        }
        int o = environment.observation().width();
        long made = 0;
        for (int step = 0; step < interval; step++) {
            for (int lane = 0; lane < active.length; lane++) {
                System.arraycopy(lanes.get(lane).observation(), 0, observations, lane * o, o);
            }
            carrier.act(observations, actions);
            stepper.step(lanes, active, actions, 0, environment.action().width(), endings);
            for (int lane = 0; lane < active.length; lane++) {
                made += active[lane] ? count(lane) : 0;
                active[lane] &= endings[lane] == Ending.RUNNING;
            }
        }
        return made;
    }

    /** Adds the signals of a lane's step. */
    private int count(int lane) {
        float[] signals = lanes.get(lane).signals();
        for (int i = 0; i < signals.length; i++) {
            sums[lane][i] += signals[i];
        }
        return 1;
    }

    @Override
    public float[] observation(int lane) {
        return lanes.get(lane).observation();
    }

    @Override
    public float[] signals(int lane) {
        return sums[lane];
    }

    @Override
    public void close() {
        carrier.close();
        stepper.close();
    }
}
