package io.polycritic.runtime.launcher;

import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapRequest;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic run fork}. */
@Command(
        name = "fork",
        description = {
            "Begins a run with the history of another one, up to an entry of its journal, and trains it.",
            "What is different from there on is another part (--slot with --with or --remove) or another value of a"
                    + " setting (--set), or nothing."
        })
final class ForkCommand implements Callable<Integer> {
    @ParentCommand
    private RunCommand run;

    @Parameters(index = "0", paramLabel = "RUN", description = RunCommand.RUN)
    private String id;

    @Option(
            names = "--at",
            paramLabel = "ENTRY",
            description = "The number of the last journal entry that both have; the newest unless given."
                    + " 'polycritic run journal' shows them.")
    private Long entry;

    @Option(names = "--update", paramLabel = "N", description = "The update at which they part; the entry's own.")
    private Long update;

    @Option(names = "--run", paramLabel = "ID", description = "The id of the new run; else <run>.fork-<n>.")
    private String fork;

    @Option(names = "--steps", paramLabel = "N", description = "Steps to make in all, instead of the run's budget.")
    private Long steps;

    @Option(names = "--slot", paramLabel = "SLOT", description = "The slot that is filled otherwise.")
    private String slot;

    @Option(names = "--with", paramLabel = "PLUGIN", description = "The plugin for it: id, or id@version.")
    private String plugin;

    @Option(names = "--remove", description = "Leave the slot empty.")
    private boolean remove;

    @Option(
            names = "--set",
            arity = "2",
            paramLabel = "SLOT key=value",
            hideParamSyntax = true,
            description = "A setting that is changed, such as --set critics.skill weight=1.")
    private String[] setting;

    @Mixin
    private PartOptions part;

    @Override
    public Integer call() {
        ForkRequest request = new ForkRequest(fork, entry, update, swap(), set(), steps);
        Polycritic root = run.root();
        if (root.data().server().read().isEmpty()) {
            throw Failure.conflict(
                    "--data",
                    "a fork trains in the process that serves its data folder, and none serves '"
                            + root.data().root() + "'; start 'polycritic serve', then fork again");
        }
        try (Session session = Session.live(root.data())) {
            RunView begun = session.control().fork(id, request);
            root.print(
                    begun,
                    String.format(
                            Locale.ROOT,
                            "%s is %s with the history of %s; it makes what lies between update %d and the parting"
                                    + " again.%nTo set them side by side: polycritic run compare %s %s",
                            begun.run(),
                            begun.state(),
                            id,
                            begun.updates(),
                            id,
                            begun.run()));
        }
        return 0;
    }

    private SwapRequest swap() {
        boolean fills = plugin != null || remove;
        if (plugin != null && remove) {
            throw Failure.usage("--remove", "and --with exclude each other");
        }
        if (slot == null && (fills || part.given())) {
            throw Failure.usage("--slot", "is missing; it is the slot that shall be filled otherwise");
        }
        if (slot != null && !fills) {
            throw Failure.usage("--with", "is missing; it is the plugin for " + slot + " (or --remove)");
        }
        return fills ? part.request(slot, remove ? "" : plugin, null, null, true) : null;
    }

    private SettingRequest set() {
        if (setting != null && slot != null) {
            throw Failure.usage("--set", "and --slot exclude each other; one thing is different in a fork");
        }
        return setting == null ? null : SetCommand.request("--set", setting[0], setting[1], new WatchOptions());
    }
}
