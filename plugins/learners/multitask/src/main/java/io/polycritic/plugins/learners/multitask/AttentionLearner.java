package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shape;
import io.polycritic.multitask.AttentionHeads;
import io.polycritic.multitask.PromptLearner;
import io.polycritic.multitask.PromptStream;

/** Trains one layer of attention on fresh prompts in each step; a stream of another length is learned from as it is. */
final class AttentionLearner implements PromptLearner {
    private static final String ENVIRONMENT = "environment";

    private final AttentionNet net;
    private final Constants constants;
    private final PartContext context;
    private final Slot<PromptStream> stream;
    private final Slot<GradientOptimizer> optimizer;
    private final HeadSeries series;
    private AttentionLesson lesson;
    private Batch batch;

    /** What the settings say; the optimizer's slot by its path. */
    record Constants(int batch, int gradientSteps, String optimizer) {}

    AttentionLearner(AttentionNet net, Constants constants, PartContext context) {
        this.net = net;
        this.constants = constants;
        this.context = context;
        this.stream = context.slot(ENVIRONMENT, PromptStream.class);
        this.optimizer = context.slot(constants.optimizer, GradientOptimizer.class);
        this.series = new HeadSeries(net.form().heads(), net.form().targets());
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(ENVIRONMENT, PromptStream.class, 1)
                .calls(constants.optimizer, GradientOptimizer.class, 1)
                .build();
    }

    /** Counts prompts as steps. */
    @Override
    public Update update() {
        PromptStream prompts = stream.get();
        if (lesson == null || lesson.length() != prompts.length()) {
            close();
            lesson = new AttentionLesson(net, context.compute(), constants.batch, prompts.length());
            batch = new Batch(Shape.of(constants.batch, prompts.length() + 1));
        }
        GradientOptimizer stepper = optimizer.get();
        double loss = 0;
        for (int step = 0; step < constants.gradientSteps; step++) {
            if (!prompts.next(batch)) {
                throw new PolycriticException(
                        ErrorCode.USER, ENVIRONMENT, "has ended; icl-attention needs a stream that goes on");
            }
            lesson.set(batch);
            loss += stepper.step(context.path(), net.parameters(), lesson);
        }
        context.metrics().record("loss", loss / constants.gradientSteps);
        series.record(net.heads(), context.metrics());
        return new Update((long) constants.gradientSteps * constants.batch, 0);
    }

    @Override
    public AttentionHeads heads() {
        return net.heads();
    }

    @Override
    public boolean normalised() {
        return net.form().score() != Score.LINEAR_SUM;
    }

    @Override
    public Predictor predictor(int prompts, int length) {
        Program program = context.compute()
                .compile(new Computation()
                        .output("answer", net.answer(prompts, length).outputs()));
        Prompts tokens =
                new Prompts(prompts, length, net.form().covariates(), net.form().targets());
        return new Predictor() {
            @Override
            public void predict(Batch asked, float[] into) {
                tokens.take(asked);
                program.set(AttentionNet.TOKENS, tokens.tokens, 0);
                program.set(AttentionNet.QUERY, tokens.queries, 0);
                program.run();
                program.get("answer", into, 0);
            }

            @Override
            public void close() {
                program.close();
            }
        };
    }

    @Override
    public void save(StateWriter out) {
        out.put(net.parameters());
    }

    @Override
    public void load(StateReader in) {
        in.read(net.parameters());
    }

    @Override
    public void close() {
        if (lesson != null) {
            lesson.close();
            lesson = null;
        }
    }
}
