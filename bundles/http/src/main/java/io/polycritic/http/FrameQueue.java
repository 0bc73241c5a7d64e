package io.polycritic.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.atomic.LongAdder;

/**
 * What waits for one client, in order. When it is full the oldest frame that may be missed makes room, and the client
 * is told by a {@code gap} event how many it missed; a frame that may not be missed is never dropped: if there is no
 * room for it, the queue says that the client must be given up. Not thread-safe.
 */
final class FrameQueue {
    /**
     * Tells a client that it missed something.
     *
     * @param missed how many metrics events
     */
    record Gap(int missed) {}

    private final Deque<Frame> frames = new ArrayDeque<>();
    private final int capacity;
    private final LongAdder total;
    private int dropped;

    /**
     * Makes an empty queue.
     *
     * @param capacity how many frames wait at the most
     * @param total where what clients miss is counted for all of them
     */
    FrameQueue(int capacity, LongAdder total) {
        this.capacity = capacity;
        this.total = total;
    }

    /**
     * Adds a frame.
     *
     * @param frame the frame
     * @return false if nothing can make room for it
     */
    boolean offer(Frame frame) {
        if (frames.size() >= capacity && !dropOldest()) {
            if (frame.droppable()) {
                drop();
                return true;
            }
            return false;
        }
        frames.add(frame);
        return true;
    }

    private void drop() {
        dropped++;
        total.increment();
    }

    private boolean dropOldest() {
        for (Iterator<Frame> each = frames.iterator(); each.hasNext(); ) {
            if (each.next().droppable()) {
                each.remove();
                drop();
                return true;
            }
        }
        return false;
    }

    /** The next frame to write, or null. */
    Frame poll() {
        if (dropped > 0) {
            Frame gap = Frame.event("", false, "gap", new Gap(dropped));
            dropped = 0;
            return gap;
        }
        return frames.poll();
    }
}
