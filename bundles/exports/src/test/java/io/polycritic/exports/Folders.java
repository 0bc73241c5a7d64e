package io.polycritic.exports;

import io.polycritic.store.Journal;
import io.polycritic.store.MetricsFile;
import io.polycritic.store.RunFolder;
import java.nio.file.Path;
import java.util.Map;

/** Folders of runs as a run leaves them. */
public final class Folders {
    private Folders() {}

    /** A run with two lines of metrics, one of whose numbers is not finite in each way. */
    public static RunFolder run(Path data, String run) {
        RunFolder folder = RunFolder.of(data, run);
        folder.writeSpec("{\"name\": \"slim\"}\n");
        try (Journal journal = Journal.open(folder.journal())) {
            journal.append(0, "created", Map.of("seed", 1));
        }
        write(
                folder,
                new MetricsFile.Line(1, 256, Map.of("learner/return", 0.1, "learner/odd,\"name\"", Double.NaN)),
                new MetricsFile.Line(
                        2,
                        512,
                        Map.of(
                                "critics.task/loss",
                                Double.POSITIVE_INFINITY,
                                "evaluators.play/goalSuccess",
                                Double.NEGATIVE_INFINITY)));
        return folder;
    }

    /** Writes lines behind those that are there. */
    public static void write(RunFolder folder, MetricsFile.Line... lines) {
        try (MetricsFile file = new MetricsFile(folder.metrics(), Long.MAX_VALUE)) {
            for (MetricsFile.Line line : lines) {
                file.write(line);
            }
        }
    }
}
