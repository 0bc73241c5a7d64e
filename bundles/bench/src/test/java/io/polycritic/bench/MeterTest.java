package io.polycritic.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.BenchMeasurement;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.compute.CompiledCompute;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final Effort SHORT = new Effort(3, 4, 0.02, 4, 0.05, 0.1);

    private final CompiledCompute compute = CompiledCompute.withJavaBlas();

    @Test
    void figuresOfTrainingStepsFitTogether() throws Exception {
        Model model = Models.regressions(2, 16, 32);
        GradientDescent descent = new GradientDescent(model.parameters().size());
        BenchMeasurement measured;
        try (Work work = StepWork.training(model, compute, descent)) {
            measured = new Meter(compute::work).measure("two", work, SHORT);
        }
        assertEquals("two", measured.name());
        assertTrue(measured.updates() >= 3 * 4, measured.toString());
        assertTrue(measured.seconds() >= 3 * 0.02, measured.toString());
        assertEquals(1e6, measured.microsPerUpdate() * measured.updatesPerSecond(), 1);
        assertEquals(0, measured.stepsPerSecond());
        assertTrue(measured.gigaflops() > 0, measured.toString());
        assertTrue(measured.threads() >= 1, measured.toString());
        assertTrue(descent.last < descent.first, descent.first + " -> " + descent.last);
    }

    /** Forward, and gradients of both layers' weights and of what lies between: five products of each network. */
    @Test
    void everyProductOfAStepIsCounted() throws Exception {
        Model model = Models.regressions(1, 16, 32);
        try (Work work = StepWork.training(
                model, compute, new GradientDescent(model.parameters().size()))) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (work.count().updates() == 0) {
                assertTrue(System.nanoTime() < end, "no step was made");
                Thread.onSpinWait();
            }
        }
        long forward = 32 * (8 * 16 + 16 * 16 + 16);
        long backward = forward + 32 * (16 * 16 + 16);
        assertEquals(0, compute.work() % (forward + backward));
        assertTrue(compute.work() > 0);
    }

    @Test
    void bytesOfTheWorkingThreadAreCounted() throws Exception {
        BenchMeasurement measured;
        try (Allocating work = new Allocating()) {
            measured = new Meter(() -> 0).measure("bytes", work, SHORT);
        }
        assertEquals(Allocating.LENGTH, measured.bytesPerUpdate(), 0.1 * Allocating.LENGTH);
        assertEquals(2, measured.stepsPerSecond() / measured.updatesPerSecond(), 1e-6);
        assertEquals(0, measured.gigaflops());
    }

    @Test
    void workThatFailsIsAProblem() {
        Model model = Models.regressions(1, 4, 4);
        try (Work work = StepWork.training(model, compute, new Failing())) {
            Meter meter = new Meter(compute::work);
            ProblemException failure = assertThrows(
                    ProblemException.class, () -> meter.measure("bad", work, new Effort(1, 1, 0.01, 1, 0.01, 5)));
            assertTrue(failure.getMessage().contains("out of order"), failure.getMessage());
        }
    }

    @Test
    void theQuickFormIsShorter() {
        Effort full = Effort.of(1000, false);
        Effort quick = Effort.of(1000, true);
        assertEquals(200, full.windowUpdates());
        assertTrue(quick.windowUpdates() < full.windowUpdates());
        assertTrue(quick.maxWarmUp() < full.maxWarmUp());
        assertFalse(Effort.of(3, true).windowUpdates() < 1);
    }

    /** Follows the gradient. */
    private static final class GradientDescent implements GradientOptimizer {
        private final float[] gradient;
        private double first = Double.NaN;
        private volatile double last;

        GradientDescent(int size) {
            gradient = new float[size];
        }

        @Override
        public double step(String owner, Parameters parameters, Objectives objectives) {
            last = objectives.evaluateSum(gradient);
            first = Double.isNaN(first) ? last : first;
            for (int i = 0; i < gradient.length; i++) {
                parameters.values()[i] -= 0.01f * gradient[i];
            }
            return last;
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void forget(String owner) {
            // It keeps nothing.
        }

        @Override
        public void rename(String owner, String other) {
            // It keeps nothing.
        }

        @Override
        public void copy(String owner, String from) {
            // It keeps nothing.
        }

        @Override
        public void save(StateWriter out) {
            // It keeps nothing.
        }

        @Override
        public void load(StateReader in) {
            // It keeps nothing.
        }
    }

    /** Fails at once. */
    private static final class Failing implements GradientOptimizer {
        @Override
        public double step(String owner, Parameters parameters, Objectives objectives) {
            throw new IllegalStateException("out of order");
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void forget(String owner) {
            // It keeps nothing.
        }

        @Override
        public void rename(String owner, String other) {
            // It keeps nothing.
        }

        @Override
        public void copy(String owner, String from) {
            // It keeps nothing.
        }

        @Override
        public void save(StateWriter out) {
            // It keeps nothing.
        }

        @Override
        public void load(StateReader in) {
            // It keeps nothing.
        }
    }

    /** Allocates a known number of bytes in each update. */
    private static final class Allocating implements Work {
        static final int LENGTH = 100_000;

        private final Thread thread = new Thread(this::loop, "allocating");
        private volatile byte[] newest = {};
        private volatile long updates;
        private volatile boolean closed;

        Allocating() {
            thread.start();
        }

        private void loop() {
            while (!closed) {
                newest = new byte[LENGTH + newest.length % 2];
                updates = updates + 1;
            }
        }

        @Override
        public Count count() {
            long now = updates;
            return new Count(now, 2 * now);
        }

        @Override
        public String thread() {
            return thread.getName();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
