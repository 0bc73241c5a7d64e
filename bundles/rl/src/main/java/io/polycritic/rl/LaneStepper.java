package io.polycritic.rl;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import java.util.List;
import java.util.function.IntConsumer;

/** Steps lanes side by side on several threads. Lanes share nothing, so the threads do not change what comes out. */
public final class LaneStepper implements AutoCloseable {
    private final int threads;
    private final LaneCrew crew;
    private final Work work = new Work();

    /**
     * Makes a stepper.
     *
     * @param threads how many threads step, the caller's included; 0 for one a processor
     * @param name the name of the helping threads
     */
    public LaneStepper(int threads, String name) {
        this.threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        this.crew = this.threads == 1 ? null : new LaneCrew(this.threads - 1, name);
    }

    /**
     * Makes one step in each lane.
     *
     * @param lanes the lanes
     * @param actions the lanes' actions behind one another
     * @param offset where the first lane's action begins
     * @param width numbers of an action
     * @param endings [L], written to
     */
    public void step(List<Lane> lanes, float[] actions, int offset, int width, Ending[] endings) {
        step(lanes, null, actions, offset, width, endings);
    }

    /**
     * Makes one step in some lanes.
     *
     * @param lanes the lanes
     * @param active [L], which of them; null for all
     * @param actions the lanes' actions behind one another
     * @param offset where the first lane's action begins
     * @param width numbers of an action
     * @param endings [L], written to for active lanes alone
     */
    public void step(List<Lane> lanes, boolean[] active, float[] actions, int offset, int width, Ending[] endings) {
        if (threads == 1 || lanes.size() == 1) {
            for (int lane = 0; lane < lanes.size(); lane++) {
                if (active == null || active[lane]) {
                    endings[lane] = lanes.get(lane).step(actions, offset + lane * width);
                }
            }
            return;
        }
        work.set(lanes, active, actions, offset, width, endings);
        crew.run(work, lanes.size());
    }

    /** The step that is being made, an object that is used again. */
    private static final class Work implements IntConsumer {
        private List<Lane> lanes;
        private boolean[] active;
        private float[] actions;
        private int offset;
        private int width;
        private Ending[] endings;

        void set(
                List<Lane> newLanes,
                boolean[] newActive,
                float[] newActions,
                int newOffset,
                int newWidth,
                Ending[] newEndings) {
            lanes = newLanes;
            active = newActive;
            actions = newActions;
            offset = newOffset;
            width = newWidth;
            endings = newEndings;
        }

        @Override
        public void accept(int lane) {
            if (active == null || active[lane]) {
                endings[lane] = lanes.get(lane).step(actions, offset + lane * width);
            }
        }
    }

    @Override
    public void close() {
        if (crew != null) {
            crew.close();
        }
    }
}
