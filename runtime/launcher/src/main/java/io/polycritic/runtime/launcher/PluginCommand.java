package io.polycritic.runtime.launcher;

import io.polycritic.api.control.PluginView;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code polycritic plugin}. */
@Command(name = "plugin", description = "Shows plugins.", synopsisSubcommandLabel = "COMMAND")
final class PluginCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Polycritic root;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(name = "list", description = "Lists all known plugins with their states.")
    int list(
            @Option(names = "--kind", paramLabel = "KIND", description = "Only plugins of one kind, such as critic.")
                    String kind) {
        try (Session session = Session.open(root.installation(), root.data(), Framework.Extent.ENGINE, null)) {
            List<PluginView> all = session.control().plugins();
            List<String> kinds =
                    all.stream().map(PluginView::kind).distinct().sorted().toList();
            if (kind != null && !kinds.contains(kind)) {
                throw Failure.usage(
                        "--kind", "'" + kind + "' has no plugins; kinds with plugins are: " + String.join(", ", kinds));
            }
            List<PluginView> shown = all.stream()
                    .filter(plugin -> kind == null || plugin.kind().equals(kind))
                    .toList();
            Table table = new Table("KIND", "ID", "VERSION", "STATE", "DESCRIPTION");
            for (PluginView plugin : shown) {
                String state = plugin.reason() == null || plugin.reason().isEmpty()
                        ? plugin.state()
                        : plugin.state() + " (" + plugin.reason() + ")";
                table.row(plugin.kind(), plugin.id(), plugin.version(), state, plugin.description());
            }
            root.print(Map.of("plugins", shown), table.toString());
        }
        return 0;
    }
}
