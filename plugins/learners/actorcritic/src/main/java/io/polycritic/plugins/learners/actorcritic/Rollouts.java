package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.rl.Actor;
import io.polycritic.rl.Driver;
import io.polycritic.rl.EpisodeCondition;

/** Gathers experience with the actor: [T, L] rows into one batch that is filled again in each update. */
final class Rollouts implements AutoCloseable {
    /** Samples that actions were made of, [a]. */
    static final String SAMPLE = "actionSample";

    /** Log-probabilities of the samples under the policy that drew them. */
    static final String LOG_PROBABILITY = "logProbability";

    /** Log-probabilities of the samples under a reference policy. */
    static final String REFERENCE_LOG_PROBABILITY = "referenceLogProbability";

    private final Actor actor;
    private final Driver driver;
    private final boolean wholeEpisodes;
    private final int lanes;
    private final int horizon;
    private final EpisodeCondition condition;
    private final int conditionWidth;
    private final RandomStream actionRandom;
    private final Program program;
    private final Batch batch;
    private final Arrays arrays;
    private final float[] outputs;
    private final Ending[] endings;
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
            float[] condition,
            float[] features,
            float[] nextFeatures,
            float[] sample,
            float[] logProbability) {}

    Rollouts(Actor actor, Driver driver, RolloutShape shape, EpisodeCondition condition, PartContext context) {
        EnvironmentSpec environment = context.environment();
        this.actor = actor;
        this.driver = driver;
        this.lanes = shape.lanes();
        this.horizon = shape.horizon();
        this.wholeEpisodes = shape.wholeEpisodes();
        this.condition = condition;
        this.conditionWidth = condition.width();
        this.actionRandom = context.random("actions");
        this.program = actor.forward(context.compute(), lanes);
        this.batch = new Batch(Shape.of(horizon, lanes));
        this.outputs = new float[lanes * actor.head().outputs()];
        this.endings = new Ending[lanes];
        this.conditions = new float[lanes * conditionWidth];
        int o = environment.observation().width();
        int s = environment.signals().width();
        int f = actor.features().width();
        int a = actor.head().width();
        this.arrays = new Arrays(
                o,
                s,
                batch.put(FieldSpec.numbers(Fields.OBSERVATION, o)),
                batch.put(FieldSpec.numbers(Fields.NEXT_OBSERVATION, o)),
                batch.put(FieldSpec.numbers(Fields.ACTION, a)),
                batch.put(FieldSpec.numbers(Fields.SIGNALS, s)),
                batch.put(FieldSpec.category(Fields.ENDING, Ending.values().length)),
                conditionWidth == 0
                        ? conditions
                        : batch.put(condition.space().fields().get(0)),
                batch.put(FieldSpec.numbers(Fields.FEATURES, f)),
                batch.put(FieldSpec.numbers(Fields.NEXT_FEATURES, f)),
                batch.put(FieldSpec.numbers(SAMPLE, a)),
                batch.put(FieldSpec.numbers(LOG_PROBABILITY)));
    }

    /** The batch, with the fields of the last rollout. */
    Batch batch() {
        return batch;
    }

    /**
     * Takes over the lanes; begins new episodes in all of them if the world is another one than in the last rollout, or
     * if whole episodes are wanted.
     *
     * @return whether new episodes were begun
     */
    boolean open(Slot<World> world) {
        driver.open(world.get());
        boolean anew = wholeEpisodes || !started || generation != world.generation();
        if (anew) {
            for (int lane = 0; lane < lanes; lane++) {
                begin(lane);
            }
        }
        generation = world.generation();
        started = true;
        return anew;
    }

    /** Fills the batch; returns how many steps the world has made. */
    long collect() {
        long made = 0;
        for (int t = 0; t < horizon; t++) {
            int first = t * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                before(first + lane, lane);
            }
            act(first);
            made += driver.step(arrays.action, first * actor.head().width(), endings);
            for (int lane = 0; lane < lanes; lane++) {
                after(first + lane, lane);
            }
        }
        return made;
    }

    private void begin(int lane) {
        driver.reset(lane);
        condition.draw(conditions, lane * conditionWidth);
    }

    private void before(int row, int lane) {
        int o = arrays.observationWidth;
        System.arraycopy(driver.observation(lane), 0, arrays.observation, row * o, o);
        System.arraycopy(conditions, lane * conditionWidth, arrays.condition, row * conditionWidth, conditionWidth);
        actor.features()
                .write(
                        arrays.observation,
                        row * o,
                        conditions,
                        lane * conditionWidth,
                        arrays.features,
                        row * actor.features().width());
    }

    private void act(int first) {
        program.set("features", arrays.features, first * actor.features().width());
        program.run();
        program.get("outputs", outputs, 0);
        actor.head()
                .draw(actor.parameters(), outputs, actionRandom, lanes, arrays.sample, arrays.logProbability, first);
        actor.head().actions(arrays.sample, first, lanes, arrays.action);
    }

    private void after(int row, int lane) {
        int o = arrays.observationWidth;
        int s = arrays.signalWidth;
        System.arraycopy(driver.observation(lane), 0, arrays.nextObservation, row * o, o);
        System.arraycopy(driver.signals(lane), 0, arrays.signals, row * s, s);
        arrays.ending[row] = endings[lane].ordinal();
        actor.features()
                .write(
                        arrays.nextObservation,
                        row * o,
                        conditions,
                        lane * conditionWidth,
                        arrays.nextFeatures,
                        row * actor.features().width());
        if (endings[lane] != Ending.RUNNING) {
            begin(lane);
        }
    }

    void save(StateWriter out) {
        out.put("started", started ? 1 : 0);
        out.put("generation", generation);
        out.put("skills", conditions);
    }

    void load(StateReader in) {
        long[] saved = new long[1];
        started = in.read("started", saved) && saved[0] == 1;
        if (in.read("generation", saved)) {
            generation = saved[0];
        }
        started &= in.read("skills", conditions);
    }

    @Override
    public void close() {
        program.close();
        driver.close();
    }
}
