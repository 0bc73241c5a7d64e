package io.polycritic.exports.tensorboard;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.exports.Exports;
import io.polycritic.store.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes event files of all live runs into the folder that the framework property {@value #LOGDIR} names, each run into
 * a folder of its own; does nothing without it. It follows the metrics files on a thread of its own: a run never waits
 * for it, and nothing is queued, for what has not been written yet is in the run's file.
 */
@Component(service = LiveLog.class, immediate = true)
public final class LiveLog {
    /** The framework property that names the folder which TensorBoard is pointed at. */
    static final String LOGDIR = "polycritic.logdir";

    private static final System.Logger LOG = System.getLogger(LiveLog.class.getName());
    private static final long PERIOD_SECONDS = 2;
    private static final Set<RunState> ENDED = EnumSet.of(RunState.STOPPED, RunState.DONE, RunState.FAILED);

    private final Path data;
    private final RunControl runs;
    private final Path logdir;
    private final Set<String> awake = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    /** By run; used by the thread alone. */
    private final Map<String, RunLog> logs = new HashMap<>();

    private ScheduledExecutorService thread;
    private AutoCloseable subscription;

    /** Begins; called by Declarative Services. */
    @Activate
    public LiveLog(BundleContext context, @Reference RunControl runs) {
        this(Exports.data(context), context.getProperty(LOGDIR), runs);
        if (logdir != null) {
            start();
        }
    }

    LiveLog(Path data, String logdir, RunControl runs) {
        this.data = data;
        this.runs = runs;
        this.logdir = logdir == null || logdir.isBlank() ? null : Path.of(logdir);
    }

    private void start() {
        thread = Executors.newSingleThreadScheduledExecutor(job -> {
            Thread made = new Thread(job, "polycritic-tensorboard");
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
        });
        subscription = runs.subscribe(this::hear);
        var unused = thread.scheduleWithFixedDelay(this::write, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes note of a run that has something new. */
    void hear(RunEvent event) {
        if (event.type().equals("state") && ENDED.contains(event.state())) {
            ended.add(event.run());
        }
        awake.add(event.run());
    }

    /** Writes what is new of all runs that were heard of since the last call. */
    void write() {
        double now = System.currentTimeMillis() / 1e3;
        for (String run : awake.toArray(String[]::new)) {
            boolean last = ended.contains(run);
            awake.remove(run);
            boolean more = write(run, now);
            if (more) {
                awake.add(run);
            } else if (last) {
                ended.remove(run);
                close(run);
            }
        }
    }

    /** A run whose events cannot be written is tried again when there is something new; training never notices. */
    private boolean write(String run, double now) {
        try {
            RunLog log = logs.get(run);
            if (log == null) {
                EventFolder folder = new EventFolder(logdir.resolve(run), EventFolder.Bounds.USUAL);
                log = new RunLog(RunFolder.of(data, run), folder, runs.spec(run));
                logs.put(run, log);
            }
            return log.follow(now);
        } catch (IOException | PolycriticException | ProblemException e) {
            LOG.log(System.Logger.Level.WARNING, "run " + run + ": no events in " + logdir.resolve(run), e);
            close(run);
            return false;
        }
    }

    private void close(String run) {
        RunLog log = logs.remove(run);
        try {
            if (log != null) {
                log.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "run " + run + ": the last events may be missing", e);
        }
    }

    /** Writes what is left and ends the thread, within a bounded time. */
    @Deactivate
    void stop() throws Exception {
        if (thread == null) {
            return;
        }
        subscription.close();
        thread.execute(() -> {
            write();
            Set.copyOf(logs.keySet()).forEach(this::close);
        });
        thread.shutdown();
        if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }
}
