package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BackupControl;
import io.polycritic.api.control.ExportControl;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RecipeControl;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.StudyControl;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The runs that a command works on: those of this process, or those of the process that serves the data folder already.
 * There is at most one such process for a data folder; it holds the folder's lock.
 */
final class Session implements AutoCloseable {
    /** The port that is taken where nobody asks for another. */
    static final int USUAL_PORT = 8484;

    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long LOOK_NANOS = 100_000_000L;
    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    private final DataFolder data;
    private final Services services;
    private final Framework framework;
    private final ServerFile.Server server;
    private final Serving serving;

    /** How much of this process is still to be started, and the port chosen for it. */
    private record Serving(Framework.Extent extent, int port) {}

    /** The services of a process, this one or another. */
    private record Services(
            RunControl control,
            PluginControl plugins,
            Supplier<BackupControl> backups,
            Supplier<ExportControl> exports,
            Supplier<RecipeControl> recipes,
            Supplier<StudyControl> studies) {}

    private Session(
            DataFolder data, Services services, Framework framework, ServerFile.Server server, Serving serving) {
        this.data = data;
        this.services = services;
        this.framework = framework;
        this.server = server;
        this.serving = serving;
    }

    /** The process that serves the data folder; a failure if there is none. */
    static Session live(DataFolder data) {
        return data.server()
                .read()
                .map(server -> remote(data, server))
                .orElseThrow(() -> Failure.conflict(
                        "--data",
                        "no Polycritic process serves '" + data.root()
                                + "'; start one by 'polycritic serve' or 'polycritic train', or name another folder"));
    }

    private static Rest rest(DataFolder data, int port) {
        String token = data.token()
                .orElseThrow(() -> Failure.resource(
                        data.root().resolve("token").toString(), "cannot be read; it holds the access token", null));
        return new Rest(port, token);
    }

    private static Session remote(DataFolder data, ServerFile.Server server) {
        Rest rest = rest(data, server.port());
        Services services = new Services(
                new RemoteRunControl(rest),
                new RemotePluginControl(rest),
                () -> new RemoteBackups(rest),
                () -> new RemoteExportControl(rest),
                () -> new RemoteRecipes(rest),
                () -> new RemoteStudies(rest));
        return new Session(data, services, null, server, null);
    }

    /**
     * Joins the process that serves the data folder, or starts the engine in this one. What else shall be started in
     * this process is started by {@link #serve}.
     *
     * @param extent how much to start in this process
     * @param port the port asked for, null for the usual one or any free one, 0 for any free one
     */
    static Session open(Installation installation, DataFolder data, Framework.Extent extent, Integer port) {
        Optional<Session> other = takeOrJoin(data);
        return other.isPresent() ? other.get() : engine(installation, data, extent, port);
    }

    /**
     * Takes the data folder's lock, or finds the process that has it. The lock alone tells whether there is one: a
     * killed process leaves its file behind, and for a moment its process too; one that has just begun does not answer
     * yet.
     *
     * @return nothing if this process has the folder now
     */
    private static Optional<Session> takeOrJoin(DataFolder data) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!data.lock()) {
            Optional<Session> other =
                    data.server().read().map(server -> remote(data, server)).filter(Session::answers);
            if (other.isPresent()) {
                return other;
            }
            if (System.nanoTime() > end) {
                throw inUse(data);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return Optional.empty();
    }

    private boolean answers() {
        try {
            services.control.plugins();
            return true;
        } catch (Failure e) {
            LOG.log(System.Logger.Level.DEBUG, "no answer yet", e);
            return false;
        }
    }

    private static Failure inUse(DataFolder data) {
        String who = data.server().read().map(s -> "process " + s.pid()).orElse("another process");
        return Failure.conflict(
                "--data", "'" + data.root() + "' is in use by " + who + "; wait for it to end, or name another folder");
    }

    /** Starts the framework in this process; a failure if another one has the data folder. */
    static Session start(Installation installation, DataFolder data, Framework.Extent extent, Integer port) {
        Session session = engine(installation, data, extent, port);
        try {
            session.serve();
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Starts plugins and engine in this process; {@link #serve} starts the rest. */
    static Session engine(Installation installation, DataFolder data, Framework.Extent extent, Integer port) {
        int chosen = extent != Framework.Extent.ENGINE ? choose(port) : 0;
        if (takeOrJoin(data).isPresent()) {
            throw inUse(data);
        }
        Framework framework = Framework.start(installation, data.root(), data.cache(), chosen);
        try {
            Services services = new Services(
                    framework.service(RunControl.class),
                    framework.service(PluginControl.class),
                    () -> framework.service(BackupControl.class),
                    () -> framework.service(ExportControl.class),
                    () -> framework.service(RecipeControl.class),
                    () -> framework.service(StudyControl.class));
            return new Session(data, services, framework, null, new Serving(extent, chosen));
        } catch (RuntimeException e) {
            framework.close();
            throw e;
        }
    }

    /** Starts what is above the engine, if this process shall; runs may train meanwhile. */
    void serve() {
        if (serving == null || serving.extent == Framework.Extent.ENGINE) {
            return;
        }
        framework.raise(serving.extent);
        announce(framework, data, serving.port);
    }

    private static void announce(Framework framework, DataFolder data, int chosen) {
        int port = framework.port().orElse(-1);
        if (port <= 0 || chosen != 0 && port != chosen) {
            String why = String.join("; ", framework.faults());
            throw Failure.resource("--port", chosen + " could not be opened" + (why.isEmpty() ? "" : ": " + why), null);
        }
        try {
            data.server().write(port);
        } catch (IOException e) {
            throw Failure.resource(data.server().path().toString(), "cannot be written: " + e.getMessage(), e);
        }
    }

    private static int choose(Integer port) {
        if (port == null) {
            return Framework.free(USUAL_PORT) ? USUAL_PORT : 0;
        }
        if (port < 0 || port > 65_535) {
            throw Failure.usage("--port", port + " is no port; allowed are 1 to 65535, and 0 for any free one");
        }
        if (port != 0 && !Framework.free(port)) {
            throw Failure.resource("--port", port + " is in use; name another one, or 0 for any free one", null);
        }
        return port;
    }

    RunControl control() {
        return services.control;
    }

    BackupControl backups() {
        return services.backups.get();
    }

    PluginControl plugins() {
        return services.plugins;
    }

    ExportControl exports() {
        return services.exports.get();
    }

    RecipeControl recipes() {
        return services.recipes.get();
    }

    StudyControl studies() {
        return services.studies.get();
    }

    /** The framework of this process; a failure if the runs are another's. */
    Framework framework() {
        if (framework == null) {
            throw Failure.conflict(
                    "--data", "'" + data.root() + "' is in use by process " + server.pid() + "; name another folder");
        }
        return framework;
    }

    /** The other process, if the runs are not this one's. */
    Optional<ServerFile.Server> server() {
        return Optional.ofNullable(server);
    }

    OptionalInt port() {
        return server == null ? framework.port() : OptionalInt.of(server.port());
    }

    /** Users and tokens of the process that serves the data folder, this one or another. */
    RemoteAccounts accounts() {
        return new RemoteAccounts(rest(data, port().orElseThrow()));
    }

    /** The address of the console, for everybody. */
    String address() {
        return "http://127.0.0.1:" + port().orElseThrow() + "/";
    }

    /** The address of the console that logs in by itself, once, within some minutes. */
    String logInLink() {
        return address() + accounts().logInPage().substring(1);
    }

    /** Tells a person at the terminal where the console is. What is no terminal may be a log: it gets no code. */
    void showConsole(Terminal terminal) {
        String link = address();
        if (terminal.rewritable()) {
            try {
                link = logInLink();
            } catch (Failure | ProblemException e) {
                terminal.note(
                        "The console cannot log in by a link: " + Failure.of(e).line());
            }
        }
        terminal.note("Console: " + link);
    }

    /** Stops all live runs of this process, each with a snapshot. */
    void stopRuns(Terminal terminal) {
        for (RunView run : services.control.runs()) {
            if (live(run.state())) {
                try {
                    RunView stopped = services.control.stop(run.run());
                    terminal.note(String.format(
                            java.util.Locale.ROOT,
                            "%s stopped at %,d of %,d steps, snapshot written; 'train' continues it.",
                            stopped.run(),
                            stopped.steps(),
                            stopped.budget()));
                } catch (ProblemException e) {
                    terminal.note(run.run() + " did not stop: " + Failure.of(e).line());
                }
            }
        }
    }

    static boolean live(RunState state) {
        return state == RunState.RUNNING || state == RunState.PAUSED || state == RunState.WAITING_FOR_PLUGIN;
    }

    @Override
    public void close() {
        if (framework != null) {
            try {
                data.server().delete();
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "cannot delete " + data.server().path(),
                        e);
            }
            framework.close();
        }
    }
}
