package io.polycritic.runtime.launcher;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.SwapPreview;
import io.polycritic.api.control.SwapRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic run swap}. */
@Command(
        name = "swap",
        description = {
            "Puts another part into a slot of a live run, at the next safe point.",
            "It is tried on a copy of the run first. Then it is under probation for some updates; whatever rolls it back"
                    + " leaves the run as if it had never been."
        })
final class SwapCommand implements Callable<Integer> {
    /** What comes into the slot. */
    static final class Change {
        @Option(names = "--with", paramLabel = "PLUGIN", description = "The new plugin: id, or id@version.")
        private String plugin;

        @Option(names = "--remove", description = "Leave the slot empty.")
        private boolean remove;
    }

    @ParentCommand
    private RunCommand run;

    @Parameters(index = "0", paramLabel = "RUN", description = RunCommand.RUN)
    private String id;

    @Parameters(index = "1", paramLabel = "SLOT", description = RunCommand.SLOT)
    private String slot;

    @ArgGroup(multiplicity = "1")
    private Change change;

    @Mixin
    private PartOptions part;

    @Mixin
    private WatchOptions watch;

    @Option(names = "--no-trial", description = "Do not try it on a copy of the run first.")
    private boolean untried;

    @Option(
            names = "--preview",
            description = "Only try it on a copy, and say what would be carried over, or why it does not fit.")
    private boolean preview;

    @Override
    public Integer call() {
        SwapRequest request =
                part.request(slot, change.remove ? "" : change.plugin, watch.guards(), watch.probation(), !untried);
        Polycritic root = run.root();
        try (Session session = Session.live(root.data())) {
            if (preview) {
                SwapPreview tried = session.control().preview(id, request);
                root.print(tried, TicketReport.text(tried));
                return tried.fits()
                        ? 0
                        : Failure.of(new ProblemException(tried.problem())).exitCode();
            }
            return watch.report(root, session, session.control().swap(id, request));
        }
    }
}
