package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is what the intact part of its journal says, also where its snapshots know more. */
class DamagedJournalTest {
    private static final Map<String, Object> OTHER = Map.of("rate", 0.25);

    @TempDir
    Path data;

    private String swapped(Path folder, boolean more) throws Exception {
        try (ToyRun toy = ToyRun.begin(folder, ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.two", "toy-critic", OTHER, "warm", 2.0), "user"));
            if (!more) {
                return toy.finish();
            }
            toy.updates(9);
            toy.ask(run -> run.desk().set(Requests.set("critics.one", "weight", 7.0), "user"));
            toy.updates(14);
            toy.run.stop();
            return toy.finish(RunState.STOPPED);
        }
    }

    @Test
    void whatIsCutOffHasNeverBeen() throws Exception {
        String expected = swapped(data.resolve("a"), false);
        swapped(data.resolve("b"), true);
        Path journal = data.resolve("b/runs/toy-7/journal");
        List<String> lines = Files.readAllLines(journal);
        int set = 0;
        while (!lines.get(set).contains("\"type\":\"set\"")) {
            set++;
        }
        String intact = String.join("\n", lines.subList(0, set)) + "\n";
        String altered = lines.get(set).replace("7.0", "8.0");
        Files.writeString(journal, intact + altered + "\n" + String.join("\n", lines.subList(set + 1, lines.size())));
        try (ToyRun again = ToyRun.begin(data.resolve("b"), ToyRun.SPEC)) {
            assertEquals(expected, again.finish());
        }
        String aside = Files.readString(journal.resolveSibling("journal.damaged"), StandardCharsets.UTF_8);
        assertTrue(aside.startsWith(altered), aside);
    }
}
