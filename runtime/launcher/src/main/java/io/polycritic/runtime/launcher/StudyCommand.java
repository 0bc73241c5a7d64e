package io.polycritic.runtime.launcher;

import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyRequest;
import io.polycritic.api.control.StudyView;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic study}. */
@Command(name = "study", description = "Compares a method with its baselines over several seeds.")
final class StudyCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 500;
    private static final long LONGEST_END_SECONDS = 60;
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    @ParentCommand
    private Polycritic root;

    @Parameters(arity = "0..1", paramLabel = "STUDY", description = "The study's name; without it, studies are listed.")
    private String study;

    @Option(names = "--quick", description = "The study's short form: to see that it works, not to conclude.")
    private boolean quick;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds, instead of the study's own number.")
    private Integer seeds;

    private final AtomicReference<StudyProgress> progress = new AtomicReference<>();
    private long shown;

    @Override
    public Integer call() throws InterruptedException {
        if (seeds != null && seeds < 1) {
            throw Failure.usage("--seeds", seeds + " is not allowed; at least 1");
        }
        try (Session session = Session.start(root.installation(), root.data(), Framework.Extent.ENGINE, null)) {
            StudyControl control = session.framework().service(StudyControl.class);
            return study == null ? list(control) : carryOut(control);
        }
    }

    private int list(StudyControl control) {
        Table table = new Table("STUDY", "SEEDS", "STEPS", "TITLE");
        for (StudyView view : control.studies()) {
            table.row(view.name(), view.seeds(), String.format(Locale.ROOT, "%,d", view.steps()), view.title());
        }
        root.print(Map.of("studies", control.studies()), table.toString());
        return 0;
    }

    private int carryOut(StudyControl control) throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            StudyRequest request = new StudyRequest(study, quick, seeds);
            Future<StudyReport> result = thread.submit(() -> control.study(request, progress::set));
            StudyReport report = await(result);
            if (report == null) {
                root.terminal().note(study + " was left before its end.");
                return root.signals().code();
            }
            root.print(
                    report,
                    report.title()
                            + System.lineSeparator()
                            + report.table()
                            + System.lineSeparator()
                            + report.verdict());
            return 0;
        } finally {
            thread.shutdownNow();
            if (!thread.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                root.terminal().note("The study's runs did not stop in time.");
            }
        }
    }

    /** Waits for the report, or for a signal; then there is none. */
    private StudyReport await(Future<StudyReport> result) throws InterruptedException {
        while (true) {
            try {
                return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                show();
                if (root.signals().leaving()) {
                    result.cancel(true);
                    return null;
                }
            } catch (CancellationException e) {
                return null;
            } catch (ExecutionException e) {
                throw Failure.of(e.getCause());
            }
        }
    }

    private void show() {
        StudyProgress now = progress.get();
        boolean due = root.terminal().rewritable() || System.nanoTime() - shown > LINE_NANOS;
        if (now != null && due) {
            shown = System.nanoTime();
            long percent = Progress.percent(now.done(), now.total());
            root.terminal().progress(study + "  " + percent + " %  " + now.message());
        }
    }
}
