package io.polycritic.engine;

import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunState;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Plugin;
import io.polycritic.store.RunFolder;
import io.polycritic.store.Snapshot;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs that are made again from their journals, beside the runs themselves. Only the newest ones are remembered. */
final class Replays implements AutoCloseable {
    private static final int REMEMBERED = 16;
    private static final double LEAVE_SECONDS = 30;

    private final Path data;
    private final Forks forks;
    private final RunOpener opener;
    private final Map<String, Repeated> repeated = new LinkedHashMap<>();

    /** A repetition, and the moment that it goes up to. */
    private record Repeated(Run run, Snapshot goal, long changes) {
        Replay view(String of) {
            RunState state = run.state();
            String found = state == RunState.DONE ? run.recorder().parameterHash() : "";
            return new Replay(
                    of,
                    state,
                    run.progress().update(),
                    goal.update(),
                    changes,
                    goal.parameterHash(),
                    found,
                    found.equals(goal.parameterHash()),
                    run.problem());
        }
    }

    Replays(Path data, Forks forks, RunOpener opener) {
        this.data = data;
        this.forks = forks;
        this.opener = opener;
    }

    /** Begins to repeat a run. */
    synchronized Replay begin(RunFolder source) {
        Repeated before = repeated.remove(source.run());
        if (before != null && before.run.isLive()) {
            repeated.put(source.run(), before);
            throw new PolycriticException(
                    ErrorCode.CONFLICT, "run", "'" + source.run() + "' is being repeated already");
        }
        RunFolder target = new RunFolder(data.resolve("replays").resolve(source.run()));
        Snapshot goal = forks.repetition(source, target);
        RunSpec spec = RunSpecReader.read(target.readSpec()).with(null, goal.steps());
        Run run = opener.open(new RunOpener.Plan(source.run() + ".replay", spec, target));
        long changes = run.journal().entries().stream().filter(Change::is).count();
        Repeated begun = new Repeated(run, goal, changes);
        repeated.put(source.run(), begun);
        if (repeated.size() > REMEMBERED) {
            repeated.values().removeIf(each -> each != begun && !each.run.isLive());
        }
        run.start();
        return begun.view(source.run());
    }

    /** Whether a run is being repeated. */
    synchronized boolean isLive(String run) {
        Repeated found = repeated.get(run);
        return found != null && found.run.isLive();
    }

    /** Forgets the last repetition of a run that is deleted. */
    synchronized void forget(String run) {
        repeated.remove(run);
        new RunFolder(data.resolve("replays").resolve(run)).discard(data);
    }

    /** How a repetition stands. */
    synchronized Replay view(String run) {
        Repeated found = repeated.get(run);
        if (found == null) {
            throw new PolycriticException(
                    ErrorCode.NOT_FOUND, "run", "'" + run + "' has not been repeated in this process");
        }
        return found.view(run);
    }

    /** Gives up what still goes on, and waits for its end. */
    @Override
    public synchronized void close() {
        Continuity.leave(repeated.values().stream().map(Repeated::run).toList(), LEAVE_SECONDS);
    }

    /** Whether a run that is being repeated has parts of a plugin. */
    synchronized boolean uses(Plugin plugin) {
        return repeated.values().stream()
                .anyMatch(each -> each.run.isLive() && each.run.parts().uses(plugin));
    }

    synchronized void checkHang() {
        repeated.values().forEach(each -> each.run.checkHang());
    }
}
