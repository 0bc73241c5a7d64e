package io.polycritic.engine;

import io.polycritic.api.control.EpisodeSummary;
import io.polycritic.api.control.EpisodeView;
import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.GuardView;
import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SamplesView;
import io.polycritic.api.control.SeriesView;
import io.polycritic.api.control.ServerControl;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.SnapshotView;
import io.polycritic.api.control.SwapPreview;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.evaluation.FrozenCopies;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.catalog.Catalog;
import io.polycritic.store.SamplesFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The engine's face: turns requests into calls of live runs, or answers from the files of runs at rest. */
@Component(service = {RunControl.class, ServerControl.class, FrozenCopies.class})
public final class Engine implements RunControl, ServerControl, FrozenCopies {
    /** The framework property that names the data folder. */
    static final String DATA = "polycritic.data";

    private static final String USER = "user";

    private final Runs runs;
    private final Catalog catalog;
    private final RunUsers users;

    /** Begins; called by Declarative Services. */
    @Activate
    public Engine(
            BundleContext context,
            @Reference Catalog catalog,
            @Reference Compute compute,
            @Reference LinearAlgebra linearAlgebra) {
        this.catalog = catalog;
        String data = Optional.ofNullable(context.getProperty(DATA)).orElse("polycritic-data");
        this.runs = new Runs(Path.of(data), new Services(catalog, compute, linearAlgebra));
        this.users = new RunUsers(context);
    }

    @Deactivate
    void close() {
        runs.close();
    }

    @Override
    public List<RunView> runs() {
        return guard(runs::views);
    }

    @Override
    public RunView run(String run) {
        return guard(() -> runs.view(run));
    }

    @Override
    public String spec(String run) {
        return guard(() -> runs.spec(run));
    }

    @Override
    public <T> T read(String run, Function<? super Copy, ? extends T> reader) {
        return runs.frozen().read(run, reader);
    }

    @Override
    public RunView start(RunRequest request) {
        return begin(() -> runs.start(request));
    }

    @Override
    public List<SlotView> check(String spec) {
        return guard(() -> runs.check(spec));
    }

    @Override
    public RunView pause(String run) {
        return act(run, Run::pause);
    }

    @Override
    public RunView resume(String run) {
        return act(run, Run::resume);
    }

    @Override
    public RunView stop(String run) {
        return act(run, live -> {
            live.stop();
            try {
                live.await(60);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public RunView snapshot(String run) {
        return act(run, Run::snapshot);
    }

    @Override
    public List<SnapshotView> snapshots(String run) {
        return guard(() -> RunsAtRest.snapshots(runs.folder(run)));
    }

    @Override
    public RunView delete(String run) {
        return guard(() -> runs.delete(run, users));
    }

    @Override
    public Ticket swap(String run, SwapRequest request) {
        return begin(() -> {
            if (request.slot() == null) {
                throw new PolycriticException(ErrorCode.USER, "slot", "is required");
            }
            return runs.live(run).desk().swap(request, USER);
        });
    }

    @Override
    public SwapPreview preview(String run, SwapRequest request) {
        return begin(() -> runs.live(run).desk().preview(request));
    }

    @Override
    public List<GuardView> guards(String run, String slot) {
        return guard(() -> runs.live(run).desk().guards(slot));
    }

    @Override
    public RunView fork(String run, ForkRequest request) {
        return begin(() -> runs.fork(run, request));
    }

    @Override
    public Replay replay(String run) {
        return begin(() -> runs.replay(run));
    }

    @Override
    public Replay replayed(String run) {
        return guard(() -> runs.replayed(run));
    }

    @Override
    public Ticket set(String run, SettingRequest request) {
        return begin(() -> {
            if (request.slot() == null) {
                throw new PolycriticException(ErrorCode.USER, "slot", "is required");
            }
            return runs.live(run).desk().set(request, USER);
        });
    }

    @Override
    public Ticket rollBack(String run, long ticket) {
        return guard(() -> runs.live(run).desk().rollBack(ticket));
    }

    @Override
    public Ticket commit(String run, long ticket) {
        return guard(() -> runs.live(run).desk().commit(ticket));
    }

    @Override
    public Ticket promote(String run, long ticket) {
        return guard(() -> runs.live(run).desk().promote(ticket));
    }

    @Override
    public List<Ticket> tickets(String run) {
        return guard(() -> runs.tickets(run));
    }

    @Override
    public List<JournalEntry> journal(String run) {
        return guard(() -> runs.journal(run).stream().map(Views::entry).toList());
    }

    @Override
    public List<SeriesView> metrics(String run, List<String> names, int maxPoints) {
        return guard(() -> runs.series(run).views(names, maxPoints));
    }

    @Override
    public List<SamplesView> samples(String run) {
        return guard(() -> SamplesFile.read(runs.folder(run).samples()).stream()
                .map(samples -> new SamplesView(samples.name(), samples.values()))
                .toList());
    }

    @Override
    public List<EpisodeSummary> episodes(String run) {
        return guard(() -> runs.folder(run).episodes().summaries(EpisodeSummary.class));
    }

    @Override
    public EpisodeView episode(String run, String episode) {
        return guard(() -> runs.folder(run)
                .episodes()
                .whole(episode, EpisodeView.class)
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.NOT_FOUND,
                        "episodes/" + episode,
                        "run '" + run + "' has no such episode; the last ones of each evaluator are kept")));
    }

    @Override
    public AutoCloseable subscribe(Consumer<RunEvent> listener) {
        return runs.events().subscribe(listener);
    }

    @Override
    public List<PluginView> plugins() {
        return guard(() -> Views.plugins(catalog, runs.liveRuns()));
    }

    @Override
    public List<PluginView> candidates(String run, String slot) {
        return guard(() -> runs.candidates(run, slot));
    }

    @Override
    public RunView await(String run, double seconds) throws InterruptedException {
        Optional<Run> live = runs.find(run);
        if (live.isPresent()) {
            live.get().await(seconds);
        }
        return run(run);
    }

    @Override
    public List<RunView> resumeRuns() {
        return guard(() -> runs.continuity().resume());
    }

    @Override
    public List<RunView> drain(double seconds) {
        return guard(() -> runs.continuity().drain(seconds));
    }

    @Override
    public boolean isDraining() {
        return runs.continuity().isDraining();
    }

    /** What begins something that takes its time, which is not done any more when the process leaves. */
    private <T> T begin(Supplier<T> request) {
        return guard(() -> {
            runs.continuity().check();
            return request.get();
        });
    }

    private RunView act(String run, Consumer<Run> action) {
        return guard(() -> {
            Run live = runs.live(run);
            action.accept(live);
            return Views.run(live, true);
        });
    }

    /** Errors leave the engine as data. */
    private static <T> T guard(Supplier<T> request) {
        try {
            return request.get();
        } catch (PolycriticException e) {
            throw problem(Faults.problem(e), e);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            System.getLogger(Engine.class.getName()).log(System.Logger.Level.ERROR, "a request failed", e);
            throw problem(new Problem(ErrorCode.INTERNAL.name(), "", Parts.describe(e)), e);
        }
    }

    private static ProblemException problem(Problem problem, Throwable cause) {
        ProblemException exception = new ProblemException(problem);
        exception.initCause(cause);
        return exception;
    }
}
