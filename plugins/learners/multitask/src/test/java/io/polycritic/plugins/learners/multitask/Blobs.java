package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.multitask.TaskStream;
import java.util.List;

/** Points whose class in one task is the sign of a coordinate, and in the other one a quadrant. */
final class Blobs implements TaskStream {
    private static final int INPUTS = 4;
    private static final FieldSpec POINT = FieldSpec.numbers("point", INPUTS);
    private static final List<Task> TASKS = List.of(new Task("sign", 2), new Task("quadrant", 4));
    private static final EnvironmentSpec SPEC = EnvironmentSpec.single(
            Space.of(POINT, FieldSpec.category("labels.sign", 3), FieldSpec.category("labels.quadrant", 5)),
            Space.EMPTY,
            Space.EMPTY,
            0,
            0);

    private final RandomStream random;
    private final double keep;

    /** Labels of the second task are there with a probability. */
    Blobs(RandomStream random, double keep) {
        this.random = random;
        this.keep = keep;
    }

    @Override
    public EnvironmentSpec spec() {
        return SPEC;
    }

    @Override
    public List<Task> tasks() {
        return TASKS;
    }

    @Override
    public int items(Split split) {
        return 300;
    }

    @Override
    public void read(Split split, int[] items, Batch batch) {
        for (int row = 0; row < items.length; row++) {
            write(RandomStream.of(items[row], "blobs", split.name()), row, batch, 1);
        }
    }

    @Override
    public boolean next(Batch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            write(random, row, batch, keep);
        }
        return true;
    }

    private static void write(RandomStream from, int row, Batch batch, double keep) {
        float[] points = batch.put(POINT);
        from.gaussians(points, row * INPUTS, INPUTS);
        boolean right = points[row * INPUTS] > 0;
        boolean up = points[row * INPUTS + 1] > 0;
        batch.put(SPEC.observation().field("labels.sign"))[row] = right ? 1 : 0;
        boolean kept = from.nextDouble() < keep;
        batch.put(SPEC.observation().field("labels.quadrant"))[row] = kept ? (right ? 2 : 0) + (up ? 1 : 0) : 4;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
