package io.polycritic.api.testkit;

import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.Slot;
import java.util.LinkedHashMap;
import java.util.Map;

/** A slot of a test's run and what fills it. */
final class Seat {
    final String path;
    final Kind kind;
    Part occupant;
    Newcomer next;
    Pair pair;
    int generation;
    int changes;
    double weight = 1;

    /** A part that shares a slot, or is about to, and what to do when it takes over. */
    record Newcomer(Part part, Runnable arrives) {}

    Seat(String path) {
        this.path = path;
        this.kind = Kind.ofPath(path);
    }

    /** What other parts find in the slot. */
    Part present() {
        return pair != null ? pair : occupant;
    }

    /** The parts that have state of their own, by the name that it is saved under. */
    Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put(path, occupant);
        if (next != null) {
            parts.put(Handover.next(path), next.part);
        }
        if (pair != null) {
            parts.put(path + ".pair", pair);
        }
        return parts;
    }

    /** The slot as a part of some role sees it. */
    record View<T extends Part>(Seat seat, Class<T> role) implements Slot<T> {
        @Override
        public String path() {
            return seat.path;
        }

        @Override
        public T get() {
            return role.cast(seat.present());
        }

        @Override
        public int generation() {
            return seat.generation;
        }

        @Override
        public int revision() {
            return seat.generation + seat.changes;
        }

        @Override
        public double weight() {
            return seat.weight;
        }
    }
}
