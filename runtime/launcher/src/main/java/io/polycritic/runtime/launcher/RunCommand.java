package io.polycritic.runtime.launcher;

import io.polycritic.api.control.GuardView;
import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.SnapshotView;
import io.polycritic.api.control.Ticket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code polycritic run}. */
@Command(
        name = "run",
        description = "Shows runs and acts on live ones.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SwapCommand.class, SetCommand.class, ForkCommand.class, ReplayCommand.class, ExportCommand.class
        })
final class RunCommand implements Runnable {
    private static final String TICKET = "The ticket's number; 'polycritic run tickets' shows them.";

    static final String RUN = "The run's id; 'polycritic run list' shows them.";
    static final String SLOT = "The slot's path, such as critics.safety; 'polycritic run show' lists them.";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Polycritic root;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    Polycritic root() {
        return root;
    }

    @Command(name = "list", description = "Lists all runs of the data folder, the newest first.")
    int list() {
        try (Session session = look()) {
            List<RunView> runs = session.control().runs();
            Table table = new Table("RUN", "STATE", "STEPS", "BUDGET", "UPDATES", "TIME", "STEPS/S");
            for (RunView run : runs) {
                table.row(
                        run.run(),
                        run.state(),
                        String.format(Locale.ROOT, "%,d", run.steps()),
                        String.format(Locale.ROOT, "%,d", run.budget()),
                        String.format(Locale.ROOT, "%,d", run.updates()),
                        Progress.time(run.seconds()),
                        String.format(Locale.ROOT, "%,.0f", run.stepsPerSecond()));
            }
            root.print(Map.of("runs", runs), table.toString());
        }
        return 0;
    }

    @Command(name = "show", description = "Shows one run: how far it is, its slots, what was measured last.")
    int show(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        try (Session session = look()) {
            RunView view = session.control().run(run);
            Table table = new Table("SLOT", "PLUGIN", "VERSION", "GENERATION", "WEIGHT", "STATE", "USES");
            for (SlotView slot : view.slots()) {
                table.row(
                        slot.path(),
                        slot.plugin(),
                        slot.version(),
                        slot.generation(),
                        slot.weight(),
                        SlotText.state(slot),
                        SlotText.uses(slot));
            }
            root.print(view, Report.text(view) + System.lineSeparator() + table);
        }
        return 0;
    }

    @Command(name = "journal", description = "Prints all that changed a run from outside, oldest first.")
    int journal(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        try (Session session = look()) {
            List<JournalEntry> entries = session.control().journal(run);
            Table table = new Table("NUMBER", "TIME", "UPDATE", "TYPE", "WHAT");
            for (JournalEntry entry : entries) {
                table.row(entry.sequence(), entry.time(), entry.update(), entry.type(), JournalText.of(entry));
            }
            root.print(Map.of("journal", entries), table.toString());
        }
        return 0;
    }

    @Command(name = "pause", description = "Lets a run rest at the next safe point.")
    int pause(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        return act(run, RunControl::pause);
    }

    @Command(name = "resume", description = "Lets a paused run go on.")
    int resume(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        return act(run, RunControl::resume);
    }

    @Command(name = "stop", description = "Writes a snapshot and ends the run; 'train --run ID' continues it.")
    int stop(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        return act(run, RunControl::stop);
    }

    @Command(name = "snapshot", description = "Writes a snapshot at the next safe point.")
    int snapshot(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        return act(run, RunControl::snapshot);
    }

    @Command(name = "snapshots", description = "Lists the snapshots of a run that are on disk, the newest first.")
    int snapshots(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        try (Session session = look()) {
            List<SnapshotView> snapshots = session.control().snapshots(run);
            Table table = new Table("UPDATE", "STEPS", "WRITTEN", "BYTES", "KEPT", "PARAMETERS");
            for (SnapshotView snapshot : snapshots) {
                table.row(
                        snapshot.update(),
                        String.format(Locale.ROOT, "%,d", snapshot.steps()),
                        snapshot.time(),
                        String.format(Locale.ROOT, "%,d", snapshot.bytes()),
                        snapshot.kept(),
                        snapshot.problem() == null
                                ? snapshot.parameterHash()
                                : snapshot.problem().message());
            }
            root.print(Map.of("snapshots", snapshots), table.toString());
        }
        return 0;
    }

    @Command(name = "delete", description = "Deletes a run at rest with its snapshots, metrics and journal, for ever.")
    int delete(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        try (Session session = look()) {
            RunView gone = session.control().delete(run);
            root.print(
                    gone,
                    String.format(
                            Locale.ROOT, "%s is deleted; it was %s at %,d steps", run, gone.state(), gone.steps()));
        }
        return 0;
    }

    @Command(name = "tickets", description = "Lists all changes of a run's slots, oldest first.")
    int tickets(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        try (Session session = look()) {
            List<Ticket> tickets = session.control().tickets(run);
            Table table = new Table("TICKET", "SLOT", "CHANGE", "BY", "STATE", "UPDATE", "STOOD MS", "WHY");
            for (Ticket ticket : tickets) {
                table.row(
                        ticket.id(),
                        ticket.slot(),
                        TicketReport.what(ticket),
                        ticket.change().by(),
                        ticket.state(),
                        ticket.update() < 0 ? "-" : ticket.update(),
                        String.format(Locale.ROOT, "%.1f", ticket.pauseMillis()),
                        ticket.problem() == null
                                ? ""
                                : JournalText.brief(ticket.problem().message()));
            }
            root.print(Map.of("tickets", tickets), table.toString());
        }
        return 0;
    }

    @Command(
            name = "rollback",
            description = "Takes a change back, however long ago it was made: the run goes on from before it, as if it"
                    + " had never been.")
    int rollBack(
            @Parameters(paramLabel = "RUN", description = RUN) String run,
            @Parameters(paramLabel = "TICKET", description = TICKET) long ticket) {
        return decide(control -> control.rollBack(run, ticket));
    }

    @Command(name = "commit", description = "Ends the probation of a change early; it stays.")
    int commit(
            @Parameters(paramLabel = "RUN", description = RUN) String run,
            @Parameters(paramLabel = "TICKET", description = TICKET) long ticket) {
        return decide(control -> control.commit(run, ticket));
    }

    @Command(
            name = "promote",
            description = "Lets a newcomer that shares a slot take over now; from here on it is under probation.")
    int promote(
            @Parameters(paramLabel = "RUN", description = RUN) String run,
            @Parameters(paramLabel = "TICKET", description = TICKET) long ticket) {
        return decide(control -> control.promote(run, ticket));
    }

    private int decide(Function<RunControl, Ticket> decision) {
        try (Session session = Session.live(root.data())) {
            TicketReport.print(root, decision.apply(session.control()));
        }
        return 0;
    }

    @Command(name = "guards", description = "Lists the guards that are ready to be picked for a slot of a live run.")
    int guards(
            @Parameters(paramLabel = "RUN", description = RUN) String run,
            @Parameters(paramLabel = "SLOT", description = SLOT) String slot) {
        try (Session session = Session.live(root.data())) {
            List<GuardView> guards = session.control().guards(run, slot);
            Table table = new Table("GUARD", "ON OFFER", "WHAT IT TRIPS ON");
            for (GuardView guard : guards) {
                table.row(guard.id(), guard.condition().isEmpty() ? "no" : "yes", guard.text());
            }
            root.print(Map.of("guards", guards), table.toString());
        }
        return 0;
    }

    @Command(
            name = "compare",
            description = "Sets two runs side by side: parts, settings and weights that differ, and the last values of"
                    + " what both report.")
    int compare(
            @Parameters(paramLabel = "RUN", description = RUN) String first,
            @Parameters(paramLabel = "OTHER", description = "The other run's id.") String second) {
        try (Session session = look()) {
            RunDifference difference = RunDifference.of(
                    session.control().run(first), session.control().run(second));
            root.print(difference, difference.text());
        }
        return 0;
    }

    private int act(String run, BiFunction<RunControl, String, RunView> action) {
        try (Session session = Session.live(root.data())) {
            RunView view = action.apply(session.control(), run);
            String line = String.format(
                    Locale.ROOT,
                    "%s is %s at %,d of %,d steps, parameters %s",
                    view.run(),
                    view.state(),
                    view.steps(),
                    view.budget(),
                    view.parameterHash().isEmpty() ? "not saved yet" : view.parameterHash());
            root.print(view, line);
        }
        return 0;
    }

    Session look() {
        return Session.open(root.installation(), root.data(), Framework.Extent.ENGINE, null);
    }
}
