package io.polycritic.plugins.environments.robotics;

import java.util.Arrays;
import org.ode4j.math.DQuaternion;
import org.ode4j.math.DVector3;
import org.ode4j.math.DVector3C;
import org.ode4j.ode.DBody;
import org.ode4j.ode.DContact;
import org.ode4j.ode.DContactBuffer;
import org.ode4j.ode.DContactGeomBuffer;
import org.ode4j.ode.DContactJoint;
import org.ode4j.ode.DGeom;
import org.ode4j.ode.DJoint;
import org.ode4j.ode.DJointGroup;
import org.ode4j.ode.DMass;
import org.ode4j.ode.DWorld;
import org.ode4j.ode.OdeConstants;
import org.ode4j.ode.OdeHelper;

/**
 * The rigid bodies of one tabletop: tip, blocks and table. Body 0 is the tip, the blocks follow.
 *
 * <p>The state lives in {@link #state()} and is written into the engine before every control step, so that a scene
 * whose state was copied from another continues bit for bit. Nothing else carries over: contacts are found anew in a
 * fixed order of pairs (a collision space would order them by its history), and the direct solver keeps no memory.
 */
final class Scene implements AutoCloseable {
    /** Numbers per body: position (of the tip: of the centre of its lower cap), quaternion, velocity, spin. */
    static final int BODY = 13;

    /** Where the velocity begins within a body's numbers. */
    static final int VELOCITY = 7;

    private static final int QUATERNION = 3;
    private static final int SPIN = 10;

    /** The most contacts of a pair: a face of a cube on another one turned by 45 degrees has eight corners. */
    private static final int MAX_CONTACTS = 8;

    private static final double STIFFNESS = 400;
    private static final double DAMPING = 2 * Math.sqrt(STIFFNESS * TabletopSetup.TIP_MASS);
    private static final double MAX_DRIVE = 15;
    private static final double HALF_TIP = TabletopSetup.TIP_LENGTH / 2;

    /** So much inertia that contacts cannot turn the tip, which is held upright, in kg m^2. */
    private static final double TIP_INERTIA = 1e3;

    /** Regularises the four contacts of a face, which determine a block's six degrees of freedom twice over. */
    private static final double CONSTRAINT_MIXING = 1e-5;

    private static final double SUB_SECONDS = TabletopSetup.CONTROL_SECONDS / TabletopSetup.SUB_STEPS;

    static {
        // Fills the engine's table of colliders, the only static that it changes; class initialisation is locked.
        OdeHelper.initODE2(0);
    }

    private final TabletopSetup setup;
    private final DWorld world = OdeHelper.createWorld();
    private final DJointGroup joints = OdeHelper.createJointGroup();
    private final DGeom table;
    private final DBody[] bodies;
    private final DGeom[] geoms;
    private final boolean[] out;
    private final double[] state;
    private final DContactBuffer contacts = new DContactBuffer(MAX_CONTACTS);
    private final DContactGeomBuffer found = contacts.getGeomBuffer();
    private final DJoint.DJointFeedback[] feedback;
    private final DQuaternion quaternion = new DQuaternion();
    private final DVector3 force = new DVector3();
    private final double reach;
    private int tipContacts;
    private double largestForce;
    private boolean touched;

    Scene(TabletopSetup setup) {
        this.setup = setup;
        this.bodies = new DBody[1 + setup.blocks()];
        this.geoms = new DGeom[bodies.length];
        this.out = new boolean[bodies.length];
        this.state = new double[bodies.length * BODY];
        this.feedback = new DJoint.DJointFeedback[bodies.length * MAX_CONTACTS];
        for (int i = 0; i < feedback.length; i++) {
            feedback[i] = new DJoint.DJointFeedback();
        }
        for (int i = 0; i < MAX_CONTACTS; i++) {
            DContact.DSurfaceParameters surface = contacts.get(i).surface;
            surface.mode = OdeConstants.dContactApprox1;
            surface.mu = setup.friction();
        }
        // No contact when the centre of a block is farther from the tip's axis than half its diagonal and the radius.
        reach = setup.blockSize() * Math.sqrt(3) / 2 + TabletopSetup.TIP_RADIUS;
        world.setGravity(0, 0, -TabletopSetup.GRAVITY);
        world.setCFM(CONSTRAINT_MIXING);
        double edge = 2 * TabletopSetup.TABLE_HALF;
        table = OdeHelper.createBox(edge, edge, TabletopSetup.TABLE_THICKNESS);
        table.setPosition(0, 0, -TabletopSetup.TABLE_THICKNESS / 2);
        addTip();
        for (int i = 1; i < bodies.length; i++) {
            addBlock(i);
            place(i, 0, 0, setup.blockSize() / 2, 0);
        }
        place(0, 0, 0, 2 * setup.blockSize(), 0);
    }

    private void addTip() {
        DMass mass = OdeHelper.createMass();
        mass.setParameters(TabletopSetup.TIP_MASS, 0, 0, 0, TIP_INERTIA, TIP_INERTIA, TIP_INERTIA, 0, 0, 0);
        DBody tip = OdeHelper.createBody(world);
        tip.setMass(mass);
        tip.setGravityMode(false);
        tip.setGyroscopicMode(false);
        bodies[0] = tip;
        geoms[0] = OdeHelper.createCapsule(TabletopSetup.TIP_RADIUS, TabletopSetup.TIP_LENGTH);
        geoms[0].setBody(tip);
    }

    private void addBlock(int i) {
        double size = setup.blockSize();
        DMass mass = OdeHelper.createMass();
        mass.setBoxTotal(setup.blockMass(), size, size, size);
        bodies[i] = OdeHelper.createBody(world);
        bodies[i].setMass(mass);
        geoms[i] = OdeHelper.createBox(size, size, size);
        geoms[i].setBody(bodies[i]);
    }

    /** The numbers of all bodies, {@link #BODY} each; live. */
    double[] state() {
        return state;
    }

    /** Puts a body somewhere, at rest, turned about the vertical. */
    void place(int body, double x, double y, double z, double yaw) {
        int at = body * BODY;
        Arrays.fill(state, at, at + BODY, 0);
        state[at] = x;
        state[at + 1] = y;
        state[at + 2] = z;
        state[at + QUATERNION] = Math.cos(yaw / 2);
        state[at + QUATERNION + 3] = Math.sin(yaw / 2);
    }

    /** Takes a block out of the simulation, or puts it back; its numbers stay as they are meanwhile. */
    void setOut(int block, boolean gone) {
        out[block] = gone;
    }

    /** Whether a block was taken out. */
    boolean isOut(int block) {
        return out[block];
    }

    /** The largest contact force on the tip in the sub-steps of the last control step, in N. */
    double largestForce() {
        return largestForce;
    }

    /** Whether the tip touched the table in the last control step. */
    boolean touched() {
        return touched;
    }

    /**
     * An entry of a body's rotation matrix.
     *
     * @param body the body
     * @param row the axis of the world, 0 to 2
     * @param column the axis of the body, 0 to 2
     * @return the component of the body's axis along the world's
     */
    double rotation(int body, int row, int column) {
        int at = body * BODY + QUATERNION;
        double w = state[at];
        if (row == column) {
            double along = state[at + 1 + row];
            return 2 * (w * w + along * along) - 1;
        }
        int third = 3 - row - column;
        double product = state[at + 1 + row] * state[at + 1 + column];
        double turn = w * state[at + 1 + third];
        return 2 * (product + ((row + 1) % 3 == column ? -turn : turn));
    }

    /** One control step with the tip driven to a set-point. */
    void move(double[] setPoint) {
        largestForce = 0;
        touched = false;
        write();
        for (int i = 0; i < TabletopSetup.SUB_STEPS; i++) {
            drive(setPoint);
            subStep();
        }
        read();
    }

    /** Gives the state to the engine. */
    void write() {
        for (int i = 0; i < bodies.length; i++) {
            DBody body = bodies[i];
            int at = i * BODY;
            quaternion.set(
                    state[at + QUATERNION],
                    state[at + QUATERNION + 1],
                    state[at + QUATERNION + 2],
                    state[at + QUATERNION + 3]);
            body.setPosition(state[at], state[at + 1], state[at + 2] + (i == 0 ? HALF_TIP : 0));
            body.setQuaternion(quaternion);
            body.setLinearVel(state[at + VELOCITY], state[at + VELOCITY + 1], state[at + VELOCITY + 2]);
            body.setAngularVel(state[at + SPIN], state[at + SPIN + 1], state[at + SPIN + 2]);
            if (out[i]) {
                body.disable();
            } else {
                body.enable();
            }
        }
    }

    /** Takes the state from the engine; that of blocks out of the simulation stays. */
    void read() {
        for (int i = 0; i < bodies.length; i++) {
            if (!out[i]) {
                DBody body = bodies[i];
                int at = i * BODY;
                copy(body.getPosition(), at);
                if (i == 0) {
                    state[at + 2] -= HALF_TIP;
                }
                for (int k = 0; k < 4; k++) {
                    state[at + QUATERNION + k] = body.getQuaternion().get(k);
                }
                copy(body.getLinearVel(), at + VELOCITY);
                copy(body.getAngularVel(), at + SPIN);
            }
        }
    }

    private void copy(DVector3C from, int at) {
        state[at] = from.get0();
        state[at + 1] = from.get1();
        state[at + 2] = from.get2();
    }

    /** Pulls the tip to the set-point: critically damped, of limited strength. */
    private void drive(double[] setPoint) {
        DVector3C at = bodies[0].getPosition();
        DVector3C velocity = bodies[0].getLinearVel();
        double fx = STIFFNESS * (setPoint[0] - at.get0()) - DAMPING * velocity.get0();
        double fy = STIFFNESS * (setPoint[1] - at.get1()) - DAMPING * velocity.get1();
        double fz = STIFFNESS * (setPoint[2] + HALF_TIP - at.get2()) - DAMPING * velocity.get2();
        double strength = Math.sqrt(fx * fx + fy * fy + fz * fz);
        double share = strength > MAX_DRIVE ? MAX_DRIVE / strength : 1;
        bodies[0].addForce(share * fx, share * fy, share * fz);
    }

    /** One step of the engine: finds contacts, solves for their forces, moves the bodies. */
    void subStep() {
        tipContacts = 0;
        for (int i = 1; i < bodies.length; i++) {
            if (!out[i]) {
                join(i, -1);
                if (nearTip(i)) {
                    join(0, i);
                }
                for (int j = i + 1; j < bodies.length; j++) {
                    if (!out[j]) {
                        join(i, j);
                    }
                }
            }
        }
        if (bodies[0].getPosition().get2() - HALF_TIP <= TabletopSetup.TIP_RADIUS) {
            touched |= join(0, -1);
        }
        world.step(SUB_SECONDS);
        measure();
        joints.empty();
        bodies[0].setAngularVel(0, 0, 0);
    }

    private boolean nearTip(int block) {
        DVector3C tip = bodies[0].getPosition();
        DVector3C at = bodies[block].getPosition();
        double dx = at.get0() - tip.get0();
        double dy = at.get1() - tip.get1();
        return dx * dx + dy * dy <= reach * reach;
    }

    /** Joins a body and another, or the table (-1), where they touch. */
    private boolean join(int first, int second) {
        int count = OdeHelper.collide(geoms[first], second < 0 ? table : geoms[second], MAX_CONTACTS, found);
        for (int i = 0; i < count; i++) {
            DContactJoint joint = OdeHelper.createContactJoint(world, joints, contacts.get(i));
            joint.attach(bodies[first], second < 0 ? null : bodies[second]);
            if (first == 0) {
                joint.setFeedback(feedback[tipContacts++]);
            }
        }
        return count > 0;
    }

    private void measure() {
        force.setZero();
        for (int i = 0; i < tipContacts; i++) {
            force.add(feedback[i].f1);
        }
        largestForce = Math.max(largestForce, force.length());
    }

    /** A body of the engine, to push it about from outside. */
    DBody body(int body) {
        return bodies[body];
    }

    @Override
    public void close() {
        joints.destroy();
        for (DGeom geom : geoms) {
            geom.destroy();
        }
        table.destroy();
        world.destroy();
    }
}
