package io.polycritic.bench;

import io.polycritic.api.control.BenchSwap;
import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;
import io.polycritic.bench.census.Census;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Makes figures of a storm. */
final class SwapFigures {
    private static final int SLOWEST = 8;

    private SwapFigures() {}

    /**
     * How a storm was.
     *
     * @param swaps how many tickets were asked for
     * @param threads by how many threads
     * @param refused how many requests were refused before there was a ticket
     * @param seconds how long it took
     */
    record Storm(int swaps, int threads, int refused, double seconds) {}

    static BenchSwap of(Storm storm, List<Ticket> tickets, RunView end, Census census, Replay replay) {
        double[] pauses = tickets.stream()
                .filter(ticket -> ticket.update() >= 0 && ticket.pauseMillis() > 0)
                .mapToDouble(Ticket::pauseMillis)
                .sorted()
                .toArray();
        double[] updates = census.updateMillis();
        Arrays.sort(updates);
        Map<String, Integer> modes = modes(tickets);
        boolean all = modes.values().stream().allMatch(count -> count > 0);
        boolean counted = census.lost() == 0 && census.doubled() == 0 && census.transitions() == end.steps();
        double p99 = quantile(pauses, 0.99);
        double update = quantile(updates, 0.5);
        return new BenchSwap(
                storm.swaps,
                storm.threads,
                storm.seconds,
                end.updates(),
                end.steps(),
                pauses.length,
                count(tickets, TicketState.COMMITTED),
                storm.refused + count(tickets, TicketState.REJECTED),
                count(tickets, TicketState.ROLLED_BACK),
                census.transitions(),
                census.lost(),
                census.doubled(),
                quantile(pauses, 0.5),
                p99,
                quantile(pauses, 1),
                update,
                census.longestGapMillis(),
                modes,
                causes(tickets),
                slowest(tickets),
                end.parameterHash(),
                replay.changes(),
                replay.same(),
                counted && all && replay.same() && p99 <= update);
    }

    private static int count(List<Ticket> tickets, TicketState state) {
        return (int) tickets.stream().filter(ticket -> ticket.state() == state).count();
    }

    /** How often each mode was applied. */
    private static Map<String, Integer> modes(List<Ticket> tickets) {
        Map<String, Integer> modes = new TreeMap<>();
        List<String> names = new ArrayList<>(TicketChange.MODES);
        names.add(TicketChange.SET);
        names.forEach(mode -> modes.put(mode, 0));
        tickets.stream()
                .filter(ticket -> ticket.update() >= 0)
                .forEach(ticket -> modes.merge(ticket.change().mode(), 1, Integer::sum));
        return modes;
    }

    /** Why tickets were rejected or rolled back, by the code of the problem. */
    private static Map<String, Integer> causes(List<Ticket> tickets) {
        Map<String, Integer> causes = new TreeMap<>();
        tickets.stream()
                .filter(ticket -> ticket.problem() != null)
                .forEach(ticket ->
                        causes.merge(ticket.state() + " " + ticket.problem().code(), 1, Integer::sum));
        return causes;
    }

    /** The longest pauses, and what they were for. */
    private static List<String> slowest(List<Ticket> tickets) {
        return tickets.stream()
                .filter(ticket -> ticket.update() >= 0)
                .sorted(Comparator.comparingDouble(Ticket::pauseMillis).reversed())
                .limit(SLOWEST)
                .map(ticket -> String.format(
                        Locale.ROOT,
                        "%.1f ms: ticket %d, %s, %s, at update %d",
                        ticket.pauseMillis(),
                        ticket.id(),
                        ticket.slot(),
                        ticket.change().mode(),
                        ticket.update()))
                .toList();
    }

    /** The smallest value that is not exceeded by more than the rest of a share; 0 where there is none. */
    static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
