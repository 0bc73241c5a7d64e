package io.polycritic.runtime.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic serve}. */
@Command(
        name = "serve",
        description = "Serves console and REST interface on the loopback address until Ctrl-C or SIGTERM.",
        footer = {"", "Leaving stops all runs, each with a snapshot; 'train' continues them."})
final class ServeCommand implements Callable<Integer> {
    @ParentCommand
    private Polycritic root;

    @Option(names = "--headless", description = "Serve the REST interface without the console's pages.")
    private boolean headless;

    @Option(names = "--port", paramLabel = "N", description = "The port; 0 picks a free one. Usually 8484 if free.")
    private Integer port;

    @Override
    public Integer call() throws InterruptedException {
        DataFolder data = root.data();
        Framework.Extent extent = headless ? Framework.Extent.REST : Framework.Extent.CONSOLE;
        try (Session session = Session.start(root.installation(), data, extent, port)) {
            String address = "http://127.0.0.1:" + session.port().orElseThrow() + "/";
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("url", address);
            document.put("port", session.port().orElseThrow());
            document.put("pid", ProcessHandle.current().pid());
            document.put("data", data.root().toString());
            document.put("tokenFile", data.root().resolve("token").toString());
            root.print(
                    document,
                    "Serving " + data.root() + " at " + address + System.lineSeparator() + "Changes need the token in "
                            + data.root().resolve("token"));
            root.signals().await();
            session.stopRuns(root.terminal());
        }
        return 0;
    }
}
