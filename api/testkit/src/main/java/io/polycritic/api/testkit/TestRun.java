package io.polycritic.api.testkit;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.ConfigSchema;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.api.tensor.RandomStream;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A run in a test: slots that are filled in the order in which {@link #add} is called (environment first, reward models
 * in the order of their needs), without checks of wiring.
 */
public final class TestRun implements AutoCloseable {
    private final long seed;
    private final Compute compute;
    private final LinearAlgebra linearAlgebra;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final Map<String, RandomStream> streams = new TreeMap<>();

    /** By slot path and name; a number that is reported again takes the place of the one before, without allocating. */
    private final Map<String, Map<String, double[]>> metrics = new TreeMap<>();

    private final Map<String, Subject> frozen = new TreeMap<>();
    private EnvironmentSpec environment;

    /**
     * Begins a run.
     *
     * @param seed the run's seed
     * @param compute compiles graphs, or null where no part asks
     * @param linearAlgebra the linear algebra, or null where no part asks
     */
    public TestRun(long seed, Compute compute, LinearAlgebra linearAlgebra) {
        this.seed = seed;
        this.compute = compute;
        this.linearAlgebra = linearAlgebra;
    }

    /**
     * Describes an environment without having one.
     *
     * @param spec the description
     * @return this run
     */
    public TestRun environment(EnvironmentSpec spec) {
        environment = spec;
        return this;
    }

    /**
     * Makes a part and puts it in a slot, in place of the present one if there is one.
     *
     * @param <C> the configuration annotation
     * @param <P> the kind of part
     * @param path the slot's path
     * @param factory the plugin
     * @param config settings by key, as JSON would have them
     * @return the part
     */
    public <C extends Annotation, P extends Part> P add(String path, PartFactory<C, P> factory, Map<String, ?> config) {
        P part = factory.create(ConfigSchema.of(factory.configType()).create(config), new Context(path, false));
        seat(path, part);
        return part;
    }

    /**
     * Puts a part in a slot, in place of the present one if there is one.
     *
     * @param path the slot's path
     * @param part the part
     */
    public void seat(String path, Part part) {
        Seat seat = seats.computeIfAbsent(path, Seat::new);
        if (seat.occupant != null) {
            seat.occupant.close();
            seat.generation++;
        }
        occupy(seat, part);
    }

    private void occupy(Seat seat, Part part) {
        seat.occupant = part;
        if (seat.path.equals(Kind.ENVIRONMENT.single()) && part instanceof Environment filled) {
            environment = filled.spec();
        }
    }

    /**
     * Makes the part of a slot again with other settings, as a change of live settings does: in the same generation,
     * with all of its state, and with the run's random streams as they were. The part before is closed.
     *
     * @param <C> the configuration annotation
     * @param <P> the kind of part
     * @param path the slot's path
     * @param factory the plugin
     * @param config settings by key
     * @return the part
     * @throws io.polycritic.api.plugin.IncompatibleStateException if the state does not fit
     */
    public <C extends Annotation, P extends Part> P change(
            String path, PartFactory<C, P> factory, Map<String, ?> config) {
        Seat seat = seats.get(path);
        State state = State.of(seat.occupant);
        Map<String, long[]> random = new TreeMap<>();
        streams.forEach((name, stream) -> random.put(name, stream.state()));
        P part;
        try {
            part = factory.create(ConfigSchema.of(factory.configType()).create(config), new Context(path, false));
            part.load(state.reader());
        } finally {
            random.forEach((name, words) -> stream(name).restore(words));
        }
        Part before = seat.occupant;
        occupy(seat, part);
        seat.changes++;
        before.close();
        return part;
    }

    /**
     * Makes a part that can share a slot with the one that fills it now: what its context calls its path is that of the
     * slot's newcomer.
     *
     * @param <C> the configuration annotation
     * @param <P> the kind of part
     * @param path the slot's path
     * @param factory the plugin
     * @param config settings by key, as JSON would have them
     * @return the part, in no slot yet
     */
    public <C extends Annotation, P extends Part> P newcomer(
            String path, PartFactory<C, P> factory, Map<String, ?> config) {
        C checked = ConfigSchema.of(factory.configType()).create(config);
        return newcomer(path, context -> factory.create(checked, context));
    }

    /**
     * The same for a part that no plugin makes.
     *
     * @param <P> the kind of part
     * @param path the slot's path
     * @param maker makes the part
     * @return the part, in no slot yet
     */
    public <P extends Part> P newcomer(String path, Function<PartContext, P> maker) {
        Context context = new Context(path, true);
        P part = maker.apply(context);
        seats.get(path).next = new Seat.Newcomer(part, () -> context.next = false);
        return part;
    }

    /**
     * Lets the slot's occupant and its newcomer share the slot.
     *
     * @param path the slot's path
     * @param handover the mode and the share
     * @return the pair, which is what other parts find in the slot
     * @throws java.util.NoSuchElementException if the occupant makes no pair
     */
    public Pair share(String path, Handover handover) {
        Seat seat = seats.get(path);
        seat.pair = seat.occupant
                .beside(seat.next.part(), handover, new Context(path, false))
                .orElseThrow();
        seat.generation += seat.kind == Kind.ENVIRONMENT ? 0 : 1;
        return seat.pair;
    }

    /**
     * Ends the sharing: the newcomer fills the slot alone, and has what optimizers keep for it.
     *
     * @param path the slot's path
     */
    public void takeOver(String path) {
        Seat seat = seats.get(path);
        boolean goesOn = seat.kind == Kind.ENVIRONMENT && seat.pair.settled();
        seat.pair.close();
        seat.pair = null;
        seat.occupant.close();
        seat.occupant = seat.next.part();
        seat.next.arrives().run();
        seat.next = null;
        seat.generation += goesOn ? 0 : 1;
        for (Seat other : seats.values()) {
            if (other.occupant instanceof GradientOptimizer optimizer) {
                optimizer.rename(Handover.next(path), path);
            }
        }
    }

    /**
     * Gives a frozen copy of another run, for parts that ask for one.
     *
     * @param run the other run's id
     * @param subject its frozen copy
     * @return this run
     */
    public TestRun frozen(String run, Subject subject) {
        frozen.put(run, subject);
        return this;
    }

    /**
     * Sets the weight of a slot.
     *
     * @param path the slot's path
     * @param weight the weight
     */
    public void weight(String path, double weight) {
        seats.get(path).weight = weight;
    }

    /**
     * Finds a part.
     *
     * @param <T> its role
     * @param path the slot's path
     * @param role its role
     * @return the part
     */
    public <T extends Part> T part(String path, Class<T> role) {
        return role.cast(seats.get(path).present());
    }

    /**
     * The context that a part in a slot gets.
     *
     * @param path the slot's path
     * @return the context
     */
    public PartContext context(String path) {
        return new Context(path, false);
    }

    /**
     * The numbers reported so far, the last of each name.
     *
     * @return value by {@code <slot path>/<name>}
     */
    public Map<String, Double> metrics() {
        Map<String, Double> all = new TreeMap<>();
        metrics.forEach((path, values) -> values.forEach((name, value) -> all.put(path + "/" + name, value[0])));
        return all;
    }

    /**
     * Saves all parts and random streams.
     *
     * @return state by slot path; that of a newcomer under {@link Handover#next} of it, that of a pair under
     *     {@code <path>.pair}; the streams under {@code streams}
     */
    public Map<String, State> save() {
        Map<String, State> saved = new LinkedHashMap<>();
        seats.forEach((path, seat) -> seat.parts().forEach((name, part) -> saved.put(name, State.of(part))));
        State random = new State();
        streams.forEach((name, stream) -> random.put(name, stream.state(), false));
        saved.put("streams", random);
        return saved;
    }

    /**
     * Loads what another run of the same slots has saved.
     *
     * @param saved state by slot path
     */
    public void load(Map<String, State> saved) {
        seats.forEach((path, seat) ->
                seat.parts().forEach((name, part) -> part.load(saved.get(name).reader())));
        saved.get("streams").values().forEach((name, words) -> stream(name).restore((long[]) words));
    }

    /** Closes all parts. */
    @Override
    public void close() {
        seats.values().forEach(seat -> seat.parts().values().forEach(Part::close));
    }

    private RandomStream stream(String name) {
        return streams.computeIfAbsent(name, full -> {
            int slash = full.indexOf('/');
            return RandomStream.of(seed, full.substring(0, slash), full.substring(slash + 1));
        });
    }

    /** What a part sees. */
    private final class Context implements PartContext {
        private final String path;
        private final String streams;
        private final Metrics board = this::report;
        private boolean next;

        Context(String path, boolean next) {
            this.path = path;
            this.next = next;
            this.streams = path();
        }

        private void report(String name, double value) {
            Map<String, double[]> reported = metrics.computeIfAbsent(path(), key -> new TreeMap<>());
            double[] last = reported.get(name);
            if (last == null) {
                reported.put(name, new double[] {value});
            } else {
                last[0] = value;
            }
        }

        @Override
        public String path() {
            return next ? Handover.next(path) : path;
        }

        @Override
        public String name() {
            return path.substring(path.indexOf('.') + 1);
        }

        @Override
        public EnvironmentSpec environment() {
            if (environment == null) {
                throw new IllegalStateException("the run has no environment yet");
            }
            return environment;
        }

        @Override
        public RandomStream random(String name) {
            return stream(streams + "/" + name);
        }

        @Override
        public Metrics metrics() {
            return board;
        }

        @Override
        public System.Logger logger() {
            return System.getLogger("test." + path);
        }

        @Override
        public Compute compute() {
            return compute;
        }

        @Override
        public LinearAlgebra linearAlgebra() {
            return linearAlgebra;
        }

        @Override
        public <T extends Part> Slot<T> slot(String wanted, Class<T> role) {
            return new Seat.View<>(seats.computeIfAbsent(wanted, Seat::new), role);
        }

        @Override
        public <T extends Part> List<Slot<T>> slots(Kind kind, Class<T> role) {
            List<Slot<T>> found = new ArrayList<>();
            for (Seat seat : seats.values()) {
                if (seat.occupant != null && seat.kind == kind) {
                    found.add(new Seat.View<>(seat, role));
                }
            }
            return found;
        }

        @Override
        public Subject frozen(String run) {
            Subject subject = frozen.get(run);
            if (subject == null) {
                throw new PolycriticException(ErrorCode.NOT_FOUND, "run", "there is no run '" + run + "'");
            }
            return subject;
        }
    }
}
