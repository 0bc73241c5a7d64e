package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic train}. */
@Command(
        name = "train",
        description = "Starts a run, or continues the run of the same name and seed.",
        footer = {
            "",
            "Where another process serves the data folder already, that process trains and this one watches.",
            "Ctrl-C writes a snapshot and leaves; the same command continues. A second Ctrl-C halts at once."
        })
final class TrainCommand implements Callable<Integer> {
    private static final double LOOK_SECONDS = 0.5;
    private static final long HEAD_START_SECONDS = 2;

    @ParentCommand
    private Polycritic root;

    @Parameters(
            arity = "0..1",
            paramLabel = "RECIPE",
            description = "A recipe's name, or a run spec as .json file. Can be left out with --run.")
    private String spec;

    @Option(names = "--steps", paramLabel = "N", description = "Steps to make in all, instead of the spec's budget.")
    private Long steps;

    @Option(names = "--seed", paramLabel = "N", description = "The seed, instead of the spec's.")
    private Long seed;

    @Option(names = "--run", paramLabel = "ID", description = "The run's id, instead of <name>-<seed>.")
    private String run;

    @Option(names = "--fresh", description = "Set an existing run of this id aside and begin anew.")
    private boolean fresh;

    @Option(names = "--exit", description = "Leave at the end of the run; else the console stays up until Ctrl-C.")
    private boolean exit;

    @Option(names = "--no-console", description = "Train without REST interface and console; implies --exit.")
    private boolean noConsole;

    @Option(names = "--port", paramLabel = "N", description = "The console's port; 0 picks a free one.")
    private Integer port;

    @Mixin
    private LogDirectory logdir;

    @Override
    public Integer call() throws Exception {
        logdir.announce(root);
        String file = file();
        DataFolder data = root.data();
        Framework.Extent extent = noConsole ? Framework.Extent.ENGINE : Framework.Extent.CONSOLE;
        try (Session session = Session.open(root.installation(), data, extent, port())) {
            logdir.check(session);
            RunView begun = session.control().start(request(file, session));
            if (session.server().isEmpty()) {
                awaitUpdate(session.control(), begun);
                session.serve();
            }
            greet(session);
            RunView ended = watch(session, begun.run());
            return root.signals().leaving() ? leave(session, ended) : report(session, ended);
        }
    }

    private Integer port() {
        Settings settings = root.settings();
        return port == null && settings.isSet("http.port") ? Integer.valueOf((int) settings.number("http.port")) : port;
    }

    /** Lets a run make its first update, if that is soon, before the console's start takes part of the processors. */
    private static void awaitUpdate(RunControl control, RunView begun) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AutoCloseable subscription = control.subscribe(event -> {
            if (event.run().equals(begun.run()) && (event.update() > begun.updates() || !Session.live(event.state()))) {
                over.countDown();
            }
        });
        try {
            RunView now = control.run(begun.run());
            if (Session.live(now.state()) && now.updates() <= begun.updates()) {
                over.await(HEAD_START_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            subscription.close();
        }
    }

    /** What is wrong with the command line is said before the framework starts. */
    private String file() {
        if (spec == null && run == null) {
            throw Failure.usage("RECIPE", "is missing; 'polycritic recipe list' shows the recipes");
        }
        if (steps != null && steps < 1) {
            throw Failure.usage("--steps", steps + " is not allowed; at least 1");
        }
        if (spec == null || !spec.endsWith(".json")) {
            return null;
        }
        try {
            return Files.readString(Path.of(spec));
        } catch (NoSuchFileException e) {
            throw Failure.usage(spec, "there is no such file");
        } catch (IOException e) {
            throw Failure.usage(spec, "cannot be read: " + Diagnosis.reason(e));
        }
    }

    private RunRequest request(String file, Session session) {
        String text = spec == null || file != null ? file : recipe(session);
        return new RunRequest(text, run, seed, steps, fresh);
    }

    /** The order of a spec's slots, which is part of what a run computes, is the recipe's. */
    private String recipe(Session session) {
        try {
            return Json.MAPPER.writeValueAsString(session.recipes().recipe(spec).spec());
        } catch (JsonProcessingException e) {
            throw Failure.of(e);
        }
    }

    private void greet(Session session) {
        session.server().ifPresent(server -> root.terminal()
                .note("Process " + server.pid() + " serves this data folder; it does the training."));
        if (session.port().isPresent()) {
            session.showConsole(root.terminal());
        }
    }

    private RunView watch(Session session, String id) throws InterruptedException {
        Progress progress = new Progress(root.terminal(), Integer.getInteger("polycritic.columns", 100));
        while (true) {
            RunView view = session.control().await(id, LOOK_SECONDS);
            progress.show(view);
            if (!Session.live(view.state()) || root.signals().leaving()) {
                return view;
            }
        }
    }

    private int leave(Session session, RunView last) {
        if (session.server().isPresent()) {
            root.terminal()
                    .note(last.run() + " goes on in process "
                            + session.server().get().pid() + "; 'polycritic run stop " + last.run() + "' stops it.");
        } else {
            session.stopRuns(root.terminal());
        }
        RunView now = session.control().run(last.run());
        if (root.json()) {
            root.terminal().document(Report.document(now));
        }
        return root.signals().code();
    }

    private int report(Session session, RunView ended) throws InterruptedException {
        root.print(Report.document(ended), Report.text(ended));
        if (!exit && !noConsole && session.server().isEmpty()) {
            root.terminal().note("The console stays up until Ctrl-C.");
            root.signals().await();
            session.stopRuns(root.terminal());
        }
        return ended.state() == RunState.FAILED ? Failure.FAILED : 0;
    }
}
