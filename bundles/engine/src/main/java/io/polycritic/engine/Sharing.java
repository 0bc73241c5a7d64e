package io.polycritic.engine;

import io.polycritic.api.control.TicketChange;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import java.util.Locale;

/** A newcomer that shares a slot with the incumbent for some updates, and the part that stands for both. */
final class Sharing {
    private final long ticket;
    private final TicketChange how;
    private final long since;
    private final Occupant newcomer;
    private final Handover handover;
    private volatile Pair pair;
    private boolean closed;

    Sharing(long ticket, TicketChange how, long since, Occupant newcomer) {
        this.ticket = ticket;
        this.how = how;
        this.since = since;
        this.newcomer = newcomer;
        this.handover = new Handover(mode(how.mode()));
        at(since);
    }

    /** Whether a mode lets two parts share a slot. */
    static boolean is(String mode) {
        return TicketChange.SHARING.contains(mode);
    }

    private static Handover.Mode mode(String word) {
        return Handover.Mode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    long ticket() {
        return ticket;
    }

    long since() {
        return since;
    }

    Occupant newcomer() {
        return newcomer;
    }

    Pair pair() {
        return pair;
    }

    void pair(Pair both) {
        pair = both;
    }

    /** Says how many updates the run has made; the share holds for the next one. */
    void at(long update) {
        if (handover.mode() == Handover.Mode.BLEND) {
            handover.share(Math.min(1, (update - since + 1.0) / (how.span() + 1)));
        }
    }

    /** Whether the newcomer is to fill the slot alone. */
    boolean isOver(long update) {
        return update >= since + how.span() && pair.settled();
    }

    /** Whether the run would be the same without the newcomer. */
    boolean isSilent() {
        return handover.mode() != Handover.Mode.BLEND;
    }

    Handover handover() {
        return handover;
    }

    /** Closes pair and newcomer. */
    void close() {
        closePair();
        newcomer.close();
    }

    /**
     * Closes the pair alone; the newcomer lives on. Whoever looks at the slot meanwhile may still ask for its wiring.
     */
    void closePair() {
        if (pair != null && !closed) {
            closed = true;
            newcomer.close(pair);
        }
    }
}
