package io.polycritic.engine;

import io.polycritic.api.control.RunRequest;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.Journal;
import io.polycritic.store.Json;
import io.polycritic.store.MetricsFile;
import io.polycritic.store.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;

/** Begins runs, and continues them from their folder. */
final class RunOpener {
    private static final System.Logger LOG = System.getLogger(RunOpener.class.getName());

    private final Path data;
    private final Services services;
    private final EventHub events;
    private final Evaluations evaluations;
    private final ExecutorService writer;

    RunOpener(Path data, Services services, EventHub events, Evaluations evaluations, ExecutorService writer) {
        this.data = data;
        this.services = services;
        this.events = events;
        this.evaluations = evaluations;
        this.writer = writer;
    }

    /** What a request asks for: the run's id, its resolved spec, its folder. */
    record Plan(String run, RunSpec spec, RunFolder folder) {}

    /** Reads and resolves a request without changing anything. */
    Plan plan(RunRequest request) {
        if (request.steps() != null && request.steps() < 1) {
            throw new PolycriticException(
                    ErrorCode.USER, "steps", "found " + request.steps() + ", allowed is a whole number of at least 1");
        }
        if (request.spec() == null) {
            return continued(request);
        }
        RunSpec spec = RunSpecReader.read(request.spec()).with(request.seed(), request.steps());
        String run = request.run() == null ? spec.name() + "-" + spec.seed() : request.run();
        return new Plan(checkId(run), Assembly.resolve(spec, services.catalog()), RunFolder.of(data, run));
    }

    private Plan continued(RunRequest request) {
        String run = checkId(request.run() == null ? "" : request.run());
        RunFolder folder = RunFolder.of(data, run);
        if (!folder.exists()) {
            throw new PolycriticException(ErrorCode.NOT_FOUND, "run", "there is no run '" + run + "' in " + data);
        }
        if (request.seed() != null) {
            throw new PolycriticException(ErrorCode.USER, "seed", "of a run that is continued cannot be changed");
        }
        return new Plan(run, RunSpecReader.read(folder.readSpec()).with(null, request.steps()), folder);
    }

    static String checkId(String run) {
        if (!run.matches(RunSpecReader.NAME_PATTERN)) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    "run",
                    "found '" + run + "', allowed are small letters, digits, '.', '_' and '-', at most 64");
        }
        return run;
    }

    private Openings openings(Plan plan) {
        return new Openings(plan.run(), plan.spec(), plan.folder(), services, new FrozenRuns(data, plan.folder()));
    }

    /** Makes the parts of a plan and checks them, without a folder. The caller closes them. */
    Parts assemble(Plan plan) {
        Parts parts = openings(plan).first(new Timeline(List.of())).parts();
        check(plan, parts);
        return parts;
    }

    /** Checks what the run shall change by itself; where that is wrong, the parts are closed. */
    private static void check(Plan plan, Parts parts) {
        try {
            new AutomationCheck(plan.spec().automation()).against(parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Begins a run, or continues it where its newest intact snapshot and its journal say that it was. */
    Run open(Plan plan) {
        return open(plan, false);
    }

    /** The same for a run that, where it is continued, may be paused at first. */
    Run open(Plan plan, boolean paused) {
        if (plan.folder().exists()) {
            checkSame(plan);
            return resume(plan, paused);
        }
        Openings openings = openings(plan);
        Opening opening = openings.first(new Timeline(List.of()));
        check(plan, opening.parts());
        try {
            opening.parts().frozen().persist();
            plan.folder().writeSpec(Json.pretty(plan.spec().toJson()));
            Journal journal = Journal.open(plan.folder().journal());
            journal.append(0, "created", Map.of("seed", plan.spec().seed()));
            return run(plan, openings, journal, opening);
        } catch (RuntimeException e) {
            opening.parts().close();
            throw e;
        }
    }

    /** Whether a plan is what the run in its folder was begun with, the budget and the snapshots excepted. */
    boolean isSame(Plan plan) {
        return differing(plan).isEmpty();
    }

    private String differing(Plan plan) {
        Map<String, Object> before = comparable(plan.folder().readSpec());
        Map<String, Object> now = comparable(Json.line(plan.spec().toJson()));
        Set<String> keys = new TreeSet<>(now.keySet());
        keys.addAll(before.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(now.get(key), before.get(key)))
                .findFirst()
                .orElse("");
    }

    /** A setting that a plugin has got since a spec was written has its default there. */
    private Map<String, Object> comparable(String written) {
        RunSpec spec = RunSpecReader.read(written);
        try {
            return Views.comparable(Assembly.resolve(spec, services.catalog()));
        } catch (PolycriticException e) {
            LOG.log(System.Logger.Level.DEBUG, "a spec is compared as it is written: {0}", e.getMessage());
            return Views.comparable(spec);
        }
    }

    private void checkSame(Plan plan) {
        String field = differing(plan);
        if (!field.isEmpty()) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    field,
                    "differs from what the run '" + plan.run()
                            + "' was begun with; begin it anew (--fresh), give it another id (--run), or swap the part");
        }
    }

    private Run resume(Plan plan, boolean paused) {
        Journal journal = Journal.open(plan.folder().journal());
        if (!journal.damage().isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "run {0}: {1}", plan.run(), journal.damage());
        }
        Opening opening = null;
        try {
            Openings openings = openings(plan);
            opening = openings.newest(new Timeline(journal.entries()));
            plan.folder().snapshots().removeAfter(opening.progress().update());
            Progress progress = opening.progress();
            boolean wasPaused = Continuity.isPaused(journal.entries());
            journal.append(progress.update(), "continued", Map.of("steps", progress.steps()));
            if (wasPaused && !paused) {
                journal.append(progress.update(), "resumed", Map.of());
            }
            Run run = run(plan, openings, journal, opening);
            if (paused) {
                run.rest();
            }
            return run;
        } catch (RuntimeException e) {
            journal.close();
            if (opening != null) {
                opening.parts().close();
            }
            throw e;
        }
    }

    private Run run(Plan plan, Openings openings, Journal journal, Opening opening) {
        MetricsFile metrics = new MetricsFile(plan.folder().metrics(), opening.metricsBytes());
        Series series = Series.read(plan.folder().metrics());
        Recorder recorder = new Recorder(
                plan.spec(),
                new Recorder.Outlets(plan.folder(), metrics, series, events, evaluations, writer),
                opening.hash());
        return new Run(plan.spec(), openings, journal, recorder, events, opening);
    }
}
