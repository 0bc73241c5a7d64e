package io.polycritic.engine;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import java.util.List;

/** A policy, and an evaluator that lets it act, with or without a film. */
final class FilmedPlugins {
    private FilmedPlugins() {}

    @interface NoConfig {}

    @interface EvaluatorConfig {
        @Setting("Whether it has its first lane filmed.")
        boolean films() default true;
    }

    static final class Learners implements LearnerFactory<NoConfig> {
        @Override
        public Class<NoConfig> configType() {
            return NoConfig.class;
        }

        @Override
        public Class<? extends Learner> partType() {
            return PolicyLearner.class;
        }

        @Override
        public String description() {
            return "Always names the same class; describes what it saw to critics.";
        }

        @Override
        public Learner create(NoConfig config, PartContext context) {
            return new Acting(context);
        }
    }

    private static final class Acting implements PolicyLearner {
        private final PartContext context;
        private final Parameters parameters = Parameters.builder("policy")
                .add("w", (values, offset, shape) -> values[offset] = 0, 1)
                .build();

        Acting(PartContext context) {
            this.context = context;
        }

        @Override
        public Update update() {
            Lane lane = context.slot("environment", World.class).get().lanes(1).get(0);
            lane.reset();
            lane.step(new float[] {context.random("act").nextInt(4)}, 0);
            parameters.values()[0] +=
                    0.5f * lane.signals()[0] + (float) context.random("walk").nextGaussian();
            return new Update(1, 1);
        }

        @Override
        public Space condition() {
            return Space.of(FieldSpec.numbers("skill", 2));
        }

        @Override
        public Policy policy(int rows, Mode mode) {
            return new Policy() {
                @Override
                public void act(float[] observations, float[] conditions, float[] actions) {
                    java.util.Arrays.fill(actions, 1);
                }

                @Override
                public void close() {
                    // Holds nothing.
                }
            };
        }

        @Override
        public void describe(Batch batch) {
            float[] seen = batch.put(FieldSpec.numbers("seen"));
            System.arraycopy(batch.numbers("skill"), 0, seen, 0, 1);
        }

        @Override
        public Wiring wiring() {
            return Wiring.builder()
                    .offers(FieldSpec.numbers("seen"))
                    .calls("environment", World.class, 1)
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
    }

    static final class Evaluators implements EvaluatorFactory<EvaluatorConfig> {
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
            return "The return of an episode.";
        }

        @Override
        public Evaluator create(EvaluatorConfig config, PartContext context) {
            return new Watching(config.films());
        }
    }

    private record Watching(boolean films) implements Evaluator {
        @Override
        public List<Measure> evaluate(Subject subject) {
            Lane lane = subject.world().lanes(1).get(0);
            Lane acted = films ? subject.film(lane, () -> new float[] {3, 4}) : lane;
            acted.reset();
            double sum = 0;
            for (Ending ending = Ending.RUNNING; ending == Ending.RUNNING; ) {
                ending = acted.step(new float[] {1}, 0);
                sum += acted.signals()[0];
            }
            return List.of(new Measure("return", "", Measure.Better.HIGHER, sum));
        }

        @Override
        public Wiring wiring() {
            return Wiring.builder().calls("learner", PolicyLearner.class, 1).build();
        }

        @Override
        public void save(StateWriter out) {
            // There is no state.
        }

        @Override
        public void load(StateReader in) {
            // There is no state.
        }
    }
}
