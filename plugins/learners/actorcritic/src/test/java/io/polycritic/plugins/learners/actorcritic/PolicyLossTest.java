package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.nn.Activation;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.Actor;
import io.polycritic.rl.FeatureMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Losses and their gradients against the double oracle, central differences and formulas. */
class PolicyLossTest {
    private static final int ROWS = 5;

    /** Log-probabilities against those of the policy as it is: inside and outside of the limits, and not near them. */
    private static final float[] DIFFERENCES = {-0.4f, 0.05f, -0.05f, 0.4f, 0.15f};

    private final RandomStream random = RandomStream.of(1, "test", "losses");

    private Actor actor(Space actions) {
        FeatureMap features = new FeatureMap(Space.of(FieldSpec.numbers("x", 3)), 0);
        Actor actor = new Actor(features, ActionHead.of(actions, -0.3), new int[] {4}, Activation.TANH, random);
        random.gaussians(actor.parameters().values(), 0, actor.parameters().size());
        return actor;
    }

    private float[] gaussians(int count) {
        float[] drawn = new float[count];
        random.gaussians(drawn, 0, count);
        return drawn;
    }

    private void check(PolicyLoss loss, Space actions) {
        Actor actor = actor(actions);
        LossInputs inputs = new LossInputs(actor, ROWS);
        Map<String, Node> terms = loss.build(inputs);
        boolean category = actions.isCategory();
        float[] samples = category
                ? new float[] {0, 2, 1, 1, 0}
                : gaussians(ROWS * actor.head().width());
        Map<String, float[]> values = new java.util.HashMap<>(
                Map.of("features", gaussians(3 * ROWS), "samples", samples, "advantages", gaussians(ROWS)));
        for (String name : new String[] {Rollouts.LOG_PROBABILITY, Rollouts.REFERENCE_LOG_PROBABILITY}) {
            if (inputs.uses(name)) {
                float[] near = DIFFERENCES.clone();
                DoubleInterpreter now = new DoubleInterpreter();
                values.forEach(now::set);
                double[] log = now.evaluate(inputs.logProbability());
                for (int i = 0; i < ROWS; i++) {
                    near[i] += (float) log[i];
                }
                values.put(name, near);
            }
        }
        DoubleInterpreter at = new DoubleInterpreter();
        values.forEach(at::set);
        GradientCheck.check(at, terms.get("loss"), actor.parameters(), 1e-5);
        Computation computation = new Computation().gradient("gradient", terms.get("loss"), actor.parameters());
        terms.forEach(computation::output);
        try (Program program = CompiledCompute.withJavaBlas().compile(computation)) {
            values.forEach((name, numbers) -> program.set(name, numbers, 0));
            program.run();
            terms.forEach((name, node) -> assertEquals(at.scalar(node), program.scalar(name), 1e-4, name));
            float[] gradient = new float[actor.parameters().size()];
            program.get("gradient", gradient, 0);
            double[] exact = GradientCheck.symbolic(at, terms.get("loss"), actor.parameters());
            for (int i = 0; i < exact.length; i++) {
                assertEquals(exact[i], gradient[i], 1e-4 * Math.max(1, Math.abs(exact[i])), "parameter " + i);
            }
        }
    }

    @Test
    void gradientsMatchTheOracle() {
        Space discrete = Space.of(FieldSpec.category("a", 3));
        Space continuous = Space.of(FieldSpec.numbers("a", 2).within(-1, 1));
        for (Space actions : new Space[] {discrete, continuous}) {
            check(new ScoreLoss(0.02), actions);
            check(new ClippedLoss(0.2, 0.2, 0.01, 0), actions);
            check(new ClippedLoss(0.1, 0.3, 0, 0.5), actions);
        }
    }

    /** One row whose ratio is 2: gains end at 1 + high for a good action, and do not end for a bad one. */
    @Test
    void clippingByHand() {
        assertEquals(-1.3, clipped(0.1, 0.3, 2, 1), 1e-6);
        assertEquals(2, clipped(0.1, 0.3, 2, -1), 1e-6);
        assertEquals(-0.5, clipped(0.1, 0.3, 0.5, 1), 1e-6);
        assertEquals(0.9, clipped(0.1, 0.3, 0.5, -1), 1e-6);
    }

    private double clipped(double low, double high, double ratio, double advantage) {
        Actor actor = actor(Space.of(FieldSpec.category("a", 3)));
        LossInputs inputs = new LossInputs(actor, 1);
        Node loss = new ClippedLoss(low, high, 0, 0).build(inputs).get("policyLoss");
        DoubleInterpreter at = new DoubleInterpreter()
                .set("features", 1, 2, 3)
                .set("samples", 1)
                .set("advantages", advantage);
        at.set(Rollouts.LOG_PROBABILITY, at.evaluate(inputs.logProbability())[0] - Math.log(ratio));
        return at.scalar(loss);
    }

    /** q - log q - 1 for q = 2, weighted with 3. */
    @Test
    void divergenceByHand() {
        Actor actor = actor(Space.of(FieldSpec.category("a", 3)));
        LossInputs inputs = new LossInputs(actor, 1);
        Map<String, Node> terms = new ClippedLoss(0.2, 0.2, 0, 3).build(inputs);
        DoubleInterpreter at = new DoubleInterpreter()
                .set("features", 1, 2, 3)
                .set("samples", 1)
                .set("advantages", 0);
        double now = at.evaluate(inputs.logProbability())[0];
        at.set(Rollouts.LOG_PROBABILITY, now).set(Rollouts.REFERENCE_LOG_PROBABILITY, now + Math.log(2));
        assertEquals(1 - Math.log(2), at.scalar(terms.get("referenceKl")), 1e-9);
        assertEquals(3 * (1 - Math.log(2)), at.scalar(terms.get("loss")), 1e-6);
    }
}
