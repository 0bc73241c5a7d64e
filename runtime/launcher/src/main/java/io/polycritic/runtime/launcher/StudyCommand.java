package io.polycritic.runtime.launcher;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.StudyFigure;
import io.polycritic.api.control.StudyJob;
import io.polycritic.api.control.StudyPlot;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyRequest;
import io.polycritic.api.control.StudySummary;
import io.polycritic.api.control.StudyView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import java.util.regex.Matcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic study}. */
@Command(
        name = "study",
        description = "Compares a method with its baselines over several seeds.",
        footer = {
            "",
            "Where another process serves the data folder already, that process carries the study out and this one",
            "watches: Ctrl-C leaves, the study goes on there. Otherwise Ctrl-C writes snapshots and leaves; the same",
            "command continues."
        })
final class StudyCommand implements Callable<Integer> {
    private static final String COLOURS = "<style>svg{background:#fff}@media(prefers-color-scheme:dark){"
            + "svg{background:#0f141b;--text:#e3e8ef;--muted:#9aa7b6;--grid:#2a3441}}</style>";

    private static final long LOOK_MILLIS = 500;
    private static final long LONGEST_END_SECONDS = 60;
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    @ParentCommand
    private Polycritic root;

    @Parameters(arity = "0..1", paramLabel = "STUDY", description = "The study's name; without it, studies are listed.")
    private String study;

    @Option(names = "--all", description = "Carries out the study of every published system, one after the other.")
    private boolean all;

    @Option(names = "--quick", description = "The study's short form: to see that it works, not to conclude.")
    private boolean quick;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds, instead of the study's own number.")
    private Integer seeds;

    @Option(
            names = "--fresh",
            description = "Begins runs anew that are there already, instead of taking them as they are.")
    private boolean fresh;

    @Option(names = "--report", description = "Shows the last report instead of carrying the study out.")
    private boolean last;

    @Option(names = "--cancel", description = "Takes a study back that another process carries out.")
    private boolean cancel;

    @Option(
            names = "--plots",
            paramLabel = "FOLDER",
            description = "Draws the intervals of each metric into a folder, as SVG.")
    private Path plots;

    private final AtomicReference<StudyProgress> progress = new AtomicReference<>();
    private long shown;

    @Override
    public Integer call() throws InterruptedException {
        if (seeds != null && seeds < 2) {
            throw Failure.usage("--seeds", seeds + " is not allowed; at least 2: one seed shows nothing");
        }
        if (all && study != null) {
            throw Failure.usage("--all", "goes without the name of a study; found " + study);
        }
        if ((last || cancel) && (study == null || fresh || seeds != null || last && cancel)) {
            throw Failure.usage(last ? "--report" : "--cancel", "goes with the name of a study and --quick alone");
        }
        return cancel ? takeBack() : open();
    }

    private int takeBack() {
        try (Session session = Session.live(root.data())) {
            StudyJob job = session.studies().cancel(study, quick);
            root.print(job, job.study() + " is " + job.state());
        }
        return 0;
    }

    private int open() throws InterruptedException {
        try (Session session = Session.open(root.installation(), root.data(), Framework.Extent.ENGINE, null)) {
            StudyControl control = session.studies();
            session.server().ifPresent(server -> root.terminal()
                    .note("Process " + server.pid() + " serves this data folder; it does the work."));
            if (all) {
                return carryOutAll(session);
            }
            if (study == null) {
                return list(control);
            }
            StudyReport report = last ? control.report(study, quick) : carryOut(control, study);
            if (report != null && plots != null) {
                draw(control, report);
            }
            return report == null ? leave(session, study) : show(report);
        }
    }

    private int list(StudyControl control) {
        Table table = new Table("STUDY", "SYSTEM", "SEEDS", "RUNS", "LAST REPORT", "TITLE");
        for (StudyView view : control.studies()) {
            table.row(
                    view.name(),
                    view.system(),
                    view.seeds(),
                    view.runs(),
                    view.last() == null
                            ? ""
                            : view.last().finished().substring(0, 10) + " "
                                    + outcome(view.last().summary()),
                    view.problem() == null
                            ? view.title()
                            : "cannot be used: " + view.problem().message());
        }
        root.print(Map.of("studies", control.studies()), table.toString());
        return 0;
    }

    private void draw(StudyControl control, StudyReport report) {
        List<String> metrics =
                report.figures().stream().map(StudyFigure::metric).distinct().toList();
        for (String metric : metrics) {
            Path file = plots.resolve(study + "-" + metric + ".svg");
            try {
                Files.createDirectories(plots);
                Files.writeString(file, alone(control.plot(study, quick, metric, StudyPlot.INTERVALS)));
            } catch (IOException e) {
                throw Failure.resource("--plots", file + " cannot be written: " + e.getMessage(), e);
            }
        }
    }

    /** A picture that brings its page's colours along, light or dark as its reader has them. */
    private static String alone(String svg) {
        return svg.replaceFirst(">", Matcher.quoteReplacement(">" + COLOURS));
    }

    private int leave(Session session, String name) {
        root.terminal()
                .note(name
                        + session.server()
                                .map(server -> " goes on in process " + server.pid()
                                        + "; the same command watches it, with --cancel it takes it back.")
                                .orElse(" was left before its end; the same command continues it."));
        return root.signals().code();
    }

    /** Exit code 0 if all bars that count are reached, 1 otherwise. */
    private int show(StudyReport report) {
        root.print(
                report,
                report.title() + System.lineSeparator() + report.table() + System.lineSeparator() + report.verdict());
        return report.summary().passed() ? 0 : Failure.FAILED;
    }

    /** A study that cannot be carried out, for example because its data are not there, does not stop the others. */
    private int carryOutAll(Session session) throws InterruptedException {
        StudyControl control = session.studies();
        List<StudySummary> summaries = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Table table = new Table("STUDY", "METRIC", "METHOD", "BEST BASELINE", "AHEAD BY", "95 % INTERVAL", "BARS");
        for (StudyView view : control.studies()) {
            if (view.system().isEmpty() && view.problem() == null) {
                continue;
            }
            try {
                StudyReport report = carryOut(control, view.name());
                if (report == null) {
                    return leave(session, view.name());
                }
                summaries.add(report.summary());
                row(table, report.summary());
            } catch (Failure failure) {
                problems.add(failure.problem());
                table.row(view.name(), failure.problem().message(), "", "", "", "", "failed");
            }
        }
        root.print(Map.of("studies", summaries, "problems", problems), table.toString());
        boolean passed = problems.isEmpty() && summaries.stream().allMatch(StudySummary::passed);
        return passed ? 0 : Failure.FAILED;
    }

    private static void row(Table table, StudySummary summary) {
        List<StudySummary.Check> counted =
                summary.checks().stream().filter(StudySummary.Check::counts).toList();
        long reached = counted.stream().filter(StudySummary.Check::reached).count();
        table.row(
                summary.slug(),
                summary.metric(),
                summary.method(),
                summary.bestBaseline(),
                number(summary.difference()),
                summary.interval().stream().map(StudyCommand::number).toList().toString(),
                reached + " of " + counted.size() + ", " + outcome(summary));
    }

    private static String outcome(StudySummary summary) {
        if (!summary.passed()) {
            return "missed";
        }
        return summary.checks().stream().anyMatch(StudySummary.Check::counts) ? "passed" : "reported";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private StudyReport carryOut(StudyControl control, String name) throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            StudyRequest request = new StudyRequest(name, quick, seeds, fresh);
            return await(name, thread.submit(() -> control.study(request, progress::set)));
        } finally {
            thread.shutdownNow();
            if (!thread.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                root.terminal().note("The study's runs did not stop in time.");
            }
        }
    }

    /** Waits for the report, or for a signal; then there is none. */
    private StudyReport await(String name, Future<StudyReport> result) throws InterruptedException {
        while (true) {
            try {
                return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                showProgress(name);
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

    private void showProgress(String name) {
        StudyProgress now = progress.get();
        boolean due = root.terminal().rewritable() || System.nanoTime() - shown > LINE_NANOS;
        if (now != null && due) {
            shown = System.nanoTime();
            // one that waits for other studies has not counted its runs yet
            String runs = now.runs() == 0 ? "" : now.done() + " of " + now.runs() + " runs; ";
            root.terminal().progress(name + "  " + (int) (100 * now.share()) + " %  " + runs + now.message());
        }
    }
}
