package io.polycritic.compute.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each step must wait for, found from the memory that steps read and write: who reads numbers waits for whoever
 * wrote them, who writes waits for whoever read or wrote what was there before. So the threads compute what one thread
 * computes that does the steps one after the other.
 */
final class Hazards {
    private final Memory memory;
    private final int[] done;
    private final int[][] known;
    private final Map<Object, List<Access>> accesses = new IdentityHashMap<>();

    /** A step of a thread, by its number there, reads or writes some memory. */
    private record Access(Storage where, boolean write, int thread, int number) {}

    private Hazards(Memory memory, int threads) {
        this.memory = memory;
        this.done = new int[threads];
        this.known = new int[threads][threads];
    }

    static List<Plan.Step> steps(List<Schedule.Placed> order, Memory memory, int threads) {
        Hazards hazards = new Hazards(memory, threads);
        return order.stream().map(hazards::step).toList();
    }

    private Plan.Step step(Schedule.Placed placed) {
        int thread = placed.thread();
        int[] waits = new int[done.length];
        List<Storage> reads = parts(Slicing.reads(placed.unit()));
        List<Storage> writes = parts(Slicing.writes(placed.unit()));
        reads.forEach(read -> await(read, false, waits));
        writes.forEach(write -> await(write, true, waits));
        for (int other = 0; other < waits.length; other++) {
            boolean needed = other != thread && waits[other] > known[thread][other];
            waits[other] = needed ? waits[other] : 0;
            known[thread][other] = Math.max(known[thread][other], waits[other]);
        }
        int number = ++done[thread];
        reads.forEach(read -> add(new Access(read, false, thread, number)));
        writes.forEach(write -> add(new Access(write, true, thread, number)));
        return new Plan.Step(placed.unit(), thread, Arrays.stream(waits).anyMatch(n -> n > 0) ? waits : null);
    }

    private List<Storage> parts(List<Range> ranges) {
        List<Storage> parts = new ArrayList<>();
        for (Range range : ranges) {
            Storage whole = memory.of(range.value());
            if (whole != null && !(range.value().isLeaf())) {
                parts.add(whole.part(range.from(), range.to() - range.from()));
            }
        }
        return parts;
    }

    private void await(Storage where, boolean write, int[] waits) {
        for (Access access : accesses.getOrDefault(where.memory(), List.of())) {
            if ((write || access.write()) && access.where().overlaps(where)) {
                waits[access.thread()] = Math.max(waits[access.thread()], access.number());
            }
        }
    }

    private void add(Access access) {
        List<Access> all = accesses.computeIfAbsent(access.where().memory(), any -> new ArrayList<>());
        if (access.write()) {
            all.removeIf(earlier -> access.where().covers(earlier.where()));
        }
        all.add(access);
    }
}
