package io.polycritic.api.environment;

import io.polycritic.api.experience.Ending;
import io.polycritic.api.plugin.Handover;
import java.util.List;

/**
 * A lane that goes over from one world to another when an episode ends. It goes over at the first reset in which its
 * turn has come; when nothing is left of the incumbent's share, the next step ends the episode as truncated, so that
 * the learner resets the lane.
 */
final class LanePair implements Lane, Drawn {
    private final Handover handover;
    private final double turn;
    private Lane incumbent;
    private Lane newcomer;
    private boolean over;

    /**
     * Makes a lane.
     *
     * @param turn the share above which it goes over
     * @param over whether it has gone over already
     */
    LanePair(Handover handover, double turn, boolean over) {
        this.handover = handover;
        this.turn = turn;
        this.over = over;
    }

    /** Takes the two worlds' lanes. */
    LanePair of(Lane old, Lane young) {
        incumbent = old;
        newcomer = young;
        return this;
    }

    boolean isOver() {
        return over;
    }

    private Lane present() {
        return over ? newcomer : incumbent;
    }

    @Override
    public void reset() {
        over |= handover.share() > turn;
        present().reset();
    }

    @Override
    public Ending step(float[] actions, int offset) {
        Ending ending = present().step(actions, offset);
        boolean last = !over && handover.share() >= 1;
        return last && ending == Ending.RUNNING ? Ending.TRUNCATED : ending;
    }

    @Override
    public float[] observation() {
        return present().observation();
    }

    @Override
    public float[] signals() {
        return present().signals();
    }

    /** Draws nothing if the lane that acts now cannot draw itself. */
    @Override
    public List<Mark> draw() {
        return present() instanceof Drawn drawn ? drawn.draw() : List.of();
    }
}
