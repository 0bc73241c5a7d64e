package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.nn.Activation;
import io.polycritic.plugins.optimizers.gradient.Sgd;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.Actor;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.Minibatches;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CriticConflictTest {
    private static final int ROWS = 6;
    private static final double[] WEIGHTS = {2, -1, 0.5};
    private static final List<String> NAMES = List.of("a", "b", "c");

    private final RandomStream random = RandomStream.of(1, "test", "conflict");

    private float[] gaussians(int count) {
        float[] drawn = new float[count];
        random.gaussians(drawn, 0, count);
        return drawn;
    }

    /** A run whose critics {@code critics.<name>} are called by nobody. */
    private static List<Slot<ScoringCritic>> critics(TestRun run) {
        for (int k = 0; k < NAMES.size(); k++) {
            run.seat("critics." + NAMES.get(k), new Opinion(NAMES.get(k), 0));
            run.weight("critics." + NAMES.get(k), WEIGHTS[k]);
        }
        return run.context("learner").slots(Kind.CRITIC, ScoringCritic.class);
    }

    /** A small policy, a loss of it, and everything that the loss is computed from. */
    private final class Trial {
        final Map<String, float[]> values =
                new HashMap<>(Map.of("features", gaussians(3 * ROWS), "samples", gaussians(2 * ROWS)));
        final DoubleInterpreter at = new DoubleInterpreter();
        final Batch batch = new Batch(Shape.of(ROWS, 1));
        final Actor actor;
        final Map<String, Node> terms;

        Trial(PolicyLoss loss) {
            FeatureMap features = new FeatureMap(Space.of(FieldSpec.numbers("x", 3)), 0);
            ActionHead head = ActionHead.of(Space.of(FieldSpec.numbers("a", 2).within(-1, 1)), -0.3);
            actor = new Actor(features, head, new int[] {4}, Activation.TANH, random);
            random.gaussians(actor.parameters().values(), 0, actor.parameters().size());
            LossInputs inputs = new LossInputs(actor, ROWS);
            terms = loss.build(inputs);
            values.forEach(at::set);
            if (inputs.uses(Rollouts.LOG_PROBABILITY)) {
                float[] before = new float[ROWS];
                double[] now = at.evaluate(inputs.logProbability());
                for (int row = 0; row < ROWS; row++) {
                    before[row] = (float) now[row];
                }
                values.put(Rollouts.LOG_PROBABILITY, before);
                at.set(Rollouts.LOG_PROBABILITY, before);
            }
            for (String name : NAMES) {
                float[] judged = batch.put(FieldSpec.numbers(Fields.advantages(name)));
                random.gaussians(judged, 0, ROWS);
            }
        }

        /** What is measured with the compiled loss. */
        Map<String, Double> measured(PolicyLoss loss, Advantages advantages) {
            Map<String, Double> metrics = new TreeMap<>();
            try (TestRun run = new TestRun(1, null, null);
                    Program program = CompiledCompute.withJavaBlas()
                            .compile(new Computation()
                                    .output("loss", terms.get("loss"))
                                    .gradient(PolicyTrainer.GRADIENT, terms.get("loss"), actor.parameters()))) {
                List<Slot<ScoringCritic>> critics = critics(run);
                float[] judged = new float[ROWS];
                advantages.judge(batch, critics, List.of(), metrics::put, judged);
                Minibatches split = new Minibatches(ROWS, ROWS);
                split.shuffle(random);
                values.forEach((name, numbers) -> {
                    float[] dealt = numbers.clone();
                    split.gather(0, numbers, dealt.length / ROWS, dealt);
                    program.set(name, dealt, 0);
                });
                Method method = new Method("test", advantages, loss, 1, ROWS, 1, "optimizers.actor");
                int size = actor.parameters().size();
                CriticConflict conflict = new CriticConflict(method, size, ROWS, metrics::put);
                conflict.next(critics);
                conflict.measure(program, batch, split, judged);
            }
            return metrics;
        }

        /** The gradient of a critic's term by central differences in double precision, from the definition. */
        double[] gradient(int critic, boolean normalise) {
            float[] judged = batch.numbers(Fields.advantages(NAMES.get(critic)));
            at.set(LossInputs.ADVANTAGES, term(judged, WEIGHTS[critic] / 3.5, normalise));
            return GradientCheck.numeric(at, terms.get("policyLoss"), actor.parameters());
        }
    }

    private void matchesCentralDifferences(PolicyLoss loss, boolean normalise) {
        Trial trial = new Trial(loss);
        Map<String, Double> metrics = trial.measured(loss, new CriticAdvantages(9, normalise));
        double[][] gradients = new double[3][];
        double[] together = new double[trial.actor.parameters().size()];
        for (int k = 0; k < 3; k++) {
            gradients[k] = trial.gradient(k, normalise);
            for (int i = 0; i < together.length; i++) {
                together[i] += gradients[k][i];
            }
        }
        for (int a = 0; a < 3; a++) {
            String name = NAMES.get(a);
            assertEquals(norm(gradients[a]), metrics.get("gradientNorm." + name), 1e-4);
            double share = product(gradients[a], together) / product(together, together);
            assertEquals(share, metrics.get("gradientShare." + name), 1e-4);
            for (int b = a + 1; b < 3; b++) {
                double cosine = product(gradients[a], gradients[b]) / norm(gradients[a]) / norm(gradients[b]);
                assertEquals(cosine, metrics.get("gradientCosine." + name + "." + NAMES.get(b)), 1e-4);
            }
        }
    }

    private static double[] term(float[] advantages, double share, boolean normalise) {
        double mean = 0;
        double square = 0;
        for (float advantage : advantages) {
            mean += advantage / ROWS;
            square += advantage * (double) advantage / ROWS;
        }
        double[] term = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double own = normalise ? (advantages[row] - mean) / Math.sqrt(square - mean * mean) : advantages[row];
            term[row] = share * own;
        }
        return term;
    }

    private static double product(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double norm(double[] x) {
        return Math.sqrt(product(x, x));
    }

    @Test
    void gradientsAreThoseOfTheCriticsTermsAlone() {
        matchesCentralDifferences(new ClippedLoss(0.2, 0.2, 0.3, 0), true);
        matchesCentralDifferences(new ClippedLoss(0.2, 0.2, 0, 0), false);
        matchesCentralDifferences(new ScoreLoss(0.1), false);
    }

    /** Two critics of the same opinion, the second one with a sign; the policy takes one step of length 1. */
    private static TestRun twoOpinions(double weight, double sign) {
        TestRun run = SmallRuns.empty();
        run.add("optimizers.actor", new Sgd(), Map.of("learningRate", 1));
        run.seat("critics.task", new Opinion("task", 1));
        run.seat("critics.safety", new Opinion("safety", sign));
        run.weight("critics.task", 3);
        run.weight("critics.safety", weight);
        SmallRuns.learner(
                run,
                new MultiCriticPpo(),
                Map.of("epochs", 1, "minibatch", 160, "lanes", 8, "horizon", 20, "entropy", 0, "conflictEvery", 1));
        return run;
    }

    @Test
    void criticsThatSayTheSameOrTheOpposite() {
        try (TestRun same = twoOpinions(1, 1);
                TestRun opposed = twoOpinions(1, -1);
                TestRun turned = twoOpinions(-1, 1)) {
            for (TestRun run : List.of(same, opposed, turned)) {
                float[] before = SmallRuns.parameters(run, "learner");
                SmallRuns.update(run, 1);
                Map<String, Double> found = run.metrics();
                double side = run == same ? 1 : -1;
                assertEquals(side, found.get("learner/gradientCosine.task.safety"), 1e-6);
                assertEquals(3 / (3 + side), found.get("learner/gradientShare.task"), 1e-4);
                assertEquals(side / (3 + side), found.get("learner/gradientShare.safety"), 1e-4);
                double task = found.get("learner/gradientNorm.task");
                assertEquals(task / 3, found.get("learner/gradientNorm.safety"), 1e-5 * task);
                float[] after = SmallRuns.parameters(run, "learner");
                double square = 0;
                for (int i = 0; i < before.length; i++) {
                    square += Math.pow(after[i] - before[i], 2);
                }
                assertEquals(task * (3 + side) / 3, Math.sqrt(square), 1e-3 * task, "the step that is taken");
            }
        }
    }

    private static TestRun measured(int every) {
        TestRun run = SmallRuns.twoCritics(10);
        SmallRuns.learner(run, new MultiCriticPpo(), Map.of("conflictEvery", every));
        return run;
    }

    @Test
    void measuringChangesNothing() {
        try (TestRun on = measured(1);
                TestRun off = measured(0)) {
            SmallRuns.update(on, 5);
            SmallRuns.update(off, 5);
            Map<String, State> expected = off.save();
            on.save().forEach((path, state) -> state.values()
                    .forEach((name, value) -> assertArrayEquals(
                            new Object[] {expected.get(path).values().get(name)}, new Object[] {value}, path + name)));
            assertTrue(on.metrics().keySet().containsAll(off.metrics().keySet()));
            off.metrics()
                    .forEach((name, value) -> assertEquals(value, on.metrics().get(name), name));
            assertFalse(off.metrics().containsKey("learner/gradientCosine.task.cost"));
            double shares = on.metrics().get("learner/gradientShare.task")
                    + on.metrics().get("learner/gradientShare.cost");
            assertEquals(1, shares, 1e-4);
        }
    }

    @Test
    void oneCriticIsNotMeasured() {
        try (TestRun run = SmallRuns.single(new MultiCriticPpo(), Map.of("conflictEvery", 1))) {
            SmallRuns.update(run, 2);
            assertFalse(run.metrics().containsKey("learner/gradientNorm.task"));
        }
    }
}
