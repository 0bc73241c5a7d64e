package io.polycritic.engine;

import io.polycritic.api.control.TicketState;
import io.polycritic.store.Journal;
import io.polycritic.store.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a journal means: the changes that count, in the order in which they are made. A later entry may strike a change,
 * and then the run is as if it had never been made. Follows a journal as it grows; used by any thread.
 */
final class Timeline {
    /** The journal's word for a struck change. */
    static final String ROLLBACK = "rollback";

    private static final Set<String> DECIDED =
            Set.of(TicketState.COMMITTED.name(), TicketState.REJECTED.name(), TicketState.ROLLED_BACK.name());

    private final TreeMap<Long, Dated> effective = new TreeMap<>();
    private final Map<Long, Dated> byTicket = new HashMap<>();
    private final Map<Long, Dated> promotions = new HashMap<>();
    private final List<Strike> strikes = new ArrayList<>();
    private final Set<Long> decided = new HashSet<>();
    private int length;

    /** A change, the number of its journal entry, and the update after which it is made. */
    record Dated(long sequence, long update, Change change) {}

    /** An entry that strikes another one. */
    private record Strike(long sequence, long struck) {}

    Timeline(List<Journal.Entry> entries) {
        entries.forEach(this::add);
    }

    /** Reads what a journal has had since it was last asked. */
    synchronized void follow(Journal journal) {
        journal.entries(length).forEach(this::add);
    }

    private void add(Journal.Entry entry) {
        length++;
        if (Change.is(entry)) {
            Dated dated = new Dated(entry.sequence(), entry.update(), Change.of(entry));
            effective.put(dated.sequence, dated);
            if (dated.change instanceof Change.Promotion) {
                promotions.put(dated.change.ticket(), dated);
            } else if (dated.change.ticket() > 0) {
                byTicket.put(dated.change.ticket(), dated);
            }
        }
        if (entry.data().get("record") instanceof Map<?, ?> record) {
            long ticket = ((Number) record.get("id")).longValue();
            Dated dated = byTicket.get(ticket);
            if (DECIDED.contains(String.valueOf(record.get("state")))) {
                decided.add(ticket);
            }
            if (entry.type().equals(ROLLBACK) && dated != null) {
                strike(entry, dated);
                if (promotions.containsKey(ticket)) {
                    strike(entry, promotions.remove(ticket));
                }
            }
        }
    }

    private void strike(Journal.Entry entry, Dated struck) {
        strikes.add(new Strike(entry.sequence(), struck.sequence));
        effective.remove(struck.sequence);
    }

    /** All changes that count. */
    synchronized List<Dated> effective() {
        return List.copyOf(effective.values());
    }

    /** The changes that count and are not contained in a snapshot. */
    synchronized List<Dated> after(Snapshot snapshot) {
        return List.copyOf(effective.tailMap(snapshot.journalSequence(), false).values());
    }

    /** Whether a snapshot holds nothing that the journal does not have, or has struck since. */
    synchronized boolean holds(Snapshot snapshot) {
        return snapshot.journalLength() <= length && !isRevised(snapshot.journalSequence(), snapshot.journalLength());
    }

    /** Whether entries after another one have struck any of the changes that a history consists of. */
    private boolean isRevised(long history, long after) {
        for (int i = strikes.size() - 1; i >= 0 && strikes.get(i).sequence > after; i--) {
            if (strikes.get(i).struck <= history) {
                return true;
            }
        }
        return false;
    }

    /** Whether entries after a history, up to another one, have struck any of its changes. */
    synchronized boolean isRevisedBetween(long history, long until) {
        return strikes.stream()
                .anyMatch(strike -> strike.sequence > history && strike.sequence <= until && strike.struck <= history);
    }

    /** Whether anything was struck after an entry had been written. */
    synchronized boolean isRevisedAfter(long sequence) {
        return !strikes.isEmpty() && strikes.get(strikes.size() - 1).sequence > sequence;
    }

    /** When the newcomer of a ticket took over before its time; null if it did not. */
    synchronized Dated promotion(long ticket) {
        return promotions.get(ticket);
    }

    /** The change of a ticket. */
    synchronized Change change(long ticket) {
        return byTicket.get(ticket).change;
    }

    /** Whether a ticket's fate is in the journal. */
    synchronized boolean isDecided(long ticket) {
        return decided.contains(ticket);
    }
}
