package io.polycritic.compute.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which thread computes what, and in which order: list scheduling by the length of the path that is left (HEFT;
 * Topcuoglu, Hariri and Wu, 2002) over groups as they are, or divided into one part a thread, whichever is done
 * earlier. Who computes a unit depends on nothing but the computation and the number of threads, so results do not
 * depend on the machine's load.
 */
final class Schedule {
    /** What it costs to wait for another thread. */
    private static final double HANDOVER = 0.5;

    /** What it costs to read a number that lies in another core's cache. */
    private static final double TRANSFER = 4e-4;

    /** Groups below are not divided. */
    private static final double SMALLEST = 4;

    /** More threads are used only if they are expected to save a good share. */
    private static final double WORTHWHILE = 0.75;

    /** Groups are divided only if that saves some: undivided ones have to wait less often. */
    private static final double WORTH_DIVIDING = 0.93;

    private final List<Placed> order;
    private final double makespan;

    /**
     * A unit with its place.
     *
     * @param unit the unit
     * @param thread who computes it, from 0
     * @param start when, in expected microseconds
     * @param finish when it is done
     */
    record Placed(Unit unit, int thread, double start, double finish) {}

    private Schedule(List<Placed> order, double makespan) {
        this.order = order;
        this.makespan = makespan;
    }

    /** Schedules groups, which are given in an order in which they can run. */
    static Schedule of(List<Group> groups, int threads) {
        List<List<Group>> strands = Strands.of(groups);
        Schedule alone = alone(strands.stream().flatMap(List::stream).toList());
        if (threads == 1) {
            return alone;
        }
        Schedule apart = apart(strands, threads);
        Schedule whole = new Placing(groups, threads, false).schedule();
        Schedule divided = new Placing(groups, threads, true).schedule();
        Schedule best = divided.makespan < WORTH_DIVIDING * whole.makespan ? divided : whole;
        best = apart.makespan < best.makespan / WORTH_DIVIDING ? apart : best;
        return best.makespan < WORTHWHILE * alone.makespan ? best : alone;
    }

    /**
     * Each strand on one thread, one after the other, so that strands of a thread use the same memory; what ends
     * several comes last. The next strand goes to the thread that is free first.
     */
    private static Schedule apart(List<List<Group>> strands, int threads) {
        List<Placed> order = new ArrayList<>();
        double[] free = new double[threads];
        int last = strands.size() - 1;
        for (List<Group> strand : strands.subList(0, last)) {
            int thread = 0;
            for (int other = 1; other < threads; other++) {
                thread = free[other] < free[thread] ? other : thread;
            }
            free[thread] = append(strand, thread, free[thread], order);
        }
        // Strands do not depend on one another, so any merge of them is an order in which one thread could do them.
        order.sort(Comparator.comparingDouble(Placed::start));
        double end = Arrays.stream(free).max().orElse(0);
        end = append(strands.get(last), 0, end + HANDOVER, order);
        return new Schedule(order, end);
    }

    private static double append(List<Group> groups, int thread, double from, List<Placed> order) {
        double now = from;
        for (Group group : groups) {
            double finish = now + Cost.of(group);
            order.add(new Placed(new Unit(group, 0, Slicing.rows(group)), thread, now, finish));
            now = finish;
        }
        return now;
    }

    /** All units in one order in which they could run one after the other. */
    List<Placed> order() {
        return order;
    }

    /** When the last unit is done, in expected microseconds. */
    double makespan() {
        return makespan;
    }

    private static Schedule alone(List<Group> groups) {
        List<Placed> order = new ArrayList<>();
        double end = append(groups, 0, 0, order);
        return new Schedule(order, end);
    }

    private static final class Placing {
        private final int threads;
        private final List<Unit> units = new ArrayList<>();
        private final List<Double> costs = new ArrayList<>();
        private final Map<Group, List<Integer>> ofGroup = new HashMap<>();
        private final List<List<Source>> before = new ArrayList<>();

        /** A unit that another one reads from, and how many numbers. */
        private record Source(int unit, int numbers) {}

        Placing(List<Group> groups, int threads, boolean divide) {
            this.threads = threads;
            Map<Object, Group> producers = new HashMap<>();
            for (Group group : groups) {
                group.members().forEach(member -> producers.put(member, group));
            }
            for (Group group : groups) {
                double cost = Cost.of(group);
                int rows = Slicing.rows(group);
                int parts = divide && cost >= SMALLEST ? Math.min(threads, rows) : 1;
                List<Integer> own = new ArrayList<>();
                for (int part = 0; part < parts; part++) {
                    Unit unit = new Unit(group, border(rows, part, parts), border(rows, part + 1, parts));
                    own.add(units.size());
                    units.add(unit);
                    costs.add(cost * unit.rows() / rows);
                    before.add(before(unit, producers));
                }
                ofGroup.put(group, own);
            }
        }

        /** Borders lie at multiples of 16 rows where there are many. */
        private static int border(int rows, int part, int parts) {
            int at = (int) ((long) rows * part / parts);
            return rows >= 64 * parts && part < parts ? at / 16 * 16 : at;
        }

        private List<Source> before(Unit unit, Map<Object, Group> producers) {
            Map<Integer, Integer> found = new LinkedHashMap<>();
            for (Range read : Slicing.reads(unit)) {
                Group producer = producers.get(read.value());
                if (producer != null) {
                    for (int index : ofGroup.get(producer)) {
                        for (Range written : Slicing.writes(units.get(index))) {
                            if (read.overlaps(written)) {
                                found.merge(index, read.common(written), Integer::sum);
                            }
                        }
                    }
                }
            }
            return found.entrySet().stream()
                    .map(entry -> new Source(entry.getKey(), entry.getValue()))
                    .toList();
        }

        Schedule schedule() {
            double[] left = new double[units.size()];
            for (int i = units.size() - 1; i >= 0; i--) {
                left[i] += costs.get(i);
                for (Source source : before.get(i)) {
                    left[source.unit] = Math.max(left[source.unit], left[i] + HANDOVER);
                }
            }
            Integer[] order = new Integer[units.size()];
            Arrays.setAll(order, i -> i);
            Arrays.sort(
                    order, Comparator.comparingDouble((Integer i) -> -left[i]).thenComparingInt(i -> i));
            return place(order);
        }

        private Schedule place(Integer[] order) {
            Placed[] placed = new Placed[units.size()];
            double[] free = new double[threads];
            List<Placed> result = new ArrayList<>();
            double makespan = 0;
            for (int i : order) {
                int thread = 0;
                double start = 0;
                double finish = Double.POSITIVE_INFINITY;
                for (int candidate = 0; candidate < threads; candidate++) {
                    double earliest = free[candidate];
                    double cost = costs.get(i);
                    for (Source source : before.get(i)) {
                        Placed other = placed[source.unit];
                        boolean elsewhere = other.thread() != candidate;
                        earliest = Math.max(earliest, other.finish() + (elsewhere ? HANDOVER : 0));
                        cost += elsewhere ? TRANSFER * source.numbers : 0;
                    }
                    if (earliest + cost < finish) {
                        start = earliest;
                        finish = earliest + cost;
                        thread = candidate;
                    }
                }
                placed[i] = new Placed(units.get(i), thread, start, finish);
                free[thread] = finish;
                makespan = Math.max(makespan, finish);
                result.add(placed[i]);
            }
            return new Schedule(result, makespan);
        }
    }
}
