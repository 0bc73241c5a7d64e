package io.polycritic.engine;

import io.polycritic.api.control.TicketChange;
import io.polycritic.api.plugin.Agreement;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A newcomer that shares a slot with the incumbent for some updates, and the part that stands for both. */
final class Sharing {
    private final long ticket;
    private final TicketChange how;
    private final long since;
    private final Occupant newcomer;
    private final Handover handover;
    private final Map<String, Said> said = new HashMap<>();
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

    /** Reports what both parts say, and how far that is the same. */
    void report(MetricsBoard board, String path) {
        List<Agreement> agreements = pair.agreements();
        for (int i = 0; i < agreements.size(); i++) {
            Agreement agreement = agreements.get(i);
            Said said = this.said.computeIfAbsent(agreement.field(), field -> Said.of(field, path));
            board.of(path).record(said.output, agreement.incumbent());
            board.of(said.next).record(said.output, agreement.newcomer());
            board.of(said.next).record(said.difference, agreement.difference());
            board.of(said.next).record(said.correlation, agreement.correlation());
        }
    }

    /** The names under which the agreement in a field is reported; made once. */
    private record Said(String next, String output, String difference, String correlation) {
        static Said of(String field, String path) {
            String own = path.substring(path.indexOf('.'));
            String name = field.endsWith(own) ? field.substring(0, field.length() - own.length()) : field;
            return new Said(Handover.next(path), "output." + name, "difference." + name, "correlation." + name);
        }
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
