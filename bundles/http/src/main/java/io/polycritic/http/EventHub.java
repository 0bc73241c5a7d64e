package io.polycritic.http;

import io.polycritic.api.control.Figure;
import io.polycritic.api.control.FigureSource;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunEvent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Carries the events of all runs to all clients: one thread, ten deliveries a second, each event made into text once.
 */
@Component(service = {EventHub.class, FigureSource.class})
public final class EventHub implements FigureSource {
    static final String CONTENT_TYPE = "text/event-stream";

    private static final System.Logger LOG = System.getLogger(EventHub.class.getName());
    private static final int MOST_CLIENTS = 256;
    private static final long DELIVERY_MILLIS = 100;
    private static final long BEAT_SECONDS = 10;
    private static final long CHECK_SECONDS = 5;

    /**
     * The first event of a stream.
     *
     * @param run the run that it is about, empty for all
     */
    record Hello(String run) {}

    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final LongAdder dropped = new LongAdder();
    private final EventBatch batch = new EventBatch();
    private final Map<RunControl, AutoCloseable> subscriptions = new ConcurrentHashMap<>();
    private final Future<?> delivery;
    private final Future<?> beat;
    private final Future<?> check;
    /** Asking who is still allowed can take long when the database is away; events must not wait for that. */
    private final ScheduledExecutorService doorkeeper = thread("polycritic-event-access");

    private final ScheduledExecutorService thread = thread("polycritic-events");

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Starts delivering. */
    @Activate
    public EventHub() {
        delivery =
                thread.scheduleWithFixedDelay(this::deliver, DELIVERY_MILLIS, DELIVERY_MILLIS, TimeUnit.MILLISECONDS);
        beat = thread.scheduleWithFixedDelay(() -> send(Frame.beat()), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        check = doorkeeper.scheduleWithFixedDelay(this::showOut, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends the streams of those who have logged out, or whose user or token works no more. */
    void showOut() {
        for (EventStream stream : streams) {
            try {
                if (!stream.allowed()) {
                    stream.close();
                }
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "whether a listener is still allowed cannot be told now", e);
            }
        }
    }

    /**
     * Listens to an engine.
     *
     * @param control the engine
     */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindControl(RunControl control) {
        subscriptions.put(control, control.subscribe(this::accept));
    }

    /**
     * Listens no more.
     *
     * @param control the engine
     */
    public void unbindControl(RunControl control) {
        AutoCloseable subscription = subscriptions.remove(control);
        if (subscription == null) {
            return;
        }
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "could not end the subscription to an engine", e);
        }
    }

    /** Ends all streams. */
    @Deactivate
    public void close() {
        delivery.cancel(false);
        beat.cancel(false);
        check.cancel(false);
        thread.shutdownNow();
        doorkeeper.shutdownNow();
        List.copyOf(streams).forEach(EventStream::close);
    }

    /**
     * Opens a client's stream.
     *
     * @param request the request, which becomes asynchronous
     * @param response where the events go
     * @param run the run whose events are wanted, empty for all
     * @param allowed whether the client may still have them; asked again as long as the stream lasts
     * @throws HttpProblem if there are too many clients
     */
    void open(HttpServletRequest request, HttpServletResponse response, String run, BooleanSupplier allowed) {
        if (streams.size() >= MOST_CLIENTS) {
            throw HttpProblem.of(503, "RESOURCE", "", "at most " + MOST_CLIENTS + " clients can listen at a time");
        }
        response.setContentType(CONTENT_TYPE);
        response.setCharacterEncoding("UTF-8");
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        try {
            EventStream stream =
                    new EventStream(async, response.getOutputStream(), run, streams::remove, allowed, dropped);
            async.addListener(stream);
            streams.add(stream);
            stream.offer(Frame.event("", false, "hello", new Hello(run)));
            response.getOutputStream().setWriteListener(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many clients listen. */
    int clients() {
        return streams.size();
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure("http_event_clients", "Clients that listen to events.", false, clients()),
                new Figure(
                        "http_event_frames_dropped_total",
                        "Metrics events that clients missed because they read too slowly.",
                        true,
                        dropped.sum()));
    }

    private void accept(RunEvent event) {
        if (!streams.isEmpty()) {
            synchronized (batch) {
                batch.add(event);
            }
        }
    }

    private void deliver() {
        List<RunEvent> events;
        synchronized (batch) {
            events = batch.drain();
        }
        for (RunEvent event : events) {
            try {
                boolean droppable = event.type().equals(EventBatch.METRICS);
                send(Frame.event(event.run(), droppable, event.type(), event));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "could not deliver an event of run " + event.run(), e);
            }
        }
    }

    /** A fault of one event or one client must not end the schedule, which serves all. */
    private void send(Frame frame) {
        for (EventStream stream : streams) {
            try {
                stream.offer(frame);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "gave up a listener", e);
                stream.close();
            }
        }
    }
}
