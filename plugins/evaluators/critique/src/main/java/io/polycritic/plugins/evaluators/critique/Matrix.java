package io.polycritic.plugins.evaluators.critique;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Measure.Better;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Shape;
import io.polycritic.critique.Assessment;
import io.polycritic.critique.Critique;
import io.polycritic.critique.Note;
import io.polycritic.critique.PathStream;
import io.polycritic.critique.Refiner;
import io.polycritic.critique.Refiner.Stop;
import io.polycritic.critique.Refiner.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Holds the paths of each round against what is true. All samples are paired by question. */
final class Matrix implements Evaluator {
    private static final int CHUNK = 500;

    private final RefineMatrix.Config config;
    private final PartContext context;

    Matrix(RefineMatrix.Config config, PartContext context) {
        this.config = config;
        this.context = context;
    }

    /** A question's trace with what is true of the path that stood after each round. */
    private record Judged(Trace trace, List<Assessment> rounds) {
        Assessment first() {
            return rounds.get(0);
        }

        Assessment last() {
            return rounds.get(rounds.size() - 1);
        }

        Assessment after(int round) {
            return rounds.get(Math.min(round, rounds.size() - 1));
        }
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls("learner", Refiner.class, 1)
                .calls(config.stream(), PathStream.class, 1)
                .build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        Refiner refiner = part(subject, "learner", Refiner.class);
        PathStream world = part(subject, config.stream(), PathStream.class);
        int count = (int) Math.min(config.items(), world.size(config.split()));
        List<Judged> all = new ArrayList<>();
        for (int from = 0; from < count; from += CHUNK) {
            judge(refiner, world, from, Math.min(CHUNK, count - from), all);
        }
        return measures(all, world);
    }

    static <T extends Part> T part(Subject subject, String path, Class<T> role) {
        return subject.part(path, role)
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.USER, path, "there is no " + role.getSimpleName() + " there"));
    }

    private void judge(Refiner refiner, PathStream world, int from, int count, List<Judged> into) {
        long[] items = new long[count];
        for (int i = 0; i < count; i++) {
            items[i] = config.split().item(from + i);
        }
        Batch batch = new Batch(Shape.of(count));
        world.read(batch, items);
        List<Trace> traces = refiner.refine(batch, config.temperature(), context.random("paths"));
        for (int i = 0; i < count; i++) {
            long item = items[i];
            List<Assessment> rounds = traces.get(i).paths().stream()
                    .map(path -> world.assess(item, path))
                    .toList();
            into.add(new Judged(traces.get(i), rounds));
        }
    }

    private List<Measure> measures(List<Judged> all, PathStream world) {
        List<Measure> measures = new ArrayList<>();
        add(measures, all, "accuracy", Better.HIGHER, judged -> judged.last().correct() ? 1 : 0);
        add(
                measures,
                all,
                "firstAccuracy",
                Better.HIGHER,
                judged -> judged.first().correct() ? 1 : 0);
        add(measures, all, "claimF1", Better.HIGHER, judged -> judged.last().claimF1());
        add(measures, all, "hallucination", Better.LOWER, judged -> judged.last()
                .hallucination());
        add(measures, all, "wrongToRight", Better.HIGHER, judged -> moved(judged, false, true));
        add(measures, all, "rightToWrong", Better.LOWER, judged -> moved(judged, true, false));
        add(measures, all, "rightToRight", Better.HIGHER, judged -> moved(judged, true, true));
        add(measures, all, "wrongToWrong", Better.LOWER, judged -> moved(judged, false, false));
        int rounds = all.stream().mapToInt(judged -> judged.rounds.size()).max().orElse(1);
        for (int round = 1; round < rounds; round++) {
            int at = round;
            add(measures, all, "wrongToRight" + round, Better.HIGHER, judged -> turned(judged, at, false));
            add(measures, all, "rightToWrong" + round, Better.LOWER, judged -> turned(judged, at, true));
        }
        add(measures, all, "stopPassed", Better.NEITHER, judged -> judged.trace.stop() == Stop.PASSED ? 1 : 0);
        add(measures, all, "stopUnchanged", Better.NEITHER, judged -> judged.trace.stop() == Stop.UNCHANGED ? 1 : 0);
        add(measures, all, "stopRounds", Better.NEITHER, judged -> judged.trace.stop() == Stop.ROUNDS ? 1 : 0);
        add(measures, all, "tokens", Better.LOWER, judged -> judged.trace.tokens());
        List<Judged> criticised = all.stream()
                .filter(judged -> !judged.trace.critiques().isEmpty())
                .toList();
        if (!criticised.isEmpty()) {
            add(measures, criticised, "ownJaccard", Better.HIGHER, judged -> jaccard(judged, world));
        }
        for (int kind = 0; kind < world.notes().kinds(); kind++) {
            int of = kind;
            add(measures, all, "errors" + kind, Better.NEITHER, judged -> count(judged.first(), of));
            double[] heeded = all.stream()
                    .flatMapToDouble(judged -> heeded(judged, of, world))
                    .toArray();
            if (heeded.length > 0) {
                measures.add(new Measure("heeded" + kind, "", Better.HIGHER, heeded));
            }
        }
        return measures;
    }

    private static double count(Assessment path, int kind) {
        return path.errors().stream().filter(note -> note.kind() == kind).count();
    }

    /** For each true note of a kind in the first critique, whether the next path is without that error. */
    private static DoubleStream heeded(Judged judged, int kind, PathStream world) {
        if (judged.rounds.size() < 2 || judged.trace.critiques().isEmpty()) {
            return DoubleStream.empty();
        }
        Set<Note> left = judged.rounds.get(1).errors();
        return world.notes().read(judged.trace.critiques().get(0)).notes().stream()
                .filter(note -> note.kind() == kind && judged.first().errors().contains(note))
                .mapToDouble(note -> left.contains(note) ? 0 : 1);
    }

    private static void add(
            List<Measure> measures, List<Judged> all, String name, Better better, ToDoubleFunction<Judged> value) {
        String unit = name.equals("tokens") ? "tokens" : "";
        measures.add(
                new Measure(name, unit, better, all.stream().mapToDouble(value).toArray()));
    }

    private static double moved(Judged judged, boolean before, boolean after) {
        return judged.first().correct() == before && judged.last().correct() == after ? 1 : 0;
    }

    /** Whether a round turned an answer from right to wrong, or from wrong to right. */
    private static double turned(Judged judged, int round, boolean right) {
        boolean before = judged.after(round - 1).correct();
        return before == right && judged.after(round).correct() != before ? 1 : 0;
    }

    /** How well the first critique names what is wrong with the first path. */
    private static double jaccard(Judged judged, PathStream world) {
        Critique said = world.notes().read(judged.trace.critiques().get(0));
        return Critique.jaccard(judged.first().errors(), said.notes());
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
