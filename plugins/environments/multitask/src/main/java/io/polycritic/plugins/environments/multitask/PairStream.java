package io.polycritic.plugins.environments.multitask;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.datasets.Images;
import io.polycritic.multitask.TaskStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Pairs of garments, in a new order in each epoch; a batch goes on into the next epoch where one ends. The pairs are a
 * function of the pictures and of one number, which is drawn when the stream is made, and are made when they are first
 * asked for. They never depend on the order in which the splits are read.
 */
final class PairStream implements TaskStream {
    private static final int CLASSES = 10;
    private static final FieldSpec IMAGE =
            FieldSpec.numbers("image", Pairs.SIDE, Pairs.SIDE).within(0, 1);
    private static final List<Task> TASKS = List.of(new Task("upper", CLASSES), new Task("lower", CLASSES));
    private static final FieldSpec[] LABELS = TASKS.stream()
            .map(task -> FieldSpec.category(task.field(), task.classes() + 1))
            .toArray(FieldSpec[]::new);
    private static final EnvironmentSpec SPEC =
            EnvironmentSpec.single(Space.of(IMAGE, LABELS[0], LABELS[1]), Space.EMPTY, Space.EMPTY, 0, 0);

    private final Supplier<Images> train;
    private final Supplier<Images> test;
    private final Sizes sizes;
    private final LabelFaults faults;
    private final RandomStream order;
    private final int[] epoch;
    private long seed;
    private int at;
    private String digest = "";
    private Pairs trained;
    private Pairs tested;

    /** How many pairs. */
    record Sizes(int train, int test) {}

    PairStream(Supplier<Images> train, Supplier<Images> test, Sizes sizes, LabelFaults faults, PartContext context) {
        this.train = train;
        this.test = test;
        this.sizes = sizes;
        this.faults = faults;
        this.order = context.random("order");
        this.seed = context.random("pairs").nextLong();
        this.epoch = new int[sizes.train];
        this.at = sizes.train;
        for (int i = 0; i < epoch.length; i++) {
            epoch[i] = i;
        }
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
        return switch (split) {
            case TRAIN -> sizes.train;
            case VALIDATION -> 0;
            case TEST -> sizes.test;
        };
    }

    @Override
    public void read(Split split, int[] items, Batch batch) {
        Pairs pairs = split == Split.TRAIN ? trained() : tested();
        for (int row = 0; row < items.length; row++) {
            write(pairs, Objects.checkIndex(items[row], items(split)), row, batch);
        }
    }

    @Override
    public boolean next(Batch batch) {
        Pairs pairs = trained();
        for (int row = 0; row < batch.rows(); row++) {
            if (at == epoch.length) {
                order.shuffle(epoch);
                at = 0;
            }
            write(pairs, epoch[at++], row, batch);
        }
        return true;
    }

    private static void write(Pairs pairs, int item, int row, Batch batch) {
        System.arraycopy(pairs.canvases(), item * Pairs.PIXELS, batch.put(IMAGE), row * Pairs.PIXELS, Pairs.PIXELS);
        for (int task = 0; task < LABELS.length; task++) {
            batch.put(LABELS[task])[row] = pairs.labels()[task][item];
        }
    }

    private Pairs trained() {
        if (trained == null) {
            trained = Pairs.draw(train.get(), sizes.train, stream("train"), faults, stream("faults"));
        }
        return trained;
    }

    private Pairs tested() {
        if (tested == null) {
            tested = Pairs.draw(test.get(), sizes.test, stream("test"), LabelFaults.none(TASKS.size()), stream("none"));
        }
        return tested;
    }

    /** Kept, because the pictures themselves are let go where memory is short. */
    private String digest() {
        if (digest.isEmpty()) {
            digest = train.get().digest();
        }
        return digest;
    }

    private RandomStream stream(String name) {
        return RandomStream.of(seed, "fashion-pair", name);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        out.put("seed", seed);
        out.put("at", at);
        long[] indices = new long[epoch.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = epoch[i];
        }
        out.put("epoch", indices);
        out.put("data", digest());
    }

    @Override
    public void load(StateReader in) {
        String data = in.text("data").orElse("");
        if (!data.isEmpty() && !data.equals(digest())) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    "environment",
                    "was begun with other pictures: expected SHA-256 sums " + data + ", found " + digest());
        }
        long[] number = {seed};
        if (in.read("seed", number)) {
            seed = number[0];
            trained = null;
            tested = null;
        }
        long[] indices = new long[epoch.length];
        long[] position = {at};
        if (in.read("epoch", indices) && in.read("at", position)) {
            at = (int) position[0];
            for (int i = 0; i < indices.length; i++) {
                epoch[i] = (int) indices[i];
            }
        }
    }
}
