package io.polycritic.api.plugin;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A part's view of its run. */
@ProviderType
public interface PartContext {
    /**
     * The path of the part's slot, under which optimizers keep its moments. To be asked anew each time: it is
     * {@link Handover#next} of the slot's path as long as the part shares the slot with an incumbent.
     *
     * @return for example {@code critics.safety}, or {@code critics.safety.next}
     */
    String path();

    /**
     * The name of the part's slot within its role; a newcomer has the name of the slot that it shall fill.
     *
     * @return for example {@code safety}; the path itself where a role has one slot
     */
    default String name() {
        return path().substring(path().indexOf('.') + 1);
    }

    /**
     * What the run's environment is like. Not available to the environment itself.
     *
     * @return the description
     * @throws IllegalStateException if asked by the environment's part
     */
    EnvironmentSpec environment();

    /**
     * The part's own random stream of a name, derived from (run seed, slot path, name); the same object each time. Its
     * state is saved with the run.
     *
     * @param name the stream's name
     * @return the stream
     */
    RandomStream random(String name);

    /**
     * Where the part reports numbers.
     *
     * @return the metrics of this slot
     */
    Metrics metrics();

    /**
     * Where the part writes messages.
     *
     * @return the logger, named after run and slot
     */
    System.Logger logger();

    /**
     * Compiles graphs.
     *
     * @return the service
     */
    Compute compute();

    /**
     * Linear algebra in double precision.
     *
     * @return the service
     */
    LinearAlgebra linearAlgebra();

    /**
     * Another slot of the run. May be called at creation; the slot can be asked for its occupant only while an update
     * or an evaluation goes on. The slot must also be named in the part's {@link Wiring}.
     *
     * @param <T> the role
     * @param path the slot's path
     * @param role what the occupant must be able to do
     * @return the slot
     */
    <T extends Part> Slot<T> slot(String path, Class<T> role);

    /**
     * All slots of a kind in the order in which they are to be called: the run spec's, but reward models after those
     * whose fields they need. To be asked anew in each update, for slots may come and go between updates.
     *
     * @param <T> the role
     * @param kind the kind
     * @param role what the occupants must be able to do
     * @return the slots
     */
    <T extends Part> List<Slot<T>> slots(Kind kind, Class<T> role);

    /**
     * Another run as it was at its newest snapshot, for learners that act through it or compare themselves with it. The
     * snapshot is copied into this run when it is first asked for, so this run can be resumed and replayed without the
     * other one. The frozen copy lives as long as the asking part.
     *
     * @param run the other run's id
     * @return its frozen copy; the same object each time
     * @throws PolycriticException if there is no such run, or it has no intact snapshot
     */
    Subject frozen(String run);
}
