package io.polycritic.plugins.environments.reasoning;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.critique.Note;
import io.polycritic.critique.NoteGrammar;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import io.polycritic.critique.Planted;
import io.polycritic.critique.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Training items of the run's world with a spoiled path each, or one that a model got wrong on its own: the errors,
 * exactly named, and a critique that an annotator wrote. An item into which nothing can be planted is left out and
 * counted.
 */
final class SpoiledRows implements DataStream {
    private static final String ENVIRONMENT = "environment";
    private static final long ENOUGH = 100;
    private static final double LIMIT = 0.2;

    private final PlantErrors.Config config;
    private final PartContext context;
    private final Slot<PathStream> world;
    private final RandomStream random;
    private final PathSpace space;
    private final EnvironmentSpec spec;
    /** Null where all errors are planted. */
    private final OwnPaths own;

    private long planted;
    private long dropped;

    SpoiledRows(PlantErrors.Config config, PartContext context) {
        this.config = config;
        this.context = context;
        this.world = context.slot(ENVIRONMENT, PathStream.class);
        this.random = context.random("errors");
        this.own = config.run().isEmpty() ? null : new OwnPaths(config, context);
        Space rows = context.environment().observation();
        this.space = PathSpace.of(rows);
        FieldSpec[] fields = Stream.concat(rows.fields().stream(), Stream.of(space.critiques(PathSpace.ERRORS)))
                .toArray(FieldSpec[]::new);
        this.spec = new EnvironmentSpec(
                Space.of(fields),
                Space.EMPTY,
                Space.EMPTY,
                0,
                0,
                context.environment().agents());
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().calls(ENVIRONMENT, PathStream.class, 1).build();
    }

    @Override
    public boolean next(Batch batch) {
        PathStream scenes = world.get();
        check(scenes.notes());
        long[] items = new long[batch.rows()];
        List<Planted> paths = new ArrayList<>();
        for (int row = 0; row < items.length; row++) {
            boolean spoiled = random.nextDouble() >= config.unspoiled();
            if (spoiled && own != null && random.nextDouble() < config.own()) {
                OwnPaths.Wrong wrong = own.next(scenes);
                items[row] = wrong.item();
                paths.add(wrong.path());
                continue;
            }
            Planted path = null;
            while (path == null) {
                items[row] = Split.TRAIN.item(random.nextLong(scenes.size(Split.TRAIN)));
                path = spoiled ? plant(scenes, items[row]) : new Planted(null, List.of(), null);
            }
            paths.add(path);
        }
        scenes.read(batch, items);
        write(batch, paths, scenes.notes());
        context.metrics().record("dropped", dropped / (double) Math.max(1, planted + dropped));
        return true;
    }

    private void check(NoteGrammar notes) {
        int found = config.kinds().length;
        if (found != 0 && found != notes.seen()) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    context.path(),
                    "kinds has " + found + " numbers, allowed are none or " + notes.seen()
                            + ", one for each kind of what is seen");
        }
    }

    /** The item's spoiled path, or null if nothing could be planted. */
    private Planted plant(PathStream scenes, long item) {
        int wanted = config.least() + random.nextInt(config.most() - config.least() + 1);
        Planted path = scenes.plant(item, wanted, config.kinds(), random);
        if (!path.errors().isEmpty()) {
            planted++;
            return path;
        }
        dropped++;
        if (planted + dropped >= ENOUGH && dropped > LIMIT * (planted + dropped)) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    context.path(),
                    "nothing to plant: " + dropped + " of " + (planted + dropped)
                            + " paths stayed as they were, allowed is a fifth");
        }
        return null;
    }

    private void write(Batch batch, List<Planted> paths, NoteGrammar notes) {
        float[] references = batch.numbers(PathSpace.REFERENCE);
        float[] into = batch.put(space.paths(PathSpace.PATH));
        float[] errors = batch.put(space.critiques(PathSpace.ERRORS));
        float[] critiques = batch.put(space.critiques(PathSpace.CRITIQUE));
        for (int row = 0; row < paths.size(); row++) {
            Planted path = paths.get(row);
            boolean first = random.nextDouble() < config.first();
            int[] tokens = path.path() == null ? PathSpace.read(references, row, space.path()) : path.path();
            int[] critique = critique(path, paths.get((row + 1) % paths.size()), notes);
            PathSpace.write(first ? new int[0] : tokens, into, row, space.path());
            PathSpace.write(notes.write(path.errors()), errors, row, space.critique());
            PathSpace.write(first ? new int[0] : critique, critiques, row, space.critique());
        }
    }

    private int[] critique(Planted path, Planted other, NoteGrammar notes) {
        double which = random.nextDouble();
        if (which < config.silent()) {
            return new int[0];
        }
        if (which < config.silent() + config.bare()) {
            return notes.verdict(path.errors().isEmpty());
        }
        boolean strange = which < config.silent() + config.bare() + config.strangers();
        List<Note> said = new ArrayList<>();
        for (Note note : (strange ? other : path).errors()) {
            if (random.nextDouble() >= config.missed()) {
                said.add(note);
            }
        }
        if (random.nextDouble() < config.invented()) {
            List<Note> all = notes.all();
            Note invented = all.get(random.nextInt(all.size()));
            if (!path.errors().contains(invented)) {
                said.add(invented);
            }
        }
        return notes.write(said);
    }

    @Override
    public void save(StateWriter out) {
        out.put("counts", planted, dropped);
        if (own != null) {
            own.save(out);
        }
    }

    @Override
    public void load(StateReader in) {
        long[] counts = new long[2];
        if (in.read("counts", counts)) {
            planted = counts[0];
            dropped = counts[1];
        }
        if (own != null) {
            own.load(in);
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
