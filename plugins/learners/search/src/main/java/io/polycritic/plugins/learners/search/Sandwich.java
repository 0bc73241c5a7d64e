package io.polycritic.plugins.learners.search;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Space;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.compression.Masks;
import io.polycritic.compression.Options;
import io.polycritic.compression.Pictures;
import io.polycritic.compression.SuperNetwork;
import io.polycritic.compression.Vit;
import io.polycritic.rl.ProgramObjective;

/** Trains a super-network by sandwich steps, see {@link SandwichLoss}. */
final class Sandwich implements SuperNetwork {
    private static final String ENVIRONMENT = "environment";

    private final Options options;
    private final Constants constants;
    private final PartContext context;
    private final Parameters parameters;
    private final Masks masks;
    private final Slot<DataStream> stream;
    private final Slot<GradientOptimizer> optimizer;
    private final RandomStream random;
    private Program program;
    private Batch batch;

    /** What the settings say; the optimizer's slot by its path. */
    record Constants(int minibatch, int gradientSteps, String optimizer) {}

    Sandwich(Options options, Constants constants, PartContext context) {
        this.options = options;
        this.constants = constants;
        this.context = context;
        this.parameters = options.family().parameters(context.random("initial"));
        this.masks = new Masks(options.family());
        this.stream = context.slot(ENVIRONMENT, DataStream.class);
        this.optimizer = context.slot(constants.optimizer, GradientOptimizer.class);
        this.random = context.random("networks");
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(ENVIRONMENT, DataStream.class, 1)
                .calls(constants.optimizer, GradientOptimizer.class, 1)
                .build();
    }

    @Override
    public Vit largest() {
        return options.family();
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /** Counts pictures as steps. */
    @Override
    public Update update() {
        if (program == null) {
            SandwichLoss loss = new SandwichLoss(options, masks, constants.minibatch);
            program = context.compute().compile(loss.computation(parameters));
        }
        DataStream pictures = stream.get();
        Space fields = pictures.spec().observation();
        String picture = Pictures.picture(fields).name();
        String label = Pictures.label(fields).name();
        double[] sums = new double[SandwichLoss.REPORTED.size()];
        for (int step = 0; step < constants.gradientSteps; step++) {
            next(pictures);
            program.set(SandwichLoss.PICTURES, batch.numbers(picture), 0);
            program.set(SandwichLoss.LABELS, batch.numbers(label), 0);
            Vit drawn = options.choice(options.space().random(random)).network();
            masks.numbers(drawn).forEach((name, numbers) -> program.set(name, numbers, 0));
            optimizer
                    .get()
                    .step(
                            context.path(),
                            parameters,
                            new ProgramObjective("sandwich", program, SandwichLoss.LOSS, SandwichLoss.GRADIENT));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += program.scalar(SandwichLoss.REPORTED.get(i));
            }
        }
        for (int i = 0; i < sums.length; i++) {
            context.metrics().record(SandwichLoss.REPORTED.get(i), sums[i] / constants.gradientSteps);
        }
        return new Update((long) constants.gradientSteps * constants.minibatch, 0);
    }

    private void next(DataStream pictures) {
        if (batch == null) {
            batch = new Batch(
                    pictures instanceof MultiViewStream
                            ? Shape.of(1, constants.minibatch)
                            : Shape.of(constants.minibatch));
        }
        if (!pictures.next(batch)) {
            throw new PolycriticException(
                    ErrorCode.USER, ENVIRONMENT, "has ended; a super-network needs a stream that goes on");
        }
    }

    @Override
    public void save(StateWriter out) {
        out.put(parameters);
    }

    @Override
    public void load(StateReader in) {
        in.read(parameters);
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
