package io.polycritic.runtime.launcher;

import io.polycritic.api.control.SettingRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic run set}. */
@Command(
        name = "set",
        description = {
            "Changes one setting of a slot of a live run, at the next safe point; the part keeps all its state.",
            "It can be the slot's weight, or a setting that its plugin marks live."
        })
final class SetCommand implements Callable<Integer> {
    @ParentCommand
    private RunCommand run;

    @Parameters(index = "0", paramLabel = "RUN", description = RunCommand.RUN)
    private String id;

    @Parameters(index = "1", paramLabel = "SLOT", description = RunCommand.SLOT)
    private String slot;

    @Parameters(index = "2", paramLabel = "key=value", description = "Such as weight=2 or learningRate=1e-4.")
    private String setting;

    @Mixin
    private WatchOptions watch;

    @Override
    public Integer call() {
        SettingRequest request = request("key=value", slot, setting, watch);
        Polycritic root = run.root();
        try (Session session = Session.live(root.data())) {
            return watch.report(root, session, session.control().set(id, request));
        }
    }

    /** Reads {@code key=value}. */
    static SettingRequest request(String option, String slot, String word, WatchOptions watch) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            throw Failure.usage(option, "'" + word + "' is not allowed; key=value, such as weight=2");
        }
        Object value = PartSettings.value(word.substring(equals + 1));
        return new SettingRequest(
                slot, word.substring(0, equals).strip(), value, watch.guards(), watch.probation(), null);
    }
}
