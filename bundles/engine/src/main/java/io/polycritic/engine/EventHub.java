package io.polycritic.engine;

import io.polycritic.api.control.RunEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Consumer;

/** Hands events to listeners, each on a thread of its own, so that no run waits for a listener. */
final class EventHub implements AutoCloseable {
    private static final int METRICS_BOUND = 256;
    private static final int BOUND = 10_000;

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    void publish(RunEvent event) {
        subscriptions.forEach(subscription -> subscription.offer(event));
    }

    AutoCloseable subscribe(Consumer<RunEvent> listener) {
        Subscription subscription = new Subscription(listener);
        subscriptions.add(subscription);
        subscription.thread.start();
        return subscription;
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }

    /** One listener. A slow one misses metrics first; one that does not listen at all is dropped. */
    private final class Subscription implements AutoCloseable {
        private static final System.Logger LOG = System.getLogger(EventHub.class.getName());

        private final Consumer<RunEvent> listener;
        private final LinkedBlockingDeque<RunEvent> queue = new LinkedBlockingDeque<>(BOUND);
        private final Thread thread = new Thread(this::deliver, "polycritic-events");

        Subscription(Consumer<RunEvent> listener) {
            this.listener = listener;
            thread.setDaemon(true);
        }

        void offer(RunEvent event) {
            boolean metrics = "metrics".equals(event.type());
            if (metrics && queue.size() >= METRICS_BOUND) {
                return;
            }
            if (!queue.offer(event)) {
                LOG.log(System.Logger.Level.WARNING, "a listener that takes no events was dropped");
                close();
            }
        }

        private void deliver() {
            try {
                while (true) {
                    RunEvent event = queue.take();
                    try {
                        listener.accept(event);
                    } catch (RuntimeException e) {
                        LOG.log(System.Logger.Level.WARNING, "a listener failed", e);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            subscriptions.remove(this);
            thread.interrupt();
        }
    }
}
