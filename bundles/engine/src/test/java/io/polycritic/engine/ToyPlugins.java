package io.polycritic.engine;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.IdentityWorld;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.Plugin;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.osgi.framework.Version;

/** The smallest plugins of each kind whose parts have state, use random numbers and depend on one another. */
final class ToyPlugins {
    private ToyPlugins() {}

    /** A catalog with all of them. */
    static Catalog catalog() {
        Catalog catalog = Catalog.standalone();
        add(catalog, Kind.ENVIRONMENT, "toy-world", new ToyWorlds());
        add(catalog, Kind.LEARNER, "toy-learner", new ToyLearners());
        add(catalog, Kind.CRITIC, "toy-critic", new ToyCritics());
        add(catalog, Kind.EVALUATOR, "toy-evaluator", new ToyEvaluators(() -> {}));
        return catalog;
    }

    static Plugin add(Catalog catalog, Kind kind, String id, PartFactory<?, ?> factory) {
        return catalog.add(kind, id, new Version(1, 0, 0), "toys", factory);
    }

    @interface NoConfig {}

    enum Failure {
        THROW,
        HANG,
        NAN,
        LEAK_THREAD,
        THROW_AT_CREATE,
        THROW_AT_IMPORT,
        HANG_AT_IMPORT
    }

    @interface CriticConfig {
        @Setting(value = "How fast the critic moves.", min = 0, max = 1, live = true)
        double rate() default 0.5;

        @Setting(value = "Parameters of the critic.", min = 1, max = 64)
        int width() default 3;

        @Setting(value = "The update at which it fails; 0 for never.", min = 0)
        int failAt() default 0;

        @Setting("How it fails.")
        Failure failure() default Failure.THROW;
    }

    static final class ToyWorlds implements EnvironmentFactory<NoConfig> {
        @Override
        public Class<NoConfig> configType() {
            return NoConfig.class;
        }

        @Override
        public Class<? extends Environment> partType() {
            return World.class;
        }

        @Override
        public String description() {
            return "Shows a class to be named.";
        }

        @Override
        public Environment create(NoConfig config, PartContext context) {
            return new IdentityWorld(4, 5, context);
        }
    }

    static final class ToyLearners implements LearnerFactory<NoConfig> {
        /** Filled by a test to make updates wait for it. */
        final Semaphore gate;

        /** Filled by a test to make the closing of a learner that was used wait for it. */
        final Semaphore closing;

        ToyLearners() {
            this(null);
        }

        ToyLearners(Semaphore gate) {
            this(gate, null);
        }

        ToyLearners(Semaphore gate, Semaphore closing) {
            this.gate = gate;
            this.closing = closing;
        }

        @Override
        public Class<NoConfig> configType() {
            return NoConfig.class;
        }

        @Override
        public Class<? extends Learner> partType() {
            return Learner.class;
        }

        @Override
        public String description() {
            return "Walks at random, pulled by its critics.";
        }

        @Override
        public Learner create(NoConfig config, PartContext context) {
            return new ToyLearner(context, gate, closing);
        }
    }

    /** Takes ten steps in two lanes and mixes everything that it sees into its parameters. */
    private static final class ToyLearner implements Learner {
        private final PartContext context;
        private final Semaphore gate;
        private final Semaphore closing;
        private final Parameters parameters;
        private final Batch batch = new Batch(Shape.of(10, 2));
        private boolean used;

        ToyLearner(PartContext context, Semaphore gate, Semaphore closing) {
            this.context = context;
            this.gate = gate;
            this.closing = closing;
            this.parameters = Parameters.builder("policy")
                    .add(
                            "w",
                            (values, offset, shape) -> context.random("init").gaussians(values, offset, shape.size()),
                            4)
                    .build();
        }

        @Override
        public Update update() {
            if (gate != null) {
                gate.acquireUninterruptibly();
            }
            used = true;
            List<Lane> lanes = context.slot("environment", World.class).get().lanes(2);
            float[] seen = batch.put(FieldSpec.numbers("seen"));
            float[] w = parameters.values();
            for (int t = 0; t < 10; t++) {
                for (int l = 0; l < 2; l++) {
                    Lane lane = lanes.get(l);
                    if (t % 5 == 0) {
                        lane.reset();
                    }
                    float[] action = {context.random("act").nextInt(4)};
                    Ending ending = lane.step(action, 0);
                    seen[2 * t + l] = lane.signals()[0] + ending.ordinal();
                    w[(int) action[0]] += 0.01f * lane.signals()[0];
                }
            }
            for (Slot<ScoringCritic> critic : context.slots(Kind.CRITIC, ScoringCritic.class)) {
                critic.get().score(batch);
                w[0] += (float) critic.weight() * batch.numbers("advantages." + critic.name())[0];
                critic.get().learn(batch);
            }
            context.metrics().record("w0", w[0]);
            return new Update(20, 4);
        }

        @Override
        public Wiring wiring() {
            return Wiring.builder()
                    .offers(FieldSpec.numbers("seen"))
                    .calls("environment", World.class, 1)
                    .calls("critics.*", ScoringCritic.class, 1)
                    .build();
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
            if (used && closing != null) {
                closing.acquireUninterruptibly();
            }
        }
    }

    static final class ToyCritics implements CriticFactory<CriticConfig> {
        @Override
        public Class<CriticConfig> configType() {
            return CriticConfig.class;
        }

        @Override
        public Class<? extends Critic> partType() {
            return ScoringCritic.class;
        }

        @Override
        public String description() {
            return "Follows the mean of what is seen.";
        }

        @Override
        public Critic create(CriticConfig config, PartContext context) {
            return new ToyCritic(config, context);
        }
    }

    private static final class ToyCritic implements ScoringCritic {
        private final CriticConfig config;
        private final PartContext context;
        private final Parameters parameters;
        private final long[] learned = new long[1];

        ToyCritic(CriticConfig config, PartContext context) {
            this.config = config;
            this.context = context;
            if (config.failure() == Failure.THROW_AT_CREATE) {
                throw new ArithmeticException("as the test has asked for");
            }
            this.parameters = Parameters.builder("value")
                    .add(
                            "v",
                            (values, offset, shape) -> context.random("init").gaussians(values, offset, shape.size()),
                            config.width())
                    .build();
        }

        @Override
        public void score(Batch batch) {
            float[] advantages = batch.put(FieldSpec.numbers("advantages." + context.name()));
            java.util.Arrays.fill(advantages, parameters.values()[0]);
        }

        private void fail() {
            switch (config.failure()) {
                case HANG -> {
                    try {
                        new Semaphore(0).acquire();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                case NAN -> parameters.values()[0] = Float.NaN;
                case LEAK_THREAD -> {
                    Thread thread = new Thread(() -> new Semaphore(0).acquireUninterruptibly(), "left-behind");
                    thread.setDaemon(true);
                    thread.start();
                }
                default -> throw new ArithmeticException("as the test has asked for");
            }
        }

        @Override
        public void learn(Batch batch) {
            if (++learned[0] == config.failAt()) {
                fail();
            }
            float mean = 0;
            for (float value : batch.numbers("seen")) {
                mean += value / batch.rows();
            }
            float noise = (float) context.random("noise").nextGaussian() * 0.01f;
            for (int i = 0; i < parameters.size(); i++) {
                parameters.values()[i] +=
                        (float) config.rate() * (mean + noise - parameters.values()[i]);
            }
            context.metrics().record("loss", mean);
            context.metrics().record("rate", config.rate());
        }

        @Override
        public Wiring wiring() {
            return Wiring.builder()
                    .needs(FieldSpec.numbers("seen"))
                    .offers(FieldSpec.numbers("advantages." + context.name()))
                    .build();
        }

        @Override
        public void save(StateWriter out) {
            out.put(parameters);
            out.put("learned", learned);
        }

        @Override
        public void load(StateReader in) {
            if (config.failure() == Failure.HANG_AT_IMPORT) {
                new Semaphore(0).acquireUninterruptibly();
            }
            if (config.failure() == Failure.THROW_AT_IMPORT) {
                throw new ArithmeticException("as the test has asked for");
            }
            in.read(parameters);
            in.read("learned", learned);
        }
    }

    @interface EvaluatorConfig {
        @Setting("Whether it never comes back.")
        boolean hangs() default false;
    }

    /**
     * Makes evaluators.
     *
     * @param before what they do before they measure
     */
    record ToyEvaluators(Runnable before) implements EvaluatorFactory<EvaluatorConfig> {
        @Override
        public Class<EvaluatorConfig> configType() {
            return EvaluatorConfig.class;
        }

        @Override
        public Class<? extends Evaluator> partType() {
            return Evaluator.class;
        }

        @Override
        public String description() {
            return "Reads the learner's steps.";
        }

        @Override
        public Evaluator create(EvaluatorConfig config, PartContext context) {
            return new ToyEvaluator(config.hangs(), before);
        }
    }

    private record ToyEvaluator(boolean hangs, Runnable before) implements Evaluator {
        @Override
        public List<Measure> evaluate(Subject subject) {
            before.run();
            if (hangs) {
                new Semaphore(0).acquireUninterruptibly();
            }
            subject.world().lanes(1).get(0).reset();
            boolean learner = subject.part("learner", Learner.class).isPresent();
            return List.of(new Measure("steps", "steps", Measure.Better.NEITHER, learner ? subject.steps() : -1));
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }
}
