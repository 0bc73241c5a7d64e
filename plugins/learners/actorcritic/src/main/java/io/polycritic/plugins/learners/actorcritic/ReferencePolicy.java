package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.rl.Actor;

/** An earlier state of the policy, from which the policy shall not go far. */
final class ReferencePolicy implements AutoCloseable {
    private static final String LOG_PROBABILITIES = "logProbabilities";

    private final Actor present;
    private final Actor earlier;
    private final int interval;
    private final Program program;
    private long updates;

    /**
     * Takes the policy as it is now.
     *
     * @param present the policy
     * @param earlier a policy of the same shape, whose parameters are overwritten
     * @param interval updates after which the policy as it is then becomes the reference, 0 for never
     * @param compute compiles its program
     * @param rows rows of a rollout
     */
    ReferencePolicy(Actor present, Actor earlier, int interval, Compute compute, int rows) {
        this.present = present;
        this.earlier = earlier;
        this.interval = interval;
        Node outputs = earlier.outputs(
                Graphs.input("features", rows, earlier.features().width()));
        Node samples = earlier.head().input("samples", rows);
        Node log = earlier.head().logProbability(earlier.parameters(), outputs, samples);
        this.program = compute.compile(new Computation().output(LOG_PROBABILITIES, log));
        take();
    }

    private void take() {
        System.arraycopy(
                present.parameters().values(),
                0,
                earlier.parameters().values(),
                0,
                present.parameters().size());
    }

    /** Takes the present policy if it is time; called at the beginning of each update. */
    void follow() {
        if (interval > 0 && updates > 0 && updates % interval == 0) {
            take();
        }
        updates++;
    }

    /** Adds the field {@link Rollouts#REFERENCE_LOG_PROBABILITY}. */
    void score(Batch batch) {
        program.set("features", batch.numbers(Fields.FEATURES), 0);
        program.set("samples", batch.numbers(Rollouts.SAMPLE), 0);
        program.run();
        float[] scored = batch.put(FieldSpec.numbers(Rollouts.REFERENCE_LOG_PROBABILITY));
        program.get(LOG_PROBABILITIES, scored, 0);
    }

    void save(StateWriter out) {
        out.put("parameters", earlier.parameters().values());
        out.put("updates", updates);
    }

    void load(StateReader in) {
        long[] saved = new long[1];
        if (in.read("parameters", earlier.parameters().values()) & in.read("updates", saved)) {
            updates = saved[0];
        } else {
            take();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
