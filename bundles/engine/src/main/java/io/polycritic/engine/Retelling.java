package io.polycritic.engine;

import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.engine.Automation.Appointment;
import io.polycritic.store.Journal;
import io.polycritic.store.Json;
import io.polycritic.store.RunFolder;
import java.util.ArrayList;
import java.util.List;

/**
 * A spec that leads where a run has come, without its journal. A run that only did what its own spec says has that
 * spec. Where people, forks or upgrades have changed it, the changes that count stand in the schedule instead of what
 * the run had decided by itself, without guards, for they have been decided; appointments that are still to come stay.
 */
final class Retelling {
    private static final List<String> OWN = List.of("rule ", "schedule[");

    private final RunSpec begun;
    private final List<Journal.Entry> journal;

    Retelling(RunSpec begun, List<Journal.Entry> journal) {
        this.begun = begun;
        this.journal = journal;
    }

    /** The spec of a run as a JSON document. */
    static String of(RunView run, RunFolder folder, List<Journal.Entry> journal) {
        Progress reached =
                new Progress(run.updates(), run.steps(), run.episodes(), run.seconds(), run.stepsPerSecond());
        Retelling told = new Retelling(RunSpecReader.read(folder.readSpec()), journal);
        return Json.pretty(told.spec(reached, run.budget()).toJson());
    }

    /**
     * The spec.
     *
     * @param reached how far the run is
     * @param budget the steps that it shall make in all
     * @throws PolycriticException if something has happened to the run that a spec cannot say
     */
    RunSpec spec(Progress reached, long budget) {
        RunSpec spec = begun.with(null, budget);
        if (isItsOwn()) {
            return spec;
        }
        List<Appointment> schedule = new ArrayList<>();
        Timeline timeline = new Timeline(journal);
        for (Timeline.Dated dated : timeline.effective()) {
            if (!(dated.change() instanceof Change.Promotion)) {
                schedule.add(
                        appointment(dated, timeline.promotion(dated.change().ticket())));
            }
        }
        begun.automation().schedule().stream()
                .filter(appointment -> !appointment.isDue(reached))
                .forEach(schedule::add);
        return spec.with(spec.slots(), new Automation(List.of(), List.copyOf(schedule)));
    }

    /** Whether the run, begun again, would make and take back the same changes by itself. */
    private boolean isItsOwn() {
        for (Journal.Entry entry : journal) {
            boolean own = true;
            if (Change.is(entry)) {
                TicketChange how = Change.of(entry).how();
                own = how != null && OWN.stream().anyMatch(how.by()::startsWith);
            } else if (entry.type().equals(Timeline.ROLLBACK)) {
                Ticket struck = TicketJson.read(entry.data().get("record"));
                own = struck.problem() != null && struck.problem().code().equals(Watches.GUARD);
            }
            if (!own) {
                return false;
            }
        }
        return true;
    }

    private static Appointment appointment(Timeline.Dated dated, Timeline.Dated promotion) {
        Change change = dated.change();
        if (change instanceof Change.Park park) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    park.slot(),
                    "failed after update " + dated.update()
                            + " and was parked, which a spec cannot say; fork the run instead");
        }
        if (dated.update() < 1) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    change.slot(),
                    "was changed before the first update, which a schedule cannot say; fork the run instead");
        }
        return new Appointment(Automation.Unit.UPDATES, dated.update(), deed(change, span(dated, promotion)));
    }

    /** For how long the two parts shared the slot; null where they did not. */
    private static Long span(Timeline.Dated dated, Timeline.Dated promotion) {
        long asked = dated.change().how().span();
        return asked == 0 ? null : promotion == null ? asked : Math.max(1, promotion.update() - dated.update());
    }

    private static Deed deed(Change change, Long span) {
        TicketChange how = change.how();
        if (change instanceof Change.Exchange exchange) {
            SwapRequest swap = new SwapRequest(
                    exchange.slot(),
                    exchange.plugin(),
                    exchange.config(),
                    how.mode(),
                    span,
                    exchange.weight(),
                    List.of(),
                    0L,
                    false);
            return new Deed(how.by(), swap, null);
        }
        return new Deed(
                how.by(), null, new SettingRequest(change.slot(), how.setting(), how.value(), List.of(), 0L, false));
    }
}
