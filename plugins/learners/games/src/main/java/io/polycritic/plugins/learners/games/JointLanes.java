package io.polycritic.plugins.learners.games;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Shape;
import io.polycritic.rl.Driver;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.LaneDriver;
import io.polycritic.rl.LaneStepper;

/** Steps all lanes of a game some times, into one batch [T, L] that is filled again each time. */
final class JointLanes implements AutoCloseable {
    private final FeatureMap map;
    private final Driver driver;
    private final int lanes;
    private final int steps;
    private final int o;
    private final int s;
    private final int n;
    private final Batch batch;
    private final float[] observation;
    private final float[] nextObservation;
    private final float[] action;
    private final float[] signals;
    private final float[] ending;
    private final float[] features;
    private final float[] nextFeatures;
    private final Ending[] endings;
    private long generation;
    private boolean started;

    /** Chooses the actions of all lanes. */
    @FunctionalInterface
    interface Team {
        /**
         * Acts.
         *
         * @param features [.., f]
         * @param first the first lane's row
         * @param actions [.., N], written to
         */
        void act(float[] features, int first, float[] actions);
    }

    JointLanes(EnvironmentSpec environment, FeatureMap map, int steps, int lanes) {
        this.map = map;
        this.lanes = lanes;
        this.steps = steps;
        this.o = environment.observation().width();
        this.s = environment.signals().width();
        this.n = environment.action().width();
        this.driver = new LaneDriver(lanes, n, new LaneStepper(1, "polycritic-lanes"));
        this.batch = new Batch(Shape.of(steps, lanes));
        this.endings = new Ending[lanes];
        this.observation = batch.put(FieldSpec.numbers(Fields.OBSERVATION, o));
        this.nextObservation = batch.put(FieldSpec.numbers(Fields.NEXT_OBSERVATION, o));
        this.action = batch.put(FieldSpec.numbers(Fields.ACTION, n));
        this.signals = batch.put(FieldSpec.numbers(Fields.SIGNALS, s));
        this.ending = batch.put(FieldSpec.category(Fields.ENDING, Ending.values().length));
        this.features = batch.put(FieldSpec.numbers(Fields.FEATURES, map.width()));
        this.nextFeatures = batch.put(FieldSpec.numbers(Fields.NEXT_FEATURES, map.width()));
    }

    Batch batch() {
        return batch;
    }

    /**
     * Takes over the lanes; begins new episodes in all of them if the world is another one than before.
     *
     * @return whether new episodes were begun
     */
    boolean open(Slot<? extends World> world) {
        driver.open(world.get());
        boolean anew = !started || generation != world.generation();
        if (anew) {
            for (int lane = 0; lane < lanes; lane++) {
                driver.reset(lane);
            }
        }
        generation = world.generation();
        started = true;
        return anew;
    }

    /** Fills the batch; returns how many steps the world has made. */
    long collect(Team team) {
        long made = 0;
        for (int t = 0; t < steps; t++) {
            int first = t * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                System.arraycopy(driver.observation(lane), 0, observation, (first + lane) * o, o);
                write(observation, features, first + lane);
            }
            team.act(features, first, action);
            made += driver.step(action, first * n, endings);
            for (int lane = 0; lane < lanes; lane++) {
                int row = first + lane;
                System.arraycopy(driver.observation(lane), 0, nextObservation, row * o, o);
                System.arraycopy(driver.signals(lane), 0, signals, row * s, s);
                write(nextObservation, nextFeatures, row);
                ending[row] = endings[lane].ordinal();
                if (endings[lane] != Ending.RUNNING) {
                    driver.reset(lane);
                }
            }
        }
        return made;
    }

    private void write(float[] observations, float[] into, int row) {
        map.write(observations, row * o, observations, 0, into, row * map.width());
    }

    void save(StateWriter out) {
        out.put("started", started ? 1 : 0);
        out.put("generation", generation);
    }

    void load(StateReader in) {
        long[] saved = new long[1];
        started = in.read("started", saved) && saved[0] == 1;
        if (in.read("generation", saved)) {
            generation = saved[0];
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
