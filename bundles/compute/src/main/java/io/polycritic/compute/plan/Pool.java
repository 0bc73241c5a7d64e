package io.polycritic.compute.plan;

import java.util.ArrayList;
import java.util.List;

/** Buffers that values use one after the other. Sizes are settled while planning; memory is allocated afterwards. */
final class Pool {
    private final List<Buffer> free = new ArrayList<>();

    /** A buffer to be. Each is memory of its own, because Java vectorises loops over different arrays only. */
    static final class Buffer {
        private final boolean direct;
        private int capacity;
        private double freeAt;
        private Storage storage;

        private Buffer(boolean direct) {
            this.direct = direct;
        }

        Storage storage(int size) {
            if (storage == null) {
                storage = Storage.allocate(capacity, direct);
            }
            return storage.part(0, size);
        }
    }

    /**
     * Takes the smallest free buffer that is large enough, or lets the largest one grow.
     *
     * @param size numbers needed
     * @param direct whether in native memory
     * @param now when it is first written to; only buffers that are expected to be free by then are taken, so that no
     *     thread waits for another because of memory alone
     */
    Buffer take(int size, boolean direct, double now) {
        Buffer best = null;
        for (Buffer buffer : free) {
            if (buffer.direct != direct || buffer.freeAt > now) {
                continue;
            }
            boolean better;
            if (best == null) {
                better = true;
            } else if (best.capacity >= size) {
                better = buffer.capacity >= size && buffer.capacity < best.capacity;
            } else {
                better = buffer.capacity > best.capacity;
            }
            best = better ? buffer : best;
        }
        if (best == null) {
            best = new Buffer(direct);
        }
        free.remove(best);
        best.capacity = Math.max(best.capacity, size);
        return best;
    }

    /** Gives a buffer back, which is expected to be read until a time. */
    void release(Buffer buffer, double until) {
        buffer.freeAt = until;
        free.add(buffer);
    }
}
