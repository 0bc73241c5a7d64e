package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * The commands of README.md, as they stand there. Those that act on a live run are carried out while the first one
 * trains; those that would train for minutes are cut short by a smaller budget, a benchmark by one case in its short
 * form, a study by asking for its help.
 */
public class ReadmeIT {
    private static final String PROGRAM = "runtime/bin/polycritic ";

    @Rule
    public final TestFolder folder = new TestFolder();

    private static List<List<String>> commands() throws Exception {
        Path readme =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("README.md");
        List<List<String>> commands = new ArrayList<>();
        for (String line : Files.readAllLines(readme)) {
            if (line.startsWith(PROGRAM)) {
                String words = line.substring(PROGRAM.length());
                int comment = words.indexOf('#');
                commands.add(List.of((comment < 0 ? words : words.substring(0, comment))
                        .strip()
                        .split(" +")));
            }
        }
        return commands;
    }

    private String[] withData(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--data", folder.data().toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    public void everyCommandWorks() throws Exception {
        List<List<String>> commands = commands();
        List<String> train = commands.remove(0);
        assertEquals(List.of("train", "slim"), train);
        assertTrue(commands.toString(), commands.size() >= 4);
        try (Command live = Command.start(folder, withData(train, "--port", "0"))) {
            Poll.until("slim-1 trains", () -> live.err().contains("slim-1 "), live::toString);
            for (List<String> words : commands) {
                Command.Result result =
                        switch (words.get(0)) {
                            case "train" -> Command.run(folder, withData(words, "--steps", "3200", "--exit"));
                            case "bench" ->
                                Command.run(folder, withData(words, "--case", "mlp-64", "--quick", "--rounds", "1"));
                            case "study" -> Command.run(folder, withData(words, "--help"));
                            default -> Command.run(folder, withData(words));
                        };
                assertEquals(result.toString(), 0, result.exit());
                assertFalse(result.toString(), result.out().isBlank());
            }
            assertTrue(live.toString(), live.isAlive());
        }
    }
}
