package io.polycritic.runtime.launcher;

import io.polycritic.api.control.AccountControl;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.ServerControl;
import io.polycritic.api.control.StudyControl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic serve}. */
@Command(
        name = "serve",
        description = "Serves console and REST interface until Ctrl-C or SIGTERM, and goes on with what was running.",
        footer = {
            "",
            "Leaving takes no more work and writes a snapshot of each live run, within the setting stop.seconds;",
            "the next 'serve' goes on with these runs, unless somebody has stopped or paused them."
        })
final class ServeCommand implements Callable<Integer> {
    /** Of the time to leave, what the runs get; the rest is for everything else. */
    private static final double SHARE_OF_RUNS = 0.75;

    private static final System.Logger LOG = System.getLogger(ServeCommand.class.getName());

    @ParentCommand
    private Polycritic root;

    @Option(names = "--headless", description = "Serve the REST interface without the console's pages.")
    private boolean headless;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "The port; 0 picks a free one. Usually 8484; without --headless any other one if that is taken.")
    private Integer port;

    @Option(names = "--print-config", description = "Print what is set, to what, and by whom; serve nothing.")
    private boolean printConfig;

    @Mixin
    private LogDirectory logdir;

    @Override
    public Integer call() throws InterruptedException {
        logdir.announce(root);
        if (port != null) {
            root.option("http.port", Integer.toString(port));
        }
        Settings settings = root.settings();
        if (printConfig) {
            ConfigReport.print(settings, root);
            return 0;
        }
        DataFolder data = root.data();
        long bound = settings.number("stop.seconds");
        root.signals().leaveWithin(bound, Failure.FAILED);
        Framework.Extent extent = headless ? Framework.Extent.REST : Framework.Extent.CONSOLE;
        boolean anyPort = !headless && !settings.isSet("http.port");
        Integer wanted = anyPort ? null : Integer.valueOf((int) settings.number("http.port"));
        try (Session session = Session.engine(root.installation(), data, extent, wanted)) {
            // a database that cannot be used is told now, before the rest is started, not at the first log-in
            session.framework().service(AccountControl.class).requireDatabase();
            session.serve();
            greet(session, data);
            ServerControl server = session.framework().service(ServerControl.class);
            StudyControl studies = session.framework().service(StudyControl.class);
            if (settings.flag("resume")) {
                begin(() -> {
                    resume(server);
                    if (!server.isDraining()) {
                        resume(studies);
                    }
                });
            }
            root.signals().await();
            return drain(server, bound * SHARE_OF_RUNS);
        }
    }

    private void greet(Session session, DataFolder data) {
        String address = "http://127.0.0.1:" + session.port().orElseThrow() + "/";
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("url", address);
        document.put("port", session.port().orElseThrow());
        document.put("pid", ProcessHandle.current().pid());
        document.put("data", data.root().toString());
        document.put("tokenFile", data.root().resolve("token").toString());
        String what = "Serving " + data.root() + " at " + address + (headless ? "api/v1/" : "");
        root.print(
                document,
                what + System.lineSeparator() + "Programs send the token in "
                        + data.root().resolve("token") + "; 'polycritic login' prints a link for people");
        if (!headless) {
            session.showConsole(root.terminal());
        }
        LOG.log(System.Logger.Level.INFO, "serving {0} at {1}", data.root(), address);
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "polycritic-resume");
        thread.setDaemon(true);
        thread.start();
    }

    private void resume(ServerControl server) {
        try {
            for (RunView run : server.resumeRuns()) {
                if (run.state() == RunState.FAILED) {
                    root.terminal()
                            .note(run.run() + " cannot go on: " + run.problem().message());
                } else {
                    root.terminal().note(progress(run, run.state() == RunState.PAUSED ? "is paused at" : "goes on at"));
                }
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "runs could not be resumed", e);
        }
    }

    private void resume(StudyControl studies) {
        try {
            studies.resume().forEach(job -> root.terminal().note("The study " + job.study() + " goes on."));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "studies could not be resumed", e);
        }
    }

    private int drain(ServerControl server, double seconds) {
        List<RunView> left = server.drain(seconds);
        boolean late = false;
        for (RunView run : left) {
            if (Session.live(run.state())) {
                late = true;
                root.terminal()
                        .note(run.run() + " was not ready to leave in time; it will go on from its last snapshot.");
            } else {
                root.terminal().note(progress(run, "is " + run.state() + " at"));
            }
        }
        LOG.log(System.Logger.Level.INFO, "left {0} runs{1}", left.size(), late ? ", not all of them in time" : "");
        return late ? Failure.FAILED : 0;
    }

    private static String progress(RunView run, String verb) {
        return String.format(Locale.ROOT, "%s %s %,d of %,d steps.", run.run(), verb, run.steps(), run.budget());
    }
}
