package io.polycritic.plugins.learners.language;

import io.polycritic.api.environment.DataStream;
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
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shape;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.Text;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSpace;
import io.polycritic.rl.ProgramObjective;

/**
 * Maximum likelihood of given responses: minimises the mean of -log pi(y_t | x, y_before t) over all their tokens
 * (Stiennon et al., "Learning to summarize from human feedback", 2020, section 3.4, where it is the first stage).
 */
final class SupervisedLearner implements TextPolicy {
    private static final String ENVIRONMENT = "environment";
    private static final String TEXT = "text";

    private final PartContext context;
    private final TextSpace space;
    private final LanguageModel model;
    private final int gradientSteps;
    private final String optimizer;
    private final Slot<DataStream> texts;
    private final Program program;
    private final ProgramObjective objective;
    private final Batch batch;

    SupervisedLearner(
            PartContext context,
            TextSpace space,
            LanguageModel model,
            int minibatch,
            int gradientSteps,
            String optimizer) {
        this.context = context;
        this.space = space;
        this.model = model;
        this.gradientSteps = gradientSteps;
        this.optimizer = "optimizers." + optimizer;
        this.texts = context.slot(ENVIRONMENT, DataStream.class);
        Text text = Text.input(TEXT, minibatch, space);
        Node loss = Elementwise.negate(
                Elementwise.divide(Reduce.sum(model.logProbabilities(text)), Reduce.sum(text.counts())));
        this.program = context.compute()
                .compile(new Computation().output("loss", loss).gradient("gradient", loss, model.parameters()));
        this.objective = new ProgramObjective("likelihood", program, "loss", "gradient");
        this.batch = new Batch(Shape.of(minibatch));
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(ENVIRONMENT, DataStream.class, 1)
                .calls(optimizer, GradientOptimizer.class, 1)
                .build();
    }

    /** Counts the texts that were read as steps. */
    @Override
    public Update update() {
        DataStream stream = texts.get();
        GradientOptimizer stepper =
                context.slot(optimizer, GradientOptimizer.class).get();
        double loss = 0;
        for (int step = 0; step < gradientSteps; step++) {
            if (!stream.next(batch)) {
                throw new PolycriticException(
                        ErrorCode.USER, ENVIRONMENT, "has ended; supervised learning needs a stream that goes on");
            }
            Text.set(program, TEXT, batch.numbers(TextSpace.PROMPT), batch.numbers(TextSpace.RESPONSE));
            loss += stepper.step(context.path(), model.parameters(), objective);
        }
        context.metrics().record("loss", loss / gradientSteps);
        return new Update((long) gradientSteps * batch.rows(), 0);
    }

    @Override
    public TextSpace space() {
        return space;
    }

    @Override
    public LanguageModel languageModel() {
        return model;
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
        program.close();
    }
}
