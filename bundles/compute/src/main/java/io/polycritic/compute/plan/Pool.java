package io.polycritic.compute.plan;

import java.util.ArrayList;
import java.util.List;

/** Buffers that values use one after the other. Sizes are settled while planning; memory is allocated afterwards. */
final class Pool {
    private final List<Buffer> free = new ArrayList<>();

    /** A buffer to be. Each is an array of its own, because Java vectorises loops over different arrays only. */
    static final class Buffer {
        private int capacity;
        private float[] array;

        float[] array() {
            if (array == null) {
                array = new float[capacity];
            }
            return array;
        }
    }

    /** Takes the smallest free buffer that is large enough, or lets the largest one grow. */
    Buffer take(int size) {
        Buffer best = null;
        for (Buffer buffer : free) {
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
            best = new Buffer();
        }
        free.remove(best);
        best.capacity = Math.max(best.capacity, size);
        return best;
    }

    void release(Buffer buffer) {
        free.add(buffer);
    }
}
