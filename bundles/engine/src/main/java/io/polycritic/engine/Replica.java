package io.polycritic.engine;

import io.polycritic.api.control.EpisodeView;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.catalog.Plugin;
import io.polycritic.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A frozen copy of a run: parts of its own, made like the run's and given their state. Made, used and closed by one
 * thread that is not the run's.
 */
final class Replica implements AutoCloseable {
    private final Parts parts;
    private final long steps;
    private final Map<String, FrozenSubject> subjects = new TreeMap<>();

    /** What a copy is made from. */
    record Source(
            String run,
            long seed,
            long update,
            long steps,
            Services services,
            FrozenRuns frozen,
            List<Occupant> occupants,
            Map<String, State> states) {}

    private Replica(Parts parts, long steps) {
        this.parts = parts;
        this.steps = steps;
    }

    /** A copy of a run as its snapshot has it. */
    static Replica of(Snapshot snapshot, Services services, FrozenRuns frozen) {
        Parts parts = silent(snapshot.run(), snapshot.seed(), services, frozen);
        Assembly.fill(parts, snapshot);
        return new Replica(parts, snapshot.steps());
    }

    private static Parts silent(String run, long seed, Services services, FrozenRuns frozen) {
        return new Parts(run, seed, services, frozen, path -> (name, value) -> {});
    }

    Replica(Source source) {
        this(silent(source.run, source.seed, source.services, source.frozen), source.steps);
        try {
            for (Occupant original : source.occupants) {
                if (original.kind() != Kind.OPTIMIZER) {
                    Occupant copy = parts.make(original.seat());
                    copy.weight(original.weight());
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

    boolean uses(Plugin plugin) {
        return parts.uses(plugin);
    }

    /** Lets the copy of an evaluator measure. */
    List<Measure> evaluate(String path) {
        FrozenSubject subject = (FrozenSubject) subject(path);
        subject.films = true;
        return ((Evaluator) parts.call(path).part()).evaluate(subject);
    }

    /**
     * What evaluators have filmed. Reward models and critics of the copy judge it, which may change them; so it is
     * asked for when all evaluators have measured.
     */
    List<EpisodeView> episodes(long update) {
        List<EpisodeView> episodes = new ArrayList<>();
        subjects.forEach((path, subject) -> {
            if (subject.film != null && subject.film.length() > 0) {
                PolicyLearner learner = (PolicyLearner) parts.get("learner").part();
                episodes.add(new Projection(parts, subject.film, learner).show(path, update, steps));
            }
        });
        return episodes;
    }

    /** The copy as a part in another slot sees it. */
    Subject subject(String path) {
        return subjects.computeIfAbsent(path, FrozenSubject::new);
    }

    @Override
    public void close() {
        subjects.values().forEach(FrozenSubject::close);
        parts.close();
    }

    /** What one part sees. Its worlds draw from streams of that part's own path, the same in each copy. */
    private final class FrozenSubject implements Subject {
        private final String viewer;
        private final List<Part> worlds = new ArrayList<>();
        private boolean films;
        private Film film;

        FrozenSubject(String viewer) {
            this.viewer = viewer;
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
            Occupant own = new Occupant(new Seat(
                    viewer + ".environment",
                    environment.plugin(),
                    environment.config(),
                    Seat.Counts.FIRST,
                    1,
                    Seat.Rules.NONE));
            Part made = environment.plugin().create(environment.config(), new SlotContext(parts, own));
            worlds.add(made);
            if (made instanceof World world) {
                return world;
            }
            throw new PolycriticException(
                    ErrorCode.USER,
                    viewer,
                    "needs a world to act in, but the environment "
                            + environment.plugin().pin() + " is none");
        }

        @Override
        public Lane film(Lane lane, Supplier<float[]> condition) {
            Occupant learner = parts.get("learner");
            if (!films || film != null || !(learner.part() instanceof PolicyLearner policy)) {
                return lane;
            }
            film = new Film(
                    lane,
                    parts.environment().action().width(),
                    policy.condition().width(),
                    condition);
            return film;
        }

        private void close() {
            worlds.forEach(Part::close);
        }
    }
}
