package io.polycritic.runtime.launcher;

import io.polycritic.api.control.DataControl;
import io.polycritic.api.control.DataSetView;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.RunControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.osgi.framework.ServiceReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic doctor}. */
@Command(name = "doctor", description = "Checks this machine and this installation.")
final class DoctorCommand implements Callable<Integer> {
    private static final int OLDEST_JAVA = 17;
    private static final long LEAST_DISK = 2L << 30;
    private static final List<String> NATIVE_SERVICES =
            List.of("io.polycritic.api.tensor.LinearAlgebra", "io.polycritic.api.tensor.Compute");

    /**
     * What was found.
     *
     * @param check what was looked at
     * @param ok whether it is as it must be
     * @param needed whether nothing works without it
     * @param found what there is, and what to do if it is not right
     */
    record Finding(String check, boolean ok, boolean needed, String found) {
        private String verdict() {
            return ok ? "ok" : needed ? "FAILED" : "missing";
        }
    }

    @ParentCommand
    private Polycritic root;

    @Option(names = "--port", paramLabel = "N", description = "The port to look at.")
    private int port = Session.USUAL_PORT;

    private final List<Finding> findings = new ArrayList<>();

    @Override
    public Integer call() {
        int feature = Runtime.version().feature();
        add("java", feature >= OLDEST_JAVA, Runtime.version() + "; at least " + OLDEST_JAVA + " is needed");
        DataFolder data = root.data();
        add("data folder", true, data.root() + " can be written to");
        disk(data.root());
        Optional<ServerFile.Server> server = data.server().read();
        server.ifPresentOrElse(
                live -> add(
                        "server", true, "process " + live.pid() + " serves this data folder at port " + live.port()),
                () -> add("port", Framework.free(port), port + (Framework.free(port) ? " is free" : " is in use")));
        installation();
        boolean well = findings.stream().allMatch(finding -> finding.ok() || !finding.needed());
        Table table = new Table("CHECK", "", "FOUND");
        findings.forEach(finding -> table.row(finding.check(), finding.verdict(), finding.found()));
        root.print(Map.of("ok", well, "findings", findings), table.toString());
        return well ? 0 : Failure.FAILED;
    }

    private void add(String check, boolean ok, String found) {
        findings.add(new Finding(check, ok, true, found));
    }

    private void disk(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String found = String.format(Locale.ROOT, "%.1f GiB free; at least 2 GiB are needed", free / 1073741824.0);
            add("disk", free >= LEAST_DISK, found);
        } catch (IOException e) {
            add("disk", false, "cannot be measured: " + e.getMessage());
        }
    }

    /** Starts the bundles in folders that are thrown away, so that a process that serves the data is not disturbed. */
    private void installation() {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("polycritic-doctor");
            try (Framework framework = Framework.start(root.installation(), folder, folder.resolve("cache"), 0)) {
                inspect(framework);
            }
        } catch (Failure e) {
            add("installation", false, e.line());
        } catch (IOException e) {
            add("temporary folder", false, "cannot be made: " + e.getMessage());
        } finally {
            delete(folder);
        }
    }

    private void inspect(Framework framework) {
        List<String> faults = new ArrayList<>(framework.faults());
        int bundles = framework.context().getBundles().length - 1;
        add("bundles", faults.isEmpty(), faults.isEmpty() ? bundles + " work" : String.join("; ", faults));
        for (String service : NATIVE_SERVICES) {
            natives(framework, service);
        }
        framework.find(RunControl.class).ifPresentOrElse(this::plugins, () -> add("engine", false, "does not start"));
        framework.all(DataControl.class).forEach(control -> control.dataSets().forEach(this::data));
    }

    /** Data that some plugins read; without it the others work. */
    private void data(DataSetView set) {
        boolean there = set.missing().isEmpty();
        String found = there
                ? set.folder()
                : set.folder() + " lacks " + String.join(", ", set.missing()) + "; " + set.remedy();
        findings.add(new Finding("data " + set.name(), there, false, found));
    }

    /** Getting the service loads the native libraries behind it. */
    private void natives(Framework framework, String service) {
        String name = service.substring(service.lastIndexOf('.') + 1);
        ServiceReference<?> reference = framework.context().getServiceReference(service);
        Object found = reference == null ? null : framework.context().getService(reference);
        String bundle = reference == null ? "no bundle" : reference.getBundle().getSymbolicName();
        add(name, found != null, found != null ? bundle + " works" : bundle + " offers it; the log says why");
    }

    private void plugins(RunControl control) {
        List<PluginView> plugins = control.plugins();
        List<String> waiting = plugins.stream()
                .filter(plugin ->
                        plugin.state().equals("WAITING") || plugin.state().equals("INVALID"))
                .map(plugin -> plugin.id() + " is " + plugin.state() + ": " + plugin.reason())
                .toList();
        String found = plugins.size() + " known" + (waiting.isEmpty() ? "" : "; " + String.join("; ", waiting));
        add("plugins", waiting.isEmpty() && !plugins.isEmpty(), found);
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            System.getLogger(DoctorCommand.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot delete " + folder, e);
        }
    }
}
