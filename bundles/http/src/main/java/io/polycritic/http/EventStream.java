package io.polycritic.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One client's stream of events. Writes only while the connection takes bytes; no thread ever waits for a client. */
final class EventStream implements WriteListener, AsyncListener {
    /** Metrics come at most ten times a second, so this bridges a stall of well over ten seconds. */
    private static final int CAPACITY = 256;

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final String run;
    private final Consumer<EventStream> left;
    private final BooleanSupplier allowed;
    private final FrameQueue queue;
    private boolean started;
    private boolean unflushed;
    private boolean closed;

    EventStream(
            AsyncContext async,
            ServletOutputStream out,
            String run,
            Consumer<EventStream> left,
            BooleanSupplier allowed,
            LongAdder dropped) {
        this.async = async;
        this.out = out;
        this.run = run;
        this.left = left;
        this.allowed = allowed;
        this.queue = new FrameQueue(CAPACITY, dropped);
    }

    /** Whether the client may still have the events. */
    boolean allowed() {
        return allowed.getAsBoolean();
    }

    /** Queues a frame if it is about this client's run, and writes what can be written. */
    void offer(Frame frame) {
        boolean overrun;
        synchronized (this) {
            if (closed
                    || !run.isEmpty() && !frame.run().isEmpty() && !frame.run().equals(run)) {
                return;
            }
            overrun = !queue.offer(frame);
        }
        if (overrun) {
            close();
        } else {
            tryToWrite();
        }
    }

    /** The container calls this first; before that, a write would block. */
    @Override
    public void onWritePossible() {
        synchronized (this) {
            started = true;
        }
        tryToWrite();
    }

    private void tryToWrite() {
        try {
            write();
        } catch (IOException | IllegalStateException e) {
            close();
        }
    }

    private synchronized void write() throws IOException {
        while (started && !closed && out.isReady()) {
            Frame frame = queue.poll();
            if (frame != null) {
                out.write(frame.bytes());
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                return;
            }
        }
    }

    /** Ends the stream; the client connects again and reads the present state afresh. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        left.accept(this);
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // the container has completed it already
        }
    }

    @Override
    public void onError(Throwable cause) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nothing is to be done: the stream never restarts
    }
}
