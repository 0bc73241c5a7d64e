package io.polycritic.engine;

import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.Journal;
import io.polycritic.store.Json;
import io.polycritic.store.RunFolder;
import io.polycritic.store.Snapshot;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes folders of runs that share the history of another one. */
final class Forks {
    private final Path data;
    private final Services services;

    Forks(Path data, Services services) {
        this.data = data;
        this.services = services;
    }

    /**
     * Makes the folder of a fork. On an error nothing is left of it.
     *
     * @param source the other run's folder
     * @param updates how far the other run is
     * @return the new run's id
     */
    String fork(RunFolder source, ForkRequest request, long updates) {
        List<Journal.Entry> all = Journal.read(source.journal());
        long entry = request.entry() == null ? all.size() : request.entry();
        if (entry < 1 || entry > all.size()) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    "entry",
                    "found " + entry + ", but the journal of '" + source.run() + "' has the entries 1 to "
                            + all.size());
        }
        List<Journal.Entry> history = all.subList(0, (int) entry);
        Timeline timeline = new Timeline(history);
        long reached = all.stream().mapToLong(Journal.Entry::update).max().orElse(0);
        long update = update(request, history, timeline, Math.max(updates, reached));
        RunFolder target = RunFolder.of(data, request.run() == null ? freeId(source.run()) : request.run());
        RunOpener.checkId(target.run());
        if (target.exists()) {
            throw new PolycriticException(ErrorCode.CONFLICT, "run", "'" + target.run() + "' is there already");
        }
        try {
            copy(source, target, new Timeline(all), history, update);
            change(target, request, update, Series.read(source.metrics()).names());
        } catch (RuntimeException e) {
            target.delete();
            throw e;
        }
        return target.run();
    }

    private static long update(ForkRequest request, List<Journal.Entry> history, Timeline timeline, long updates) {
        long own = history.get(history.size() - 1).update();
        long update = request.update() == null ? own : request.update();
        long earliest = timeline.effective().stream()
                .mapToLong(Timeline.Dated::update)
                .max()
                .orElse(0);
        if (update < earliest || update > updates) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    "update",
                    "found " + update + ", allowed is " + earliest + " (the last change of the common history) to "
                            + updates + " (as far as the run has come)");
        }
        return update;
    }

    private String freeId(String run) {
        int number = 1;
        while (RunFolder.of(data, run + ".fork-" + number).exists()) {
            number++;
        }
        return run + ".fork-" + number;
    }

    private static void copy(
            RunFolder source, RunFolder target, Timeline all, List<Journal.Entry> history, long update) {
        source.snapshots()
                .newest(snapshot -> snapshot.update() <= update
                        && snapshot.journalSequence() <= history.size()
                        && all.holds(snapshot)
                        && !all.isRevisedBetween(history.size(), snapshot.journalLength()))
                .snapshot()
                .ifPresent(snapshot -> {
                    target.snapshots().write(renamed(snapshot, target.run(), history.size()), 1, Long.MAX_VALUE);
                    target.copyMetrics(source, snapshot.metricsBytes());
                });
        target.copyFrozen(source);
        try (Journal journal = Journal.copy(target.journal(), history)) {
            journal.append(update, "forked", Map.of("from", source.run(), "entry", history.size()));
        }
        target.writeSpec(source.readSpec());
    }

    private static Snapshot renamed(Snapshot s, String run, long length) {
        return new Snapshot(
                run,
                s.seed(),
                s.update(),
                s.steps(),
                s.episodes(),
                s.seconds(),
                s.journalSequence(),
                Math.min(s.journalLength(), length),
                s.metricsBytes(),
                s.parameterHash(),
                s.slots(),
                s.states(),
                s.engine(),
                s.streams());
    }

    /** Writes what is different from the fork on to its journal; the run makes it when it comes there. */
    private void change(RunFolder target, ForkRequest request, long update, Set<String> series) {
        if (request.swap() == null && request.setting() == null) {
            return;
        }
        RunSpec spec = RunSpecReader.read(target.readSpec());
        Openings openings = new Openings(target.run(), spec, target, services, new FrozenRuns(data, target));
        List<Journal.Entry> journal = Journal.read(target.journal());
        Opening opening = openings.newest(new Timeline(journal));
        try (Journal open = Journal.open(target.journal())) {
            Parts parts = opening.parts();
            Rehearsal.repeat(parts, opening.replay());
            long next = new Tickets(target.run(), open, ticket -> {}).next();
            if (request.swap() != null) {
                TicketChange how = Guards.made(request.swap().slot(), Preparation.how(request.swap(), "fork"), series);
                write(open, update, parts, new Preparation(parts).exchange(next++, request.swap(), how));
            }
            if (request.setting() != null) {
                TicketChange how =
                        Guards.made(request.setting().slot(), Preparation.how(request.setting(), "fork"), series);
                write(
                        open,
                        update,
                        parts,
                        new Change.Setting(next, request.setting().slot(), how));
            }
        } finally {
            opening.parts().close();
        }
    }

    private static void write(Journal journal, long update, Parts parts, Change change) {
        new Preparation(parts).prepare(change).discard();
        journal.append(update, change.type(), change.toData());
    }

    /** Makes the folder in which a run is repeated up to its newest snapshot; returns that snapshot. */
    Snapshot repetition(RunFolder source, RunFolder target) {
        List<Journal.Entry> all = Journal.read(source.journal());
        Timeline timeline = new Timeline(all);
        Snapshot newest = source.snapshots()
                .newest(timeline::holds)
                .snapshot()
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.CONFLICT, "run", "'" + source.run() + "' has no snapshot yet to be repeated"));
        target.delete();
        target.copyFrozen(source);
        try (Journal journal = Journal.open(target.journal())) {
            journal.append(0, "created", Map.of("seed", newest.seed()));
            for (Timeline.Dated dated : timeline.effective()) {
                boolean decides = Kind.ofPath(dated.change().slot()) != Kind.EVALUATOR;
                if (dated.sequence() <= newest.journalSequence() && decides) {
                    journal.append(dated.update(), dated.change().type(), unwatched(dated.change()));
                }
            }
        }
        // Evaluators change no parameter, and rules have decided already.
        RunSpec spec = RunSpecReader.read(source.readSpec());
        Map<String, RunSpec.SlotSpec> slots = new LinkedHashMap<>(spec.slots());
        slots.keySet().removeIf(path -> Kind.ofPath(path) == Kind.EVALUATOR);
        target.writeSpec(Json.pretty(spec.with(slots, Automation.NONE).toJson()));
        return newest;
    }

    /** The journal knows what guards and rules have decided; in a repetition they have nothing to say. */
    private static Map<String, Object> unwatched(Change change) {
        Map<String, Object> data = new LinkedHashMap<>(change.toData());
        TicketChange how = change.how();
        if (how != null) {
            TicketChange only =
                    new TicketChange(how.mode(), how.span(), how.setting(), how.value(), List.of(), 0, how.by());
            data.put("how", Json.mapper().convertValue(only, Change.MAP));
        }
        return data;
    }
}
