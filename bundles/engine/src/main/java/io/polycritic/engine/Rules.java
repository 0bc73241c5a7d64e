package io.polycritic.engine;

import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.conditions.History;
import io.polycritic.conditions.Trigger;
import io.polycritic.store.Journal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides after each update what a run changes by itself. What was decided before is in the journal, and is repeated
 * rather than decided anew: also a change that was refused, or struck later, is not tried again. Touched by the run's
 * thread alone.
 */
final class Rules {
    private final Automation automation;
    private final List<Trigger> triggers = new ArrayList<>();

    /** After which updates each rule and each appointment has decided before, in ascending order. */
    private final List<long[]> ofRules;

    private final List<long[]> ofSchedule;
    private final boolean[] made;

    /** What is done with a decision. */
    interface Hands {
        /** Whether a slot is under a ticket that is not decided, so that one has to wait. */
        boolean isBusy(String slot);

        /** Makes the journal's changes of this moment. */
        void repeat();

        /** Makes a change, or refuses it; in either case the journal has it afterwards. */
        void make(Deed deed);
    }

    Rules(Automation automation, History history, List<Journal.Entry> journal) {
        this.automation = automation;
        Map<String, Set<Long>> decided = automation.isEmpty() ? Map.of() : decided(journal);
        this.ofRules = automation.rules().stream()
                .map(rule -> updates(decided, rule.deed()))
                .toList();
        this.ofSchedule = automation.schedule().stream()
                .map(appointment -> updates(decided, appointment.deed()))
                .toList();
        this.made = new boolean[automation.schedule().size()];
        for (Automation.Rule rule : automation.rules()) {
            triggers.add(new Trigger(history.watch(rule.when()), rule.timing()));
        }
    }

    /** Who decided something, and after which updates. */
    private static Map<String, Set<Long>> decided(List<Journal.Entry> journal) {
        Map<String, Set<Long>> decided = new HashMap<>();
        for (Journal.Entry entry : journal) {
            String by = null;
            if (Change.is(entry) && Change.of(entry).how() != null) {
                by = Change.of(entry).how().by();
            } else if (entry.data().containsKey("record")) {
                Ticket ticket = TicketJson.read(entry.data().get("record"));
                by = ticket.state() == TicketState.REJECTED ? ticket.change().by() : null;
            }
            if (by != null) {
                decided.computeIfAbsent(by, key -> new TreeSet<>()).add(entry.update());
            }
        }
        return decided;
    }

    private static long[] updates(Map<String, Set<Long>> decided, Deed deed) {
        return decided.getOrDefault(deed.by(), Set.of()).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /**
     * Decides, when the history has the update.
     *
     * @param progress how far the run is
     * @param repeating whether the journal has changes of later updates, so that nothing else may be done before them
     * @param hands what makes the changes
     */
    void act(Progress progress, boolean repeating, Hands hands) {
        long update = progress.update();
        for (int i = 0; i < triggers.size(); i++) {
            Trigger trigger = triggers.get(i);
            Deed deed = automation.rules().get(i).deed();
            boolean fires = trigger.test(update);
            if (isIn(ofRules.get(i), update)) {
                trigger.fired(update);
                hands.repeat();
            } else if (fires && !repeating && !hands.isBusy(deed.slot())) {
                trigger.fired(update);
                hands.make(deed);
            }
        }
        for (int i = 0; i < made.length; i++) {
            if (made[i] || !automation.schedule().get(i).isDue(progress)) {
                continue;
            }
            Deed deed = automation.schedule().get(i).deed();
            if (isIn(ofSchedule.get(i), update)) {
                made[i] = true;
                hands.repeat();
            } else if (ofSchedule.get(i).length == 0 && !repeating && !hands.isBusy(deed.slot())) {
                made[i] = true;
                hands.make(deed);
            }
        }
    }

    private static boolean isIn(long[] updates, long update) {
        return Arrays.binarySearch(updates, update) >= 0;
    }

    void save(StateWriter out) {
        for (int i = 0; i < triggers.size(); i++) {
            triggers.get(i).save(out.under(automation.rules().get(i).name()));
        }
    }

    void load(StateReader in) {
        for (int i = 0; i < triggers.size(); i++) {
            triggers.get(i).load(in.under(automation.rules().get(i).name()));
        }
    }
}
