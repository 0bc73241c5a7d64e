package io.polycritic.plugins.learners.critique;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Space;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shape;
import io.polycritic.critique.PathSpace;
import io.polycritic.rl.ProgramObjective;
import io.polycritic.vlm.CellWords;
import io.polycritic.vlm.TinyVlm;
import io.polycritic.vlm.VlmInputs;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.VlmScores;

/**
 * Maximum likelihood of given texts, -mean log pi(y_t | picture, prompt, y_before t), or of the words for what is in
 * each cell. The program is compiled when the first update asks for it, so that a frozen copy costs nothing.
 */
final class Teacher implements VlmLearner {
    private static final String TEXT = "";
    private static final String LOSS = "loss";
    private static final String LABELS = "labels";

    private final VlmModel model;
    private final TinyVlmSft.Config config;
    private final PartContext context;
    private final Slot<DataStream> stream;
    private final Slot<GradientOptimizer> optimizer;
    private final String optimizerPath;
    /** A, 0 where texts are taught. */
    private final int attributes;

    private VlmInputs inputs;
    private Program program;
    private Batch batch;

    Teacher(VlmModel model, TinyVlmSft.Config config, PartContext context) {
        this.model = model;
        this.config = config;
        this.context = context;
        this.stream = context.slot(config.stream(), DataStream.class);
        this.optimizerPath = "optimizers." + config.optimizer();
        this.optimizer = context.slot(optimizerPath, GradientOptimizer.class);
        this.attributes = config.lesson() == Lesson.ATTRIBUTES
                ? attributes(context.environment().observation())
                : 0;
    }

    private static int attributes(Space rows) {
        if (!rows.has(CellWords.CELLS)) {
            throw new InvalidConfigException(
                    "lesson", "found ATTRIBUTES, the environment has no field '" + CellWords.CELLS + "'");
        }
        return rows.field(CellWords.CELLS).shape().length(-1);
    }

    @Override
    public TinyVlm model() {
        return model.model();
    }

    @Override
    public Parameters parameters() {
        return model.parameters();
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(config.stream(), DataStream.class, 1)
                .calls(optimizerPath, GradientOptimizer.class, 1)
                .build();
    }

    private void compile() {
        inputs = new VlmInputs(model.model(), config.minibatch());
        batch = new Batch(Shape.of(config.minibatch()));
        program = context.compute().compile(config.lesson() == Lesson.ATTRIBUTES ? words() : texts());
    }

    private Computation texts() {
        Node cells = model.model().cells(model.parameters(), inputs.pictureNode());
        Node seen = config.freezeEncoder() ? Elementwise.stopGradient(cells) : cells;
        Node each = VlmScores.logProbabilities(model.model(), model.parameters(), inputs, seen, TEXT);
        Node loss = VlmScores.loss(each, inputs, TEXT);
        return new Computation().output(LOSS, loss).gradient("gradient", loss, model.parameters());
    }

    private Computation words() {
        TinyVlm vlm = model.model();
        Node scores = vlm.words(model.parameters(), vlm.cells(model.parameters(), inputs.pictureNode()));
        Node labels = Graphs.input(LABELS, config.minibatch(), vlm.cells(), attributes);
        Node loss = CellWords.loss(scores, labels);
        Computation computation = new Computation().output(LOSS, loss).gradient("gradient", loss, model.parameters());
        for (int attribute = 0; attribute < attributes; attribute++) {
            computation.output(accuracy(attribute), CellWords.accuracy(scores, labels, attribute));
        }
        return computation;
    }

    private static String accuracy(int attribute) {
        return "accuracy" + attribute;
    }

    /** Counts rows as steps. */
    @Override
    public Update update() {
        if (program == null) {
            compile();
        }
        GradientOptimizer stepper = optimizer.get();
        ProgramObjective objective = new ProgramObjective("likelihood", program, LOSS, "gradient");
        double loss = 0;
        double[] right = new double[attributes];
        for (int step = 0; step < config.gradientSteps(); step++) {
            if (!stream.get().next(batch)) {
                throw new PolycriticException(
                        ErrorCode.USER, config.stream(), "has ended; a learner needs a stream that goes on");
            }
            set();
            loss += stepper.step(context.path(), model.parameters(), objective);
            for (int attribute = 0; attribute < attributes; attribute++) {
                right[attribute] += program.scalar(accuracy(attribute));
            }
        }
        context.metrics().record(LOSS, loss / config.gradientSteps());
        for (int attribute = 0; attribute < attributes; attribute++) {
            context.metrics().record(accuracy(attribute), right[attribute] / config.gradientSteps());
        }
        return new Update((long) config.gradientSteps() * config.minibatch(), 0);
    }

    private void set() {
        inputs.read(batch, 0);
        if (config.lesson() == Lesson.ATTRIBUTES) {
            inputs.setPictures(program);
            program.set(LABELS, batch.numbers(CellWords.CELLS), 0);
            return;
        }
        PathSpace space = model.model().space();
        float[] texts = batch.numbers(config.lesson().field());
        for (int row = 0; row < config.minibatch(); row++) {
            if (config.lesson() == Lesson.PATH) {
                inputs.writePath(row, PathSpace.read(texts, row, space.path()));
            } else {
                inputs.writeCritique(row, texts, row);
            }
        }
        inputs.setPrompts(program);
        inputs.setWritten(program, TEXT);
    }

    @Override
    public void save(StateWriter out) {
        out.put(model.parameters());
    }

    @Override
    public void load(StateReader in) {
        in.read(model.parameters());
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
