package io.polycritic.runtime.launcher;

import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.PluginView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code polycritic plugin}. */
@Command(
        name = "plugin",
        description = "Shows plugins; installs, updates and removes bundles of plugins, also while runs go on.",
        synopsisSubcommandLabel = "COMMAND")
final class PluginCommand implements Runnable {
    private static final String JAR = "The bundle, a jar as bnd makes it.";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Polycritic root;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(
            name = "list",
            description = "Lists all known plugins with their states, and the bundles that were installed.")
    int list(
            @Option(names = "--kind", paramLabel = "KIND", description = "Only plugins of one kind, such as critic.")
                    String kind) {
        try (Session session = open()) {
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
            List<InstalledBundle> bundles = session.plugins().bundles();
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("plugins", shown);
            document.put("bundles", bundles);
            root.print(document, table(shown) + BundleText.of(bundles));
        }
        return 0;
    }

    private static Table table(List<PluginView> plugins) {
        Table table = new Table("KIND", "ID", "VERSION", "STATE", "DESCRIPTION");
        for (PluginView plugin : plugins) {
            String state = plugin.reason() == null || plugin.reason().isEmpty()
                    ? plugin.state()
                    : plugin.state() + " (" + plugin.reason() + ")";
            table.row(plugin.kind(), plugin.id(), plugin.version(), state, plugin.description());
        }
        return table;
    }

    @Command(name = "install", description = "Installs a bundle of plugins; runs go on meanwhile.")
    int install(@Parameters(paramLabel = "FILE", description = JAR) Path file) {
        return add(file, PluginControl::install);
    }

    @Command(
            name = "update",
            description = {
                "Installs a higher version of a bundle beside the one that is there.",
                "New runs take it; a run is swapped to it as its upgrade policy says, and the old version goes when no"
                        + " run has parts of it."
            })
    int update(@Parameters(paramLabel = "FILE", description = JAR) Path file) {
        return add(file, PluginControl::update);
    }

    private int add(Path file, BiFunction<PluginControl, InputStream, InstalledBundle> action) {
        try (InputStream jar = Files.newInputStream(file);
                Session session = open()) {
            InstalledBundle bundle = action.apply(session.plugins(), jar);
            root.print(bundle, BundleText.line(bundle));
            return 0;
        } catch (NoSuchFileException e) {
            throw Failure.usage("FILE", "there is no file '" + file + "'");
        } catch (IOException e) {
            throw Failure.usage("FILE", "'" + file + "' cannot be read: " + e.getMessage());
        }
    }

    @Command(name = "remove", description = "Removes a bundle of which no live run has parts.")
    int remove(
            @Parameters(
                            paramLabel = "NAME[@VERSION]",
                            description = "The bundle's symbolic name; with its version where there are several.")
                    String bundle,
            @Option(
                            names = "--force",
                            description = "Remove it although live runs have parts of it, and its jar although runs"
                                    + " were made with it: such runs wait until it is installed again.")
                    boolean force) {
        int at = bundle.indexOf('@');
        String name = at < 0 ? bundle : bundle.substring(0, at);
        String version = at < 0 ? null : bundle.substring(at + 1);
        try (Session session = open()) {
            InstalledBundle removed = session.plugins().remove(name, version, force);
            root.print(removed, BundleText.line(removed));
        }
        return 0;
    }

    private Session open() {
        return Session.open(root.installation(), root.data(), Framework.Extent.ENGINE, null);
    }
}
