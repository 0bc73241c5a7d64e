package io.polycritic.plugins.environments.robotics;

/**
 * What can be chosen about a tabletop, in SI units.
 *
 * @param blocks 1 or 2
 * @param goal whether the first block has a goal
 * @param friction coefficient of every contact
 * @param blockMass mass of a block
 * @param blockSize edge of a block
 * @param forceLimit contact force above which a step is a violation
 * @param maxEpisodeSteps control steps of an episode
 */
record TabletopSetup(
        int blocks,
        boolean goal,
        double friction,
        double blockMass,
        double blockSize,
        double forceLimit,
        int maxEpisodeSteps) {
    /** Half the edge of the table. */
    static final double TABLE_HALF = 0.5;

    /** Thickness of the table, whose top lies at z = 0. */
    static final double TABLE_THICKNESS = 0.1;

    /** Radius of the tip, a capsule. */
    static final double TIP_RADIUS = 0.015;

    /** Distance between the centres of the tip's caps. */
    static final double TIP_LENGTH = 0.08;

    /** Mass of the tip. */
    static final double TIP_MASS = 0.4;

    /** Seconds of a control step. */
    static final double CONTROL_SECONDS = 0.1;

    /** Sub-steps of a control step. */
    static final int SUB_STEPS = 10;

    /** Free fall. */
    static final double GRAVITY = 9.81;
}
