package io.polycritic.plugins.optimizers.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.TestRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stays of moments when owners, optimizers or parameters change. */
class KeptMomentsTest {
    private static final Map<String, ?> FAST = Map.of("learningRate", 0.1, "momentum", 0.9);

    private final TestRun run = new TestRun(1, null, null);

    private GradientOptimizer make(OptimizerFactory<?> factory, Map<String, ?> config) {
        return (GradientOptimizer) new TestRun(1, null, null).add("optimizers.test", factory, config);
    }

    private static void step(GradientOptimizer optimizer, String owner, Parameters x, int times) {
        for (int i = 0; i < times; i++) {
            optimizer.step(owner, x, new Quadratic(x, 1));
        }
    }

    private GradientOptimizer loaded(OptimizerFactory<?> factory, Map<String, ?> config, GradientOptimizer from) {
        GradientOptimizer made = make(factory, config);
        made.load(State.of(from).reader(new State.Report()));
        return made;
    }

    @Test
    void momentsAreKeptByOwnerAndForgotten() {
        Parameters mine = Quadratic.start("x", 1f);
        Parameters other = Quadratic.start("x", 1f);
        GradientOptimizer sgd = make(new Sgd(), FAST);
        step(sgd, "critics.a", mine, 1);
        step(sgd, "critics.b", other, 1);
        assertEquals(mine.values()[0], other.values()[0], 0, "b must not see the momentum of a");
        sgd.forget("critics.a");
        step(sgd, "critics.a", mine, 1);
        step(sgd, "critics.b", other, 1);
        assertEquals(0.81, mine.values()[0], 1e-6);
        assertNotEquals(mine.values()[0], other.values()[0]);
    }

    @Test
    void aRenamedOwnerGoesOnAndTheOtherOnesMomentsAreForgotten() {
        GradientOptimizer sgd = make(new Sgd(), FAST);
        Parameters x = Quadratic.start("x", 1f);
        Parameters old = Quadratic.start("x", 5f);
        step(sgd, "critics.a", old, 1);
        step(sgd, "critics.a.next", x, 1);
        sgd.rename("critics.a.next", "critics.a");
        assertEquals(
                java.util.Set.of(
                        "critics.a/x/steps",
                        "critics.a/x/layout",
                        "critics.a/x/momentum",
                        "critics.a/x/momentum.weight"),
                State.of(sgd).values().keySet());
        step(sgd, "critics.a", x, 1);
        assertEquals(0.9 - 0.1 * (0.9 + 0.9), x.values()[0], 1e-6);
        sgd.rename("critics.nobody", "critics.a");
        assertEquals(0, State.of(sgd).values().size(), "who gets what nobody has, has nothing");
    }

    @Test
    void aCopyGoesOnByItself() {
        GradientOptimizer adam = make(new Adam(), Map.of("learningRate", 0.1));
        Parameters x = Quadratic.start("x", 1f);
        step(adam, "critics.a", x, 3);
        adam.copy("critics.a.next", "critics.a");
        Parameters y = Quadratic.start("x", x.values().clone());
        step(adam, "critics.a.next", y, 3);
        step(adam, "critics.a", x, 3);
        assertArrayEquals(x.values(), y.values());
    }

    /** With weight decay 0 the two are the same rule. */
    @Test
    void adamAndAdamWHaveBothMomentsInCommon() {
        Map<String, ?> config = Map.of("learningRate", 0.1);
        Parameters x = Quadratic.start("x", 1f);
        GradientOptimizer adam = make(new Adam(), config);
        step(adam, "learner", x, 5);
        GradientOptimizer adamw = loaded(new AdamW(), Map.of("learningRate", 0.1, "weightDecay", 0), adam);
        Parameters y = Quadratic.start("x", x.values().clone());
        step(adam, "learner", x, 5);
        step(adamw, "learner", y, 5);
        assertArrayEquals(x.values(), y.values());
        step(loaded(new Adam(), config, adamw), "learner", y, 1);
        step(adam, "learner", x, 1);
        assertArrayEquals(x.values(), y.values());
    }

    /** The mean square of RMSProp is Adam's second moment, divided by the weight that RMSProp has given it. */
    @Test
    void adamTakesTheMeanSquareOfRmsProp() {
        Parameters x = Quadratic.start("x", 1f);
        GradientOptimizer rmsprop = make(new RmsProp(), Map.of("learningRate", 0.01, "alpha", 0.9));
        double v = 0;
        for (int t = 0; t < 4; t++) {
            double g = x.values()[0];
            v = 0.9 * v + 0.1 * g * g;
            step(rmsprop, "learner", x, 1);
        }
        double weight = 1 - Math.pow(0.9, 4);
        GradientOptimizer adam = loaded(new Adam(), Map.of("learningRate", 0.1, "beta1", 0.5), rmsprop);
        double p = x.values()[0];
        double m = 0;
        for (int t = 1; t <= 3; t++) {
            m = 0.5 * m + 0.5 * p;
            v = 0.999 * v + 0.001 * p * p;
            weight = 0.999 * weight + 0.001;
            p -= 0.1 * m / (1 - Math.pow(0.5, t)) / (Math.sqrt(v / weight) + 1e-8);
            step(adam, "learner", x, 1);
            assertEquals(p, x.values()[0], 1e-5);
        }
    }

    @Test
    void rmsPropTakesTheSecondMomentOfAdam() {
        Parameters x = Quadratic.start("x", 1f);
        GradientOptimizer adam = make(new Adam(), Map.of("learningRate", 0.01));
        double v = 0;
        for (int t = 0; t < 4; t++) {
            v = 0.999 * v + 0.001 * x.values()[0] * x.values()[0];
            step(adam, "learner", x, 1);
        }
        GradientOptimizer rmsprop = loaded(new RmsProp(), Map.of("learningRate", 0.01, "alpha", 0.9), adam);
        double p = x.values()[0];
        v = 0.9 * v + 0.1 * p * p;
        p -= 0.01 * p / Math.sqrt(v + 1e-5);
        step(rmsprop, "learner", x, 1);
        assertEquals(p, x.values()[0], 1e-5);
    }

    /** A velocity is a sum of gradients: neither a mean of them nor a mean of squares. */
    @Test
    void aVelocityIsNotTakenForAMoment() {
        for (OptimizerFactory<?> other : List.of(new Adam(), new RmsProp())) {
            Parameters x = Quadratic.start("x", 1f);
            GradientOptimizer first = make(other, Map.of());
            first.step("learner", x, new Quadratic(x, 100));
            GradientOptimizer sgd = loaded(new Sgd(), FAST, first);
            float before = x.values()[0];
            step(sgd, "learner", x, 1);
            assertEquals(0.9 * before, x.values()[0], 1e-6);
        }
        Parameters x = Quadratic.start("x", 1f);
        GradientOptimizer sgd = make(new Sgd(), FAST);
        step(sgd, "learner", x, 1);
        GradientOptimizer adam = loaded(new Adam(), Map.of("learningRate", 0.1), sgd);
        float before = x.values()[0];
        step(adam, "learner", x, 1);
        assertEquals(before - 0.1, x.values()[0], 1e-5, "the first step of Adam has the length of its rate");
    }

    /** The schedule of the rate goes on where it was, whatever rule follows. */
    @Test
    void stepsAreCountedOnThroughAChangeOfType() {
        Parameters x = Quadratic.start("x", 1f);
        GradientOptimizer adam = make(new Adam(), Map.of());
        step(adam, "learner", x, 5);
        GradientOptimizer sgd =
                (GradientOptimizer) run.add("optimizers.test", new Sgd(), Map.of("learningRate", 1, "decaySteps", 10));
        sgd.load(State.of(adam).reader(new State.Report()));
        step(sgd, "learner", x, 1);
        assertEquals(0.5, run.metrics().get("optimizers.test/learningRate"), 1e-9);
    }

    private static Parameters of(int rows, int columns) {
        Parameters.Initializer ones =
                (values, offset, shape) -> java.util.Arrays.fill(values, offset, offset + shape.size(), 1);
        return Parameters.builder("net").add("w", ones, rows, columns).build();
    }

    /** Six numbers either way, but other ones. */
    @Test
    void momentsOfAnotherShapeAreNotCarried() {
        for (boolean saved : new boolean[] {false, true}) {
            GradientOptimizer sgd = make(new Sgd(), FAST);
            Parameters before = of(2, 3);
            sgd.step("critics.a", before, new Quadratic(before, 1, 1, 1, 1, 1, 1));
            GradientOptimizer after = saved ? loaded(new Sgd(), FAST, sgd) : sgd;
            Parameters same = of(2, 3);
            after.step("critics.a", same, new Quadratic(same, 1, 1, 1, 1, 1, 1));
            assertEquals(1 - 0.1 * 1.9, same.values()[0], 1e-6);
            Parameters turned = of(3, 2);
            after.step("critics.a", turned, new Quadratic(turned, 1, 1, 1, 1, 1, 1));
            assertEquals(0.9, turned.values()[0], 1e-6);
        }
    }
}
