package io.polycritic.api.plugin;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An incumbent and a newcomer that fill one slot together, made by {@link Part#beside}. It plays every role that the
 * incumbent plays. It saves and loads only what is neither the incumbent's nor the newcomer's, and closes only what it
 * made itself: the engine saves, loads and closes both of them.
 */
@ConsumerType
public interface Pair extends Part {
    /**
     * Whether the newcomer could take over now without cutting anything short. A world is settled when its last lane
     * has gone over; with a share of 1 that is so after each lane's next step.
     *
     * @return true unless something of the incumbent still goes on
     */
    default boolean settled() {
        return true;
    }

    /**
     * How far the newcomer says the same as the incumbent, one for each field that both write. Asked for after each
     * update.
     *
     * @return the same objects each time, measured anew in each update; empty where the two write no numbers
     */
    default List<Agreement> agreements() {
        return List.of();
    }
}
