package io.polycritic.plugins.learners.imitation;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.model.ModelSource;
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
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shape;
import io.polycritic.rl.Actor;
import io.polycritic.rl.ActorPolicy;
import io.polycritic.rl.ProgramObjective;
import java.util.List;

/**
 * Maximum likelihood of demonstrated actions: minimises -mean(log pi(a|s)) - entropy H (Pomerleau, "Efficient training
 * of artificial neural networks for autonomous navigation", 1991, where the output is compared with the driver's;
 * likelihood takes the place of the squared error, which it is for a Gaussian of fixed width).
 */
final class Cloner implements PolicyLearner, ModelSource {
    private static final float[] NO_CONDITION = {};

    private final Actor actor;
    private final Constants constants;
    private final PartContext context;
    private final Slot<DataStream> demonstrations;
    private final Slot<GradientOptimizer> optimizer;
    private final Program program;
    private final ProgramObjective objective;
    private final Batch batch;
    private final float[] features;
    private final float[] samples;
    private int checked = -1;

    /** What the settings say; slots by their paths. */
    record Constants(String stream, String optimizer, int minibatch, int gradientSteps, double entropy) {}

    Cloner(Actor actor, Constants constants, PartContext context) {
        this.actor = actor;
        this.constants = constants;
        this.context = context;
        this.demonstrations = context.slot(constants.stream, DataStream.class);
        this.optimizer = context.slot(constants.optimizer, GradientOptimizer.class);
        this.program = context.compute().compile(computation(actor, constants));
        this.objective = new ProgramObjective("cloning", program, "loss", "gradient");
        this.batch = new Batch(Shape.of(constants.minibatch));
        this.features = new float[constants.minibatch * actor.features().width()];
        this.samples = new float[constants.minibatch * actor.head().width()];
    }

    private static Computation computation(Actor actor, Constants constants) {
        int rows = constants.minibatch;
        Node outputs =
                actor.outputs(Graphs.input("features", rows, actor.features().width()));
        Node log = actor.head()
                .logProbability(actor.parameters(), outputs, actor.head().input("samples", rows));
        Node likelihood = Reduce.mean(log);
        Node entropy = actor.head().entropy(actor.parameters(), outputs);
        Node loss =
                Elementwise.negate(Elementwise.add(likelihood, Elementwise.scale(entropy, (float) constants.entropy)));
        return new Computation()
                .output("loss", loss)
                .output("logLikelihood", likelihood)
                .output("entropy", entropy)
                .gradient("gradient", loss, actor.parameters());
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(constants.stream, DataStream.class, 1)
                .calls(constants.optimizer, GradientOptimizer.class, 1)
                .build();
    }

    /** Counts the demonstrated steps that were read as steps. */
    @Override
    public Update update() {
        DataStream stream = demonstrations.get();
        if (checked != demonstrations.generation()) {
            require(stream.spec().observation());
            checked = demonstrations.generation();
        }
        GradientOptimizer stepper = optimizer.get();
        double likelihood = 0;
        double entropy = 0;
        for (int step = 0; step < constants.gradientSteps; step++) {
            if (!stream.next(batch)) {
                throw new PolycriticException(
                        ErrorCode.USER, constants.stream, "has ended; a learner that clones needs one that goes on");
            }
            set();
            stepper.step(context.path(), actor.parameters(), objective);
            likelihood += program.scalar("logLikelihood");
            entropy += program.scalar("entropy");
        }
        context.metrics().record("logLikelihood", likelihood / constants.gradientSteps);
        context.metrics().record("entropy", entropy / constants.gradientSteps);
        double logStd = actor.head().logStd(actor.parameters());
        if (!Double.isNaN(logStd)) {
            context.metrics().record("logStd", logStd);
        }
        return new Update((long) constants.gradientSteps * constants.minibatch, 0);
    }

    private void set() {
        float[] observations = batch.numbers(Fields.OBSERVATION);
        int o = context.environment().observation().width();
        int f = actor.features().width();
        actor.features().learn(observations, constants.minibatch);
        for (int row = 0; row < constants.minibatch; row++) {
            actor.features().write(observations, row * o, NO_CONDITION, 0, features, row * f);
        }
        actor.head().samples(batch.numbers(Fields.ACTION), constants.minibatch, samples);
        program.set("features", features, 0);
        program.set("samples", samples, 0);
    }

    /** Refuses a stream whose rows are no observations and actions of the environment. */
    private void require(Space fields) {
        EnvironmentSpec world = context.environment();
        require(fields, Fields.OBSERVATION, world.observation().width());
        require(fields, Fields.ACTION, world.action().width());
    }

    private void require(Space fields, String name, int width) {
        int found = fields.has(name) ? fields.field(name).width() : 0;
        if (found != width) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    constants.stream,
                    "has " + found + " numbers a row in the field '" + name + "', the environment has " + width);
        }
    }

    @Override
    public Space condition() {
        return Space.EMPTY;
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        return new ActorPolicy(
                actor,
                context.compute(),
                rows,
                context.environment().observation().width(),
                0,
                mode == Mode.EXPLORE ? context.random("policy") : null);
    }

    @Override
    public List<GraphModel> models(int rows) {
        return List.of(actor.model(rows, context.environment().observation().width(), 0));
    }

    @Override
    public void save(StateWriter out) {
        out.put(actor.parameters());
        actor.features().save(out, "observations");
    }

    @Override
    public void load(StateReader in) {
        in.read(actor.parameters());
        actor.features().load(in, "observations");
    }

    @Override
    public void close() {
        program.close();
    }
}
