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
import io.polycritic.rl.Skills;

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
    private final int skillDimension;
    private final RandomStream actionRandom;
    private final RandomStream skillRandom;
    private final Program program;
    private final Batch batch;
    private final Arrays arrays;
    private final float[] outputs;
    private final Ending[] endings;
    private final float[] skills;
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
            float[] skill,
            float[] features,
            float[] nextFeatures,
            float[] sample,
            float[] logProbability) {}

    Rollouts(Actor actor, Driver driver, RolloutShape shape, int skillDimension, PartContext context) {
        EnvironmentSpec environment = context.environment();
        this.actor = actor;
        this.driver = driver;
        this.lanes = shape.lanes();
        this.horizon = shape.horizon();
        this.wholeEpisodes = shape.wholeEpisodes();
        this.skillDimension = skillDimension;
        this.actionRandom = context.random("actions");
        this.skillRandom = context.random("skills");
        this.program = actor.forward(context.compute(), lanes);
        this.batch = new Batch(Shape.of(horizon, lanes));
        this.outputs = new float[lanes * actor.head().outputs()];
        this.endings = new Ending[lanes];
        this.skills = new float[lanes * skillDimension];
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
                skillDimension == 0 ? skills : batch.put(FieldSpec.numbers(Fields.SKILL, skillDimension)),
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
        if (skillDimension > 0) {
            Skills.draw(skillRandom, skills, lane * skillDimension, skillDimension);
        }
    }

    private void before(int row, int lane) {
        int o = arrays.observationWidth;
        System.arraycopy(driver.observation(lane), 0, arrays.observation, row * o, o);
        if (skillDimension > 0) {
            System.arraycopy(skills, lane * skillDimension, arrays.skill, row * skillDimension, skillDimension);
        }
        actor.features()
                .write(
                        arrays.observation,
                        row * o,
                        skills,
                        lane * skillDimension,
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
                        skills,
                        lane * skillDimension,
                        arrays.nextFeatures,
                        row * actor.features().width());
        if (endings[lane] != Ending.RUNNING) {
            begin(lane);
        }
    }

    void save(StateWriter out) {
        out.put("started", started ? 1 : 0);
        out.put("generation", generation);
        out.put("skills", skills);
    }

    void load(StateReader in) {
        long[] saved = new long[1];
        started = in.read("started", saved) && saved[0] == 1;
        if (in.read("generation", saved)) {
            generation = saved[0];
        }
        started &= in.read("skills", skills);
    }

    @Override
    public void close() {
        program.close();
        driver.close();
    }
}
