package io.polycritic.plugins.learners.offpolicy;

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
import io.polycritic.rl.EpisodeCondition;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.LaneDriver;
import io.polycritic.rl.LaneStepper;

/** Steps all lanes some times with a learner's actions, into one batch [T, L] that is filled again each time. */
final class Experience implements AutoCloseable {
    private final Actions actions;
    private final FeatureMap map;
    private final Driver driver;
    private final int lanes;
    private final int steps;
    private final Batch batch;
    private final Arrays arrays;
    private final Ending[] endings;
    private final EpisodeCondition condition;
    private final float[] conditions;
    private long generation;
    private boolean started;

    /** The batch's fields. */
    private record Arrays(
            int observationWidth,
            int signalWidth,
            float[] observation,
            float[] nextObservation,
            float[] action,
            float[] signals,
            float[] ending,
            float[] features,
            float[] nextFeatures,
            float[] sample,
            float[] condition) {}

    Experience(
            EnvironmentSpec environment,
            FeatureMap map,
            EpisodeCondition condition,
            Actions actions,
            Schedule schedule) {
        this.condition = condition;
        this.actions = actions;
        this.map = map;
        this.lanes = schedule.lanes();
        this.steps = schedule.trainEvery();
        this.driver = new LaneDriver(lanes, actions.width(), new LaneStepper(schedule.threads(), "polycritic-lanes"));
        this.batch = new Batch(Shape.of(steps, lanes));
        this.endings = new Ending[lanes];
        this.conditions = new float[lanes * condition.width()];
        int o = environment.observation().width();
        int s = environment.signals().width();
        this.arrays = new Arrays(
                o,
                s,
                batch.put(FieldSpec.numbers(Fields.OBSERVATION, o)),
                batch.put(FieldSpec.numbers(Fields.NEXT_OBSERVATION, o)),
                batch.put(FieldSpec.numbers(Fields.ACTION, actions.width())),
                batch.put(FieldSpec.numbers(Fields.SIGNALS, s)),
                batch.put(FieldSpec.category(Fields.ENDING, Ending.values().length)),
                batch.put(FieldSpec.numbers(Fields.FEATURES, map.width())),
                batch.put(FieldSpec.numbers(Fields.NEXT_FEATURES, map.width())),
                batch.put(actions.sample()),
                condition.width() == 0
                        ? conditions
                        : batch.put(condition.space().fields().get(0)));
    }

    /** The batch, with the fields of the last steps. */
    Batch batch() {
        return batch;
    }

    /**
     * Takes over the lanes; begins new episodes in all of them if the world is another one than before.
     *
     * @return whether new episodes were begun
     */
    boolean open(Slot<World> world) {
        driver.open(world.get());
        boolean anew = !started || generation != world.generation();
        if (anew) {
            for (int lane = 0; lane < lanes; lane++) {
                begin(lane);
            }
        }
        generation = world.generation();
        started = true;
        return anew;
    }

    /**
     * Fills the batch.
     *
     * @param random whether actions shall not depend on the policy
     * @param made steps that all lanes have made before
     * @return how many steps the world has made
     */
    long collect(Method method, boolean random, long made) {
        long stepped = 0;
        for (int t = 0; t < steps; t++) {
            int first = t * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                int o = arrays.observationWidth;
                System.arraycopy(driver.observation(lane), 0, arrays.observation, (first + lane) * o, o);
                int d = condition.width();
                System.arraycopy(conditions, lane * d, arrays.condition, (first + lane) * d, d);
                write(arrays.observation, arrays.features, first + lane);
            }
            method.act(arrays.features, first, arrays.sample, random, made + stepped);
            actions.toWorld(arrays.sample, first, lanes, arrays.action);
            stepped += driver.step(arrays.action, first * actions.width(), endings);
            for (int lane = 0; lane < lanes; lane++) {
                after(first + lane, lane);
            }
        }
        return stepped;
    }

    private void write(float[] observations, float[] features, int row) {
        map.write(
                observations,
                row * arrays.observationWidth,
                arrays.condition,
                row * condition.width(),
                features,
                row * map.width());
    }

    private void after(int row, int lane) {
        int o = arrays.observationWidth;
        int s = arrays.signalWidth;
        System.arraycopy(driver.observation(lane), 0, arrays.nextObservation, row * o, o);
        System.arraycopy(driver.signals(lane), 0, arrays.signals, row * s, s);
        write(arrays.nextObservation, arrays.nextFeatures, row);
        arrays.ending[row] = endings[lane].ordinal();
        if (endings[lane] != Ending.RUNNING) {
            begin(lane);
        }
    }

    private void begin(int lane) {
        driver.reset(lane);
        condition.draw(conditions, lane * condition.width());
    }

    void save(StateWriter out) {
        out.put("started", started ? 1 : 0);
        out.put("generation", generation);
        if (condition.width() > 0) {
            out.put("conditions", conditions);
        }
    }

    void load(StateReader in) {
        long[] saved = new long[1];
        started = in.read("started", saved) && saved[0] == 1;
        if (in.read("generation", saved)) {
            generation = saved[0];
        }
        if (condition.width() > 0) {
            started &= in.read("conditions", conditions);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
