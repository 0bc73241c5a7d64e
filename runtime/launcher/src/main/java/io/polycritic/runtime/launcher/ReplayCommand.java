package io.polycritic.runtime.launcher;

import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunState;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic run replay}. */
@Command(
        name = "replay",
        description = {
            "Makes a run again from its spec, its seed and its journal, up to its newest snapshot, and compares the"
                    + " parameters.",
            "Exit code 0 if they are the same, bit for bit. The run itself, live or not, is not touched."
        })
final class ReplayCommand implements Callable<Integer> {
    @ParentCommand
    private RunCommand run;

    @Parameters(index = "0", paramLabel = "RUN", description = RunCommand.RUN)
    private String id;

    @Override
    public Integer call() {
        Polycritic root = run.root();
        try (Session session = run.look()) {
            session.control().replay(id);
            Replay last = Waiting.until(
                    root,
                    () -> session.control().replayed(id),
                    now -> !Session.live(now.state()),
                    now -> String.format(
                            Locale.ROOT,
                            "%s  %d %%  update %,d of %,d",
                            id,
                            Progress.percent(now.update(), now.updates()),
                            now.update(),
                            now.updates()));
            if (Session.live(last.state())) {
                root.terminal().note("The replay of " + id + " was left before its end.");
                return root.signals().code();
            }
            root.print(last, text(last));
            return last.same() ? 0 : Failure.FAILED;
        }
    }

    private static String text(Replay replay) {
        String head = String.format(
                Locale.ROOT, "%s, %,d updates with %d changes: ", replay.run(), replay.updates(), replay.changes());
        if (replay.state() != RunState.DONE) {
            String why = replay.problem() == null ? "" : ": " + replay.problem().message();
            return head + "could not be made again, " + replay.state() + " at update " + replay.update() + why;
        }
        return head
                + (replay.same()
                        ? "the same parameters, " + replay.found()
                        : "not the same; the snapshot has " + replay.expected() + ", the replay " + replay.found());
    }
}
