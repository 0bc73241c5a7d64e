package io.polycritic.plugins.environments.reasoning;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.critique.Note;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import io.polycritic.critique.Planted;
import io.polycritic.critique.Split;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.VlmWriter;
import io.polycritic.vlm.Written;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Paths of a frozen model that are wrong on their own. A model that is right most of the time has to write many for
 * each of them, so they wait here, each is given several times, one after the other, and no more are written before
 * that.
 */
final class OwnPaths implements AutoCloseable {
    private static final int ATTEMPTS = 20;
    private static final String ITEMS = "ownItems";
    private static final String PATHS = "ownPaths";
    private static final String USES = "ownUses";

    private final VlmLearner model;
    private final PlantErrors.Config config;
    private final PartContext context;
    private final RandomStream random;
    private final Deque<Found> found = new ArrayDeque<>();
    private VlmWriter writer;

    /**
     * A wrong path.
     *
     * @param item the item
     * @param tokens the path
     * @param uses how often it is to be given yet
     */
    private record Found(long item, int[] tokens, int uses) {}

    /**
     * A path and what is wrong with it.
     *
     * @param item the item
     * @param path the path; undoing its errors is not known to give anything
     */
    record Wrong(long item, Planted path) {}

    OwnPaths(PlantErrors.Config config, PartContext context) {
        this.config = config;
        this.context = context;
        this.random = context.random("own");
        this.model = context.frozen(config.run())
                .part("learner", VlmLearner.class)
                .filter(learner -> learner.model().written() == Written.PATH)
                .orElseThrow(() -> new InvalidConfigException(
                        "run", "the learner of '" + config.run() + "' is no model that writes paths"));
    }

    /** The next wrong path. */
    Wrong next(PathStream scenes) {
        if (found.isEmpty()) {
            for (int i = 0; i < ATTEMPTS && found.size() < config.rows(); i++) {
                write(scenes);
            }
        }
        if (found.isEmpty()) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    context.path(),
                    "the model of '" + config.run() + "' made no error in " + ATTEMPTS * config.rows()
                            + " paths; 'own' must be 0 for such a one");
        }
        Found next = found.remove();
        if (next.uses > 1) {
            found.add(new Found(next.item, next.tokens, next.uses - 1));
        }
        return new Wrong(next.item, new Planted(next.tokens, errors(scenes, next.item, next.tokens), null));
    }

    private void write(PathStream scenes) {
        if (writer == null) {
            writer = new VlmWriter(context.compute(), model.model(), model.parameters(), config.rows());
        }
        PathSpace space = model.model().space();
        long[] items = new long[config.rows()];
        Arrays.setAll(items, row -> Split.TRAIN.item(random.nextLong(scenes.size(Split.TRAIN))));
        Batch prompts = new Batch(Shape.of(items.length));
        scenes.read(prompts, items);
        int[][] texts = writer.write(prompts, config.temperature(), random);
        for (int row = 0; row < items.length; row++) {
            int[] path = space.ended(texts[row]);
            if (!errors(scenes, items[row], path).isEmpty()) {
                found.add(new Found(items[row], path, config.uses()));
            }
        }
    }

    /** In the order of notes, which sets do not have. */
    private static List<Note> errors(PathStream scenes, long item, int[] path) {
        Set<Note> errors = scenes.assess(item, path).errors();
        return errors.stream().sorted().toList();
    }

    void save(StateWriter out) {
        PathSpace space = model.model().space();
        float[] paths = new float[found.size() * space.path()];
        int row = 0;
        for (Found path : found) {
            PathSpace.write(path.tokens, paths, row++, space.path());
        }
        out.put(ITEMS, found.stream().mapToLong(Found::item).toArray());
        out.put(PATHS, paths);
        out.put(USES, found.stream().mapToLong(Found::uses).toArray());
    }

    void load(StateReader in) {
        PathSpace space = model.model().space();
        long[] items = in.longs(ITEMS).orElse(new long[0]);
        float[] paths = in.floats(PATHS).orElse(new float[0]);
        long[] uses = in.longs(USES).orElse(new long[0]);
        found.clear();
        for (int row = 0; row < items.length; row++) {
            found.add(new Found(items[row], PathSpace.read(paths, row, space.path()), (int) uses[row]));
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
