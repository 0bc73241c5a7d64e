package io.polycritic.plugins.environments.modalities;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;

/**
 * Items with a state s, uniform on the unit sphere; modality m shows x_m = tanh(A_m [s; n_m]) with entries of A_m of
 * variance 1 / (length of [s; n_m]) and noise n_m of its own. Training never shows an item twice; items that are read
 * by index are functions of the world's seed. Random numbers of training are the run's.
 */
final class ModalityStream implements MultiViewStream, SplitStream {
    /** What a modality shows, [width]. */
    static final String SIGNAL = "signal";

    /** The state behind it, for evaluators. */
    static final String STATE = "state";

    private final Constants constants;
    private final RandomStream random;
    private final FieldSpec signal;
    private final FieldSpec state;
    private final FieldSpec item = FieldSpec.numbers(Fields.ITEM);
    private final EnvironmentSpec spec;
    private final float[][] mixing;
    private final float[] hidden;
    private long shown;

    /** What the settings say. */
    record Constants(int modalities, int state, int privates, double noise, int width, int items, long seed) {}

    ModalityStream(Constants constants, RandomStream random) {
        this.constants = constants;
        this.random = random;
        this.signal = FieldSpec.numbers(SIGNAL, constants.width);
        this.state = FieldSpec.numbers(STATE, constants.state).within(-1, 1);
        this.spec = EnvironmentSpec.single(Space.of(signal, state, item), Space.EMPTY, Space.EMPTY, 0, 0);
        this.hidden = new float[constants.state + constants.privates];
        this.mixing = new float[constants.modalities][constants.width * hidden.length];
        double deviation = Math.sqrt(1.0 / hidden.length);
        for (int m = 0; m < mixing.length; m++) {
            RandomStream entries = RandomStream.of(constants.seed, "modality", Integer.toString(m));
            entries.gaussians(mixing[m], 0, mixing[m].length);
            for (int i = 0; i < mixing[m].length; i++) {
                mixing[m][i] *= (float) deviation;
            }
        }
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public int views() {
        return constants.modalities;
    }

    @Override
    public int items(Split split) {
        return constants.items;
    }

    @Override
    public boolean next(Batch batch) {
        int views = views(batch);
        int count = batch.rows() / views;
        for (int i = 0; i < count; i++) {
            draw(random, batch, i, count, views, shown + i);
        }
        shown += count;
        return true;
    }

    @Override
    public void read(Split split, int[] items, Batch batch) {
        int views = views(batch);
        for (int i = 0; i < items.length; i++) {
            RandomStream own = RandomStream.of(constants.seed, split.name(), Integer.toString(items[i]));
            draw(own, batch, i, items.length, views, items[i]);
        }
    }

    private static int views(Batch batch) {
        return batch.leading().rank() > 1 ? batch.leading().length(0) : 1;
    }

    /** One item in all modalities that the batch has room for. */
    private void draw(RandomStream from, Batch batch, int row, int rows, int views, long id) {
        float[] signals = batch.put(signal);
        float[] states = batch.put(state);
        float[] ids = batch.put(item);
        double square = 0;
        for (int i = 0; i < constants.state; i++) {
            hidden[i] = (float) from.nextGaussian();
            square += hidden[i] * hidden[i];
        }
        float scale = (float) (1 / Math.sqrt(Math.max(square, 1e-20)));
        for (int i = 0; i < constants.state; i++) {
            hidden[i] *= scale;
        }
        for (int m = 0; m < views; m++) {
            int at = m * rows + row;
            for (int i = constants.state; i < hidden.length; i++) {
                hidden[i] = (float) (constants.noise * from.nextGaussian());
            }
            System.arraycopy(hidden, 0, states, at * constants.state, constants.state);
            ids[at] = id;
            show(mixing[m], signals, at * constants.width);
        }
    }

    private void show(float[] matrix, float[] into, int at) {
        for (int k = 0; k < constants.width; k++) {
            float sum = 0;
            for (int i = 0; i < hidden.length; i++) {
                sum += matrix[k * hidden.length + i] * hidden[i];
            }
            into[at + k] = (float) Math.tanh(sum);
        }
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().provides(VIEWS, constants.modalities).build();
    }

    @Override
    public void save(StateWriter out) {
        out.put("shown", shown);
    }

    @Override
    public void load(StateReader in) {
        long[] saved = new long[1];
        if (in.read("shown", saved)) {
            shown = saved[0];
        }
    }
}
