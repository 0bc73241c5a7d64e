package io.polycritic.engine;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Handover;
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
    private final String next;
    private final Map<String, RoleSlot<?>> asked = new HashMap<>();
    private final Map<Class<?>, Found> found = new HashMap<>();

    SlotContext(Parts parts, Occupant self) {
        this.parts = parts;
        this.self = self;
        this.name = self.path().substring(self.path().indexOf('.') + 1);
        this.next = Handover.next(self.path());
        this.metrics = new Reporting(self, parts.metrics(self.path()), parts.metrics(Handover.next(self.path())));
    }

    @Override
    public String path() {
        return self.standing() == Occupant.Standing.NEWCOMER ? next : self.path();
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
            slot = new RoleSlot<>(this, path, role);
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
                slots.add(new RoleSlot<>(this, occupant.path(), role));
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

    /** Numbers go to the slot's series, or to those of its newcomer; a part that does nothing yet has none. */
    private record Reporting(Occupant self, Metrics seated, Metrics newcomer) implements Metrics {
        @Override
        public void record(String name, double value) {
            switch (self.standing()) {
                case SEATED -> seated.record(name, value);
                case NEWCOMER -> newcomer.record(name, value);
                case PREPARED -> {}
            }
        }
    }

    /** A slot as a part of some role sees it. */
    private record RoleSlot<T extends Part>(SlotContext context, String path, Class<T> role) implements Slot<T> {
        @Override
        public T get() {
            Occupant occupant = context.parts.call(path);
            Part part = occupant.part();
            if (!role.isInstance(part)) {
                throw new PolycriticException(
                        ErrorCode.USER, path, occupant.plugin().pin() + " is no " + role.getSimpleName());
            }
            return role.cast(part);
        }

        /** The same for whoever asks for this role. */
        @SuppressWarnings("unchecked")
        <R extends Part> Slot<R> as(Class<R> same) {
            return (Slot<R>) this;
        }

        @Override
        public int generation() {
            Occupant occupant = context.parts.call(path);
            Seat.Counts counts = occupant.seat().counts();
            return occupant.kind() == Kind.ENVIRONMENT ? counts.began() : 2 * counts.generation() + shared(occupant);
        }

        @Override
        public int revision() {
            Occupant occupant = context.parts.call(path);
            return 2 * occupant.seat().counts().revision() + shared(occupant);
        }

        /**
         * What was built on the incumbent alone does not know of the newcomer; rewards of a silent one do not count.
         */
        private static int shared(Occupant occupant) {
            Sharing sharing = occupant.sharing();
            boolean same = sharing == null || occupant.kind() == Kind.REWARD_MODEL && sharing.isSilent();
            return same ? 0 : 1;
        }

        @Override
        public double weight() {
            return context.parts.call(path).weight();
        }
    }
}
