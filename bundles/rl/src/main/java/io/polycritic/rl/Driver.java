package io.polycritic.rl;

import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;

/** What the learner's actions drive: the lanes of a world. */
public interface Driver extends AutoCloseable {
    /** Takes over the lanes of a world in the state that they are in. */
    void open(World world);

    /** Begins a new episode in a lane. */
    void reset(int lane);

    /**
     * Acts once in each lane.
     *
     * @param actions the lanes' actions behind one another
     * @param offset where the first lane's action begins
     * @param endings [L], written to
     * @return how many steps the world has made, over all lanes
     */
    long step(float[] actions, int offset, Ending[] endings);

    /** What a lane observes now, [o]. */
    float[] observation(int lane);

    /** What the last action in a lane has led to besides, [s]. */
    float[] signals(int lane);

    @Override
    void close();
}
