package io.polycritic.plugins.environments.robotics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ode4j.math.DVector3C;

/** The mechanics of the table: friction, rest, free motion. */
class SceneTest {
    private static final double SUB_SECONDS = 0.01;
    private static final double MASS = 0.15;
    private static final double FRICTION_LIMIT = 0.5 * MASS * TabletopSetup.GRAVITY;
    private static final int BLOCK = Scene.BODY;

    private final Scene scene = new Scene(new TabletopSetup(1, false, 0.5, MASS, 0.06, 8, 50));

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.785})
    void restingBlockStaysForAThousandControlSteps(double yaw) {
        scene.place(0, 0.3, 0.3, 0.12, 0);
        scene.place(1, 0.02, -0.03, 0.03, yaw);
        double[] setPoint = {0.3, 0.3, 0.12};
        for (int i = 0; i < 1000; i++) {
            scene.move(setPoint);
        }
        double[] state = scene.state();
        double drift = Math.hypot(Math.hypot(state[BLOCK] - 0.02, state[BLOCK + 1] + 0.03), state[BLOCK + 2] - 0.03);
        assertTrue(drift < 0.5e-3, "drifted by " + drift + " m");
        assertEquals(Math.cos(yaw), scene.rotation(1, 0, 0), 1e-3);
        assertEquals(0, scene.largestForce());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, -1", "0.7071067811865476, 0.7071067811865476"})
    void pushBelowTheFrictionLimitHardlyMovesIt(double x, double y) {
        double[] velocity = push(0.9 * FRICTION_LIMIT, x, y, 100, 0);
        double speed = Math.hypot(velocity[0], velocity[1]);
        assertTrue(speed < 1e-3, speed + " m/s");
    }

    @ParameterizedTest
    @CsvSource({"1.2, 1, 0", "1.2, -1, 0", "1.2, 0, 1", "2, 0, -1", "2, 1, 0"})
    void pushAboveTheFrictionLimitAcceleratesItAsNewtonSays(double force, double x, double y) {
        int subSteps = 20;
        double[] velocity = push(force, x, y, subSteps, 0);
        double expected = (force - FRICTION_LIMIT) / MASS * subSteps * SUB_SECONDS;
        double along = velocity[0] * x + velocity[1] * y;
        assertEquals(expected, along, 0.05 * expected);
        assertEquals(0, velocity[0] * y - velocity[1] * x, 0.01 * expected);
    }

    /** Friction is a pyramid along the axes of the world: it holds sqrt 2 times as much along the diagonal. */
    @Test
    void frictionIsAPyramid() {
        double root = Math.sqrt(0.5);
        double[] held = push(1.3 * FRICTION_LIMIT, root, root, 100, 0);
        assertTrue(Math.hypot(held[0], held[1]) < 1e-3, "held within sqrt 2");
        double[] freed = push(1.6 * FRICTION_LIMIT, root, root, 40, 0);
        double expected = (1.6 - Math.sqrt(2)) * FRICTION_LIMIT / MASS * 0.4;
        assertEquals(expected, Math.hypot(freed[0], freed[1]), 0.05 * expected);
    }

    /** A block that slides along an axis comes to rest after v^2 / (2 mu g). */
    @Test
    void slidingBlockStopsWhereFrictionSays() {
        double speed = 0.6;
        push(0, 1, 0, 60, speed);
        double expected = speed * speed / (2 * 0.5 * TabletopSetup.GRAVITY);
        assertEquals(expected, scene.state()[BLOCK], 0.1 * expected);
        assertEquals(0, scene.state()[BLOCK + Scene.VELOCITY], 1e-3);
    }

    @Test
    void energyNeverGrowsInFreeFall() {
        throwBlock(0.4, new double[] {0.4, -0.3, 1.5, 9, -4, 6});
        double before = energy();
        for (int i = 0; i < 30; i++) {
            scene.subStep();
            scene.read();
            assertTrue(energy() <= before + 1e-12, "grew in sub-step " + i);
            before = energy();
        }
        assertTrue(scene.state()[BLOCK + 2] > 0.06, "it must not have reached the table");
    }

    /**
     * Falling on a corner, tumbling, sliding to rest: contacts take energy. That penetration is corrected may give back
     * a hundredth of it in a sub-step, never more than there was at the start.
     */
    @Test
    void contactsTakeEnergy() {
        throwBlock(0.15, new double[] {0.5, 0.2, 0, 7, 3, -5});
        double start = energy();
        double before = start;
        for (int i = 0; i < 300; i++) {
            scene.subStep();
            scene.read();
            assertTrue(
                    energy() <= before + 0.01 * start, "grew in sub-step " + i + " from " + before + " to " + energy());
            assertTrue(energy() <= start, "more than at the start in sub-step " + i);
            before = energy();
        }
        assertEquals(MASS * TabletopSetup.GRAVITY * 0.03, before, 1e-4, "it comes to rest on a face");
    }

    @Test
    void rotationMatrixIsThatOfTheEngine() {
        throwBlock(0.3, new double[] {0, 0, 1, 9, -4, 6});
        for (int i = 0; i < 20; i++) {
            scene.subStep();
        }
        scene.read();
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                assertEquals(scene.body(1).getRotation().get(row, column), scene.rotation(1, row, column), 1e-12);
            }
        }
    }

    @Test
    void tipStaysUpright() {
        scene.place(1, 0.06, 0.02, 0.03, 0.3);
        scene.place(0, 0, 0, 0.03, 0);
        double largest = 0;
        for (int i = 0; i < 10; i++) {
            double[] state = scene.state();
            scene.move(new double[] {state[0] + 0.04, state[1], state[2]});
            largest = Math.max(largest, scene.largestForce());
        }
        assertTrue(largest > 1, "it must have pushed");
        assertEquals(1, scene.rotation(0, 2, 2), 1e-6);
        assertEquals(1, scene.rotation(0, 0, 0), 1e-6);
    }

    /** Pushes the block at its centre with a constant force. */
    private double[] push(double force, double x, double y, int subSteps, double initialSpeed) {
        scene.place(0, -0.3, -0.3, 0.12, 0);
        scene.place(1, 0, 0, 0.03, 0);
        scene.state()[BLOCK + Scene.VELOCITY] = initialSpeed;
        scene.write();
        for (int i = 0; i < subSteps; i++) {
            scene.body(1).addForce(force * x, force * y, 0);
            scene.subStep();
        }
        scene.read();
        DVector3C velocity = scene.body(1).getLinearVel();
        return new double[] {velocity.get0(), velocity.get1()};
    }

    private void throwBlock(double height, double[] velocityAndSpin) {
        scene.place(0, -0.4, -0.4, 0.2, 0);
        scene.place(1, 0, 0, height, 0.2);
        System.arraycopy(velocityAndSpin, 0, scene.state(), BLOCK + Scene.VELOCITY, 6);
        scene.write();
    }

    /** Energy of the block; the inertia of a cube is m s^2 / 6 about every axis. */
    private double energy() {
        double[] state = scene.state();
        double speed2 = 0;
        double spin2 = 0;
        for (int i = 0; i < 3; i++) {
            speed2 += Math.pow(state[BLOCK + Scene.VELOCITY + i], 2);
            spin2 += Math.pow(state[BLOCK + Scene.VELOCITY + 3 + i], 2);
        }
        double inertia = MASS * 0.06 * 0.06 / 6;
        return MASS * speed2 / 2 + inertia * spin2 / 2 + MASS * TabletopSetup.GRAVITY * state[BLOCK + 2];
    }
}
