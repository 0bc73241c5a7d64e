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
import java.util.List;

/** A part's view of the run. */
final class SlotContext implements PartContext {
    private final Parts parts;
    private final Occupant self;
    private final Metrics metrics;

    SlotContext(Parts parts, Occupant self) {
        this.parts = parts;
        this.self = self;
        this.metrics = parts.metrics(self.path());
    }

    @Override
    public String path() {
        return self.path();
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
        Kind.ofPath(path);
        return new RoleSlot<>(parts, path, role);
    }

    @Override
    public <T extends Part> List<Slot<T>> slots(Kind kind, Class<T> role) {
        List<Slot<T>> slots = new ArrayList<>();
        for (Occupant occupant : parts.ordered(kind)) {
            if (role.isInstance(occupant.part())) {
                slots.add(new RoleSlot<>(parts, occupant.path(), role));
            }
        }
        return slots;
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
