package io.polycritic.api.plugin;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;

/**
 * How an incumbent and a newcomer share a slot for some updates. The engine makes it, gives it to
 * {@link Part#beside(Part, Handover, PartContext)}, and moves the share between two updates.
 */
public final class Handover {
    /** What follows a slot's path where its newcomer is meant: owner of moments, first part of its metrics' names. */
    private static final String NEXT = ".next";

    private static final String SHARE = "share";

    private final Mode mode;
    private final Parameters shares;
    private double share;
    private volatile Part working;

    /** What incumbent and newcomer do while they share a slot. */
    public enum Mode {
        /** The newcomer learns beside the incumbent; only the incumbent counts. */
        SHADOW,
        /** The newcomer is fitted to what the incumbent gives; only the incumbent counts. */
        DISTILL,
        /** Both learn; what they give is mixed by the share. A world hands over its lanes as their episodes end. */
        BLEND
    }

    /**
     * Begins with a share of 0.
     *
     * @param mode what incumbent and newcomer do
     */
    public Handover(Mode mode) {
        this.mode = mode;
        this.shares = Parameters.builder("handover")
                .add(SHARE, (values, offset, shape) -> values[offset] = 0)
                .build();
    }

    /**
     * The name under which a slot's newcomer is known as long as it shares the slot.
     *
     * @param path the slot's path
     * @return {@code <path>.next}
     */
    public static String next(String path) {
        return path + NEXT;
    }

    /**
     * What incumbent and newcomer do.
     *
     * @return the mode, the same as long as they share the slot
     */
    public Mode mode() {
        return mode;
    }

    /**
     * How much the newcomer counts in this update.
     *
     * @return from 0 to 1; 0 unless the mode is {@link Mode#BLEND}
     */
    public double share() {
        return share;
    }

    /**
     * The same for graphs: a program that has it need not be compiled again when the share moves.
     *
     * @return a scalar, from 0 to 1
     */
    public Node shareNode() {
        return Graphs.parameter(shares, SHARE);
    }

    /**
     * Moves the share. Called by the engine, between two updates.
     *
     * @param value from 0 to 1
     * @throws IllegalArgumentException if it is another number, or not 0 where the mode is not {@link Mode#BLEND}
     */
    public void share(double value) {
        double most = mode == Mode.BLEND ? 1 : 0;
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException("the newcomer's share is " + value + ", allowed is "
                    + (most == 0 ? "0 in mode " + mode : "0 to 1"));
        }
        share = value;
        shares.values()[0] = (float) value;
    }

    /**
     * Says whose code runs from now on, so that an exception or a hang is put to that part's account. Called by pairs;
     * costs a write.
     *
     * @param part the incumbent, the newcomer, or null for neither
     */
    public void enters(Part part) {
        working = part;
    }

    /**
     * Whose code ran last. May be asked by any thread.
     *
     * @return the incumbent, the newcomer, or null if no pair said so
     */
    public Part working() {
        return working;
    }

    @Override
    public String toString() {
        return mode + " " + share;
    }
}
