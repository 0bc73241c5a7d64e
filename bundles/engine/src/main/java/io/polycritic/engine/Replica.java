package io.polycritic.engine;

import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A frozen copy of a run: parts of its own, made like the run's and given their state. Made, used and closed by one thread
 * that is not the run's.
 */
final class Replica implements AutoCloseable {
    private final Parts parts;
    private final long steps;

    /** What a copy is made from. */
    record Source(
            String run,
            long seed,
            long update,
            long steps,
            Services services,
            List<Occupant> occupants,
            Map<String, State> states) {}

    Replica(Source source) {
        steps = source.steps;
        parts = new Parts(source.run, source.seed, source.services, path -> (name, value) -> {});
        try {
            for (Occupant original : source.occupants) {
                if (original.kind() != Kind.OPTIMIZER) {
                    Occupant copy = parts.make(
                            original.path(),
                            original.plugin(),
                            original.config(),
                            original.generation(),
                            original.weight(),
                            original.every());
                    parts.put(copy);
                    if (original.kind() != Kind.ENVIRONMENT) {
                        copy.part().load(source.states.get(original.path()).reader());
                    }
                }
            }
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Lets the copy of an evaluator measure. */
    List<Measure> evaluate(String path) {
        try (FrozenSubject subject = new FrozenSubject(path)) {
            return ((Evaluator) parts.call(path).part()).evaluate(subject);
        }
    }

    @Override
    public void close() {
        parts.close();
    }

    /** What one evaluator sees. Its worlds draw from streams of the evaluator's own path, the same in each evaluation. */
    private final class FrozenSubject implements Subject, AutoCloseable {
        private final String evaluator;
        private final List<Part> worlds = new ArrayList<>();

        FrozenSubject(String evaluator) {
            this.evaluator = evaluator;
        }

        @Override
        public long steps() {
            return steps;
        }

        @Override
        public <T extends Part> Optional<T> part(String path, Class<T> role) {
            Occupant occupant = parts.get(path);
            return occupant == null || !role.isInstance(occupant.part())
                    ? Optional.empty()
                    : Optional.of(role.cast(occupant.part()));
        }

        @Override
        public World world() {
            Occupant environment = parts.get("environment");
            Occupant own = new Occupant(
                    evaluator + ".environment", environment.plugin(), environment.config(), 0, 1, 0);
            Part made = environment.plugin().create(environment.config(), new SlotContext(parts, own));
            worlds.add(made);
            if (made instanceof World world) {
                return world;
            }
            throw new PolycriticException(
                    ErrorCode.USER,
                    evaluator,
                    "needs a world to act in, but the environment " + environment.plugin().pin() + " is none");
        }

        @Override
        public void close() {
            worlds.forEach(Part::close);
        }
    }
}
