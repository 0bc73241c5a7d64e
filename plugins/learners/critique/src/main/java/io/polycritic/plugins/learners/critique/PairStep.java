package io.polycritic.plugins.learners.critique;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shape;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import io.polycritic.language.Contrasts;
import io.polycritic.rl.ProgramObjective;
import io.polycritic.vlm.VlmInputs;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.VlmScores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A gradient step on pairs: the terms of all loss critics, compiled anew when one of them is another. */
final class PairStep implements AutoCloseable {
    private static final String CHOSEN = "Chosen";
    private static final String REJECTED = "Rejected";

    private final VlmModel model;
    private final int rows;
    private final boolean freezeEncoder;
    private final PartContext context;
    private final VlmInputs inputs;
    private final Batch batch;
    private final Program reference;
    private final float[][] logs;
    private final float[][] texts;
    private final List<String> reported = new ArrayList<>();
    private List<String> compiledFor = List.of();
    private Program program;
    private List<Slot<LossCritic>> critics = List.of();

    PairStep(VlmModel model, VlmLearner frozen, TinyVlmPreference.Config config, PartContext context) {
        this.model = model;
        this.rows = config.minibatch();
        this.freezeEncoder = config.freezeEncoder();
        this.context = context;
        this.inputs = new VlmInputs(model.model(), rows);
        this.batch = new Batch(Shape.of(rows));
        this.logs = new float[2][rows];
        this.texts = new float[2][rows * model.model().generated()];
        this.reference = context.compute()
                .compile(new Computation()
                        .output(CHOSEN, logs(frozen.parameters(), CHOSEN))
                        .output(REJECTED, logs(frozen.parameters(), REJECTED)));
    }

    private Node logs(Parameters parameters, String which) {
        Node cells = model.model().cells(parameters, inputs.pictureNode());
        Node seen = freezeEncoder ? Elementwise.stopGradient(cells) : cells;
        return VlmScores.ofTexts(VlmScores.logProbabilities(model.model(), parameters, inputs, seen, which));
    }

    /** Makes a step with the oldest pairs. */
    void take(Pairs pairs, PathStream world, GradientOptimizer optimizer) {
        compile();
        set(pairs, world);
        optimizer.step(context.path(), model.parameters(), new Terms());
        report();
        for (int i = 0; i < critics.size(); i++) {
            Slot<LossCritic> slot = critics.get(i);
            for (Parameters own : slot.get().parameters()) {
                String gradient = i + "." + own.name();
                ProgramObjective alone = new ProgramObjective(slot.name(), program, loss(i), gradient);
                optimizer.step(slot.get().owner(own, slot.path()), own, alone);
            }
        }
    }

    private void set(Pairs pairs, PathStream world) {
        long[] items = new long[rows];
        for (int row = 0; row < rows; row++) {
            items[row] = pairs.item(row);
        }
        world.read(batch, items);
        float[] paths = batch.put(model.model().space().paths(PathSpace.PATH));
        for (int row = 0; row < rows; row++) {
            pairs.path(row, paths);
            pairs.critiques(row, true, texts[0]);
            pairs.critiques(row, false, texts[1]);
        }
        inputs.read(batch, 0);
        for (Program each : List.of(reference, program)) {
            inputs.setPrompts(each);
            each.set(inputs.writtenName(CHOSEN), texts[0], 0);
            each.set(inputs.writtenName(REJECTED), texts[1], 0);
        }
        reference.run();
        reference.get(CHOSEN, logs[0], 0);
        reference.get(REJECTED, logs[1], 0);
        program.set(Contrasts.REFERENCE_CHOSEN, logs[0], 0);
        program.set(Contrasts.REFERENCE_REJECTED, logs[1], 0);
    }

    private void compile() {
        List<Slot<LossCritic>> present = context.slots(Kind.CRITIC, LossCritic.class);
        List<String> now = new ArrayList<>();
        present.forEach(slot -> now.add(slot.path() + " " + slot.revision()));
        if (program != null && now.equals(compiledFor)) {
            return;
        }
        close(program);
        critics = List.copyOf(present);
        compiledFor = now;
        program = context.compute().compile(computation());
    }

    private Computation computation() {
        Map<String, Node> fields = new HashMap<>();
        fields.put(Contrasts.CHOSEN, logs(model.parameters(), CHOSEN));
        fields.put(Contrasts.REJECTED, logs(model.parameters(), REJECTED));
        fields.put(Contrasts.REFERENCE_CHOSEN, Graphs.input(Contrasts.REFERENCE_CHOSEN, rows));
        fields.put(Contrasts.REFERENCE_REJECTED, Graphs.input(Contrasts.REFERENCE_REJECTED, rows));
        Computation computation = new Computation();
        reported.clear();
        for (int i = 0; i < critics.size(); i++) {
            LossCritic critic = critics.get(i).get();
            Node term = critic.loss(fields);
            computation.output(loss(i), term).gradient(gradient(i), term, model.parameters());
            for (Parameters own : critic.parameters()) {
                computation.gradient(i + "." + own.name(), term, own);
            }
            String slot = critics.get(i).name();
            critic.metrics(fields).forEach((name, node) -> {
                computation.output(slot + "." + name, node);
                reported.add(slot + "." + name);
            });
        }
        return computation;
    }

    private static String loss(int critic) {
        return "loss" + critic;
    }

    private static String gradient(int critic) {
        return "gradient" + critic;
    }

    private void report() {
        for (int i = 0; i < critics.size(); i++) {
            context.metrics().record(critics.get(i).name() + ".loss", program.scalar(loss(i)));
        }
        for (String name : reported) {
            context.metrics().record(name, program.scalar(name));
        }
    }

    /** The critics' terms, each an objective with the weight of its slot. */
    private final class Terms implements Objectives {
        private final float[] one = new float[model.parameters().size()];

        @Override
        public int count() {
            return critics.size();
        }

        @Override
        public String name(int index) {
            return critics.get(index).name();
        }

        @Override
        public double weight(int index) {
            return critics.get(index).weight();
        }

        @Override
        public double evaluate(int index, float[] into) {
            program.run();
            program.get(gradient(index), into, 0);
            return program.scalar(loss(index));
        }

        @Override
        public double evaluateSum(float[] into) {
            program.run();
            java.util.Arrays.fill(into, 0f);
            double sum = 0;
            for (int i = 0; i < count(); i++) {
                program.get(gradient(i), one, 0);
                for (int k = 0; k < one.length; k++) {
                    into[k] += (float) weight(i) * one[k];
                }
                sum += weight(i) * program.scalar(loss(i));
            }
            return sum;
        }

        @Override
        public String firstNonFinite() {
            return program.firstNonFinite().orElse("");
        }
    }

    private static void close(Program program) {
        if (program != null) {
            program.close();
        }
    }

    @Override
    public void close() {
        close(program);
        reference.close();
    }
}
