package io.polycritic.engine;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.api.tensor.RandomStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A part's view of the run. */
final class SlotContext implements PartContext {
    private final Parts parts;
    private final Occupant self;
    private final Metrics metrics;
    private final String name;
    private final Map<String, RoleSlot<?>> asked = new HashMap<>();
    private final Map<Class<?>, Found> found = new HashMap<>();

    SlotContext(Parts parts, Occupant self) {
        this.parts = parts;
        this.self = self;
        this.name = PartContext.super.name();
        this.metrics = parts.metrics(self.path());
    }

    @Override
    public String path() {
        return self.path();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EnvironmentSpec environment() {
        if (self.path().equals(Kind.ENVIRONMENT.single())) {
            throw new IllegalStateException("an environment describes itself");
        }
        return parts.environment();
    }

    @Override
    public RandomStream random(String name) {
        return self.streams().computeIfAbsent(name, stream -> stream(parts.seed(), self, stream));
    }

    /** A later occupant of a slot does not repeat the numbers of the first one. */
    static RandomStream stream(long seed, Occupant occupant, String name) {
        String path = occupant.generation() == 0 ? occupant.path() : occupant.path() + "#" + occupant.generation();
        return RandomStream.of(seed, path, name);
    }

    @Override
    public Metrics metrics() {
        return metrics;
    }

    @Override
    public System.Logger logger() {
        return System.getLogger("io.polycritic.run." + parts.run() + "." + self.path());
    }

    @Override
    public Compute compute() {
        return parts.services().compute();
    }

    @Override
    public LinearAlgebra linearAlgebra() {
        return parts.services().linearAlgebra();
    }

    @Override
    public <T extends Part> Slot<T> slot(String path, Class<T> role) {
        RoleSlot<?> slot = asked.get(path);
        if (slot == null || slot.role != role) {
            Kind.ofPath(path);
            slot = new RoleSlot<>(parts, path, role);
            asked.put(path, slot);
        }
        return slot.as(role);
    }

    @Override
    public <T extends Part> List<Slot<T>> slots(Kind kind, Class<T> role) {
        Found before = found.get(role);
        List<Occupant> order = parts.inOrder();
        if (before == null || before.kind != kind || before.order != order) {
            before = new Found(kind, order, find(kind, role));
            found.put(role, before);
        }
        return before.of(role);
    }

    private <T extends Part> List<RoleSlot<T>> find(Kind kind, Class<T> role) {
        List<RoleSlot<T>> slots = new ArrayList<>();
        for (Occupant occupant : parts.ordered(kind)) {
            if (role.isInstance(occupant.part())) {
                slots.add(new RoleSlot<>(parts, occupant.path(), role));
            }
        }
        return List.copyOf(slots);
    }

    /** Slots of a kind and role; valid as long as the parts and their order are the same. */
    private record Found(Kind kind, List<Occupant> order, List<? extends Slot<?>> slots) {
        /** Whoever asks for a role gets what was found for it. */
        @SuppressWarnings("unchecked")
        <T extends Part> List<Slot<T>> of(Class<T> role) {
            return (List<Slot<T>>) slots;
        }
    }

    @Override
    public Subject frozen(String run) {
        return self.frozen(run, parts);
    }

    /** A slot as a part of some role sees it. */
    private record RoleSlot<T extends Part>(Parts parts, String path, Class<T> role) implements Slot<T> {
        @Override
        public T get() {
            Occupant occupant = parts.call(path);
            if (!role.isInstance(occupant.part())) {
                throw new PolycriticException(
                        ErrorCode.USER, path, occupant.plugin().pin() + " is no " + role.getSimpleName());
            }
            return role.cast(occupant.part());
        }

        /** The same for whoever asks for this role. */
        @SuppressWarnings("unchecked")
        <R extends Part> Slot<R> as(Class<R> same) {
            return (Slot<R>) this;
        }

        @Override
        public int generation() {
            return parts.call(path).generation();
        }

        @Override
        public double weight() {
            return parts.call(path).weight();
        }
    }
}
