package io.polycritic.engine;

import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.store.Journal;
import io.polycritic.store.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a journal means: the changes that count, in the order in which they are made. A later entry may strike a change,
 * and then the run is as if it had never been made.
 */
final class Timeline {
    /** The journal's word for a struck change. */
    static final String ROLLBACK = "rollback";

    private final List<Dated> effective = new ArrayList<>();
    private final Map<Long, Dated> byTicket = new HashMap<>();
    private final List<Strike> strikes = new ArrayList<>();
    private final Map<Long, Ticket> records = new HashMap<>();

    /** A change, the number of its journal entry, and the update after which it is made. */
    record Dated(long sequence, long update, Change change) {}

    /** An entry that strikes another one. */
    private record Strike(long sequence, long struck) {}

    Timeline(List<Journal.Entry> entries) {
        Set<Long> struck = new HashSet<>();
        for (Journal.Entry entry : entries) {
            if (Change.is(entry)) {
                Dated dated = new Dated(entry.sequence(), entry.update(), Change.of(entry));
                effective.add(dated);
                if (dated.change.ticket() > 0) {
                    byTicket.put(dated.change.ticket(), dated);
                }
            }
            if (entry.data().containsKey("record")) {
                Ticket record = TicketJson.read(entry.data().get("record"));
                records.put(record.id(), record);
                Dated dated = byTicket.get(record.id());
                if (entry.type().equals(ROLLBACK) && dated != null) {
                    strikes.add(new Strike(entry.sequence(), dated.sequence));
                    struck.add(dated.sequence);
                }
            }
        }
        effective.removeIf(dated -> struck.contains(dated.sequence));
    }

    /** All changes that count. */
    List<Dated> effective() {
        return List.copyOf(effective);
    }

    /** The changes that count and are not contained in a snapshot. */
    List<Dated> after(Snapshot snapshot) {
        return effective.stream()
                .filter(dated -> dated.sequence > snapshot.journalSequence())
                .toList();
    }

    /** Whether a snapshot holds no change that was struck after it had been taken. */
    boolean holds(Snapshot snapshot) {
        return strikes.stream()
                .noneMatch(strike ->
                        strike.sequence > snapshot.journalLength() && strike.struck <= snapshot.journalSequence());
    }

    /** Whether anything was struck after an entry had been written. */
    boolean isRevisedAfter(long sequence) {
        return strikes.stream().anyMatch(strike -> strike.sequence > sequence);
    }

    /** Whether entries after a history, up to another one, have struck any of its changes. */
    boolean isRevised(long history, long until) {
        return strikes.stream()
                .anyMatch(strike -> strike.sequence > history && strike.sequence <= until && strike.struck <= history);
    }

    /** The change of a ticket. */
    Change change(long ticket) {
        return byTicket.get(ticket).change;
    }

    /** The newest record of a ticket; null before there is one. */
    Ticket record(long ticket) {
        return records.get(ticket);
    }

    /** Whether a ticket's fate is in the journal. */
    boolean isDecided(long ticket) {
        Ticket record = records.get(ticket);
        return record != null
                && (record.state() == TicketState.COMMITTED
                        || record.state() == TicketState.REJECTED
                        || record.state() == TicketState.ROLLED_BACK);
    }
}
