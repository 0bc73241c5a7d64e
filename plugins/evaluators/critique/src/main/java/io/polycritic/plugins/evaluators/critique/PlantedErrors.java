package io.polycritic.plugins.evaluators.critique;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Measure.Better;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.critique.Critique;
import io.polycritic.critique.CritiqueModel;
import io.polycritic.critique.Note;
import io.polycritic.critique.NoteGrammar;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Spoils right paths and lets a critic find the errors: with the path's own picture, drawn and most likely, and with
 * another item's picture, which takes away what must be seen and leaves what follows from the path alone.
 */
final class PlantedErrors implements Evaluator {
    private final CritiqueJaccard.Config config;
    private final PartContext context;

    PlantedErrors(CritiqueJaccard.Config config, PartContext context) {
        this.config = config;
        this.context = context;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls("critics." + config.critic(), CritiqueModel.class, 1)
                .calls(config.stream(), PathStream.class, 1)
                .build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        CritiqueModel critic = Matrix.part(subject, "critics." + config.critic(), CritiqueModel.class);
        PathStream world = Matrix.part(subject, config.stream(), PathStream.class);
        int count = (int) Math.min(config.items(), world.size(config.split()));
        long[] items = new long[count];
        for (int i = 0; i < count; i++) {
            items[i] = config.split().item(i);
        }
        Batch batch = new Batch(Shape.of(count));
        world.read(batch, items);
        List<Set<Note>> errors = plant(world, batch, items);
        PathSpace space = PathSpace.of(world.spec().observation());
        RandomStream random = context.random("critiques");
        List<Critique> drawn = critiques(critic, world, batch, space, config.temperature(), random);
        List<Critique> likely = critiques(critic, world, batch, space, 0, random);
        exchangePictures(batch);
        List<Critique> blind = critiques(critic, world, batch, space, 0, random);
        List<Measure> measures = new ArrayList<>();
        measures.add(jaccard("jaccardDrawn", errors, drawn));
        measures.add(jaccard("jaccard", errors, likely));
        measures.add(jaccard("jaccardOtherPicture", errors, blind));
        measures.add(new Measure(
                "form",
                "",
                Better.HIGHER,
                drawn.stream().mapToDouble(Critique::form).toArray()));
        recalls(measures, "", errors, likely, world.notes());
        recalls(measures, "OtherPicture", errors, blind, world.notes());
        lost(measures, errors, likely, blind, world.notes());
        kinds(measures, errors, likely, world.notes());
        return measures;
    }

    private List<Set<Note>> plant(PathStream world, Batch batch, long[] items) {
        PathSpace space = PathSpace.of(world.spec().observation());
        RandomStream random = context.random("errors");
        float[] paths = batch.put(space.paths(PathSpace.PATH));
        List<Set<Note>> errors = new ArrayList<>();
        for (int row = 0; row < items.length; row++) {
            var planted = world.plant(items[row], 1 + random.nextInt(config.most()), PathStream.EQUALLY, random);
            PathSpace.write(planted.path(), paths, row, space.path());
            errors.add(Set.copyOf(planted.errors()));
        }
        return errors;
    }

    private static List<Critique> critiques(
            CritiqueModel critic,
            PathStream world,
            Batch batch,
            PathSpace space,
            double temperature,
            RandomStream random) {
        float[] tokens = new float[batch.rows() * space.critique()];
        critic.criticise(batch, temperature, random, tokens);
        List<Critique> critiques = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            critiques.add(world.notes().read(PathSpace.read(tokens, row, space.critique())));
        }
        return critiques;
    }

    /** Each row gets the picture of the next one. */
    private static void exchangePictures(Batch batch) {
        if (!batch.has(Fields.IMAGE)) {
            return;
        }
        float[] pictures = batch.numbers(Fields.IMAGE);
        int size = batch.spec(Fields.IMAGE).width();
        float[] first = Arrays.copyOf(pictures, size);
        System.arraycopy(pictures, size, pictures, 0, pictures.length - size);
        System.arraycopy(first, 0, pictures, pictures.length - size, size);
    }

    private static Measure jaccard(String name, List<Set<Note>> errors, List<Critique> critiques) {
        double[] samples = new double[errors.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Critique.jaccard(errors.get(i), critiques.get(i).notes());
        }
        return new Measure(name, "", Better.HIGHER, samples);
    }

    private static void recalls(
            List<Measure> measures, String suffix, List<Set<Note>> errors, List<Critique> said, NoteGrammar notes) {
        measures.add(new Measure("recallSeen" + suffix, "", Better.HIGHER, recall(errors, said, notes, true)));
        measures.add(new Measure("recallDerived" + suffix, "", Better.HIGHER, recall(errors, said, notes, false)));
    }

    /** How much of the recall another picture takes away, of errors that must be seen and of those that follow. */
    private static void lost(
            List<Measure> measures,
            List<Set<Note>> errors,
            List<Critique> likely,
            List<Critique> blind,
            NoteGrammar notes) {
        for (boolean seen : new boolean[] {true, false}) {
            double[] with = recall(errors, likely, notes, seen);
            double[] without = recall(errors, blind, notes, seen);
            double[] lost = new double[with.length];
            for (int i = 0; i < lost.length; i++) {
                lost[i] = with[i] - without[i];
            }
            measures.add(new Measure(seen ? "lostSeen" : "lostDerived", "", Better.NEITHER, lost));
        }
    }

    /** For each path with such errors the share that is named; 0 alone if no path has any. */
    private static double[] recall(List<Set<Note>> errors, List<Critique> critiques, NoteGrammar notes, boolean seen) {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < errors.size(); i++) {
            Set<Note> wanted = new HashSet<>(errors.get(i));
            wanted.removeIf(note -> note.place() < notes.pictured() != seen);
            if (!wanted.isEmpty()) {
                Set<Note> named = new HashSet<>(critiques.get(i).notes());
                named.retainAll(wanted);
                shares.add(named.size() / (double) wanted.size());
            }
        }
        return shares.isEmpty()
                ? new double[1]
                : shares.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Recall of each kind over all paths, {@code recall0} to {@code recall<kinds - 1>}. */
    private static void kinds(
            List<Measure> measures, List<Set<Note>> errors, List<Critique> likely, NoteGrammar notes) {
        double[] planted = new double[notes.kinds()];
        double[] named = new double[notes.kinds()];
        for (int i = 0; i < errors.size(); i++) {
            for (Note note : errors.get(i)) {
                planted[note.kind()]++;
                named[note.kind()] += likely.get(i).notes().contains(note) ? 1 : 0;
            }
        }
        for (int kind = 0; kind < planted.length; kind++) {
            double recall = planted[kind] == 0 ? 0 : named[kind] / planted[kind];
            measures.add(new Measure("recall" + kind, "", Better.HIGHER, recall));
        }
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
