package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Backups of a server whose run goes on: what is made of them ends as the run itself does, hash for hash. */
public class BackupIT {
    private static final String SWAP =
            "{\"slot\": \"critics.task\", \"plugin\": \"v-critic\", \"config\": {\"discount\": %s},"
                    + " \"probation\": 0}";

    private static final long MORE_STEPS = 10_000;

    @Rule
    public final TestFolder folder = new TestFolder();

    private Path backup(int number) throws Exception {
        Path file = folder.path().resolve("backup-" + number + ".zip");
        Command.Result made = Command.run(
                folder,
                "backup",
                file.toString(),
                "--json",
                "--data",
                folder.data().toString());
        assertEquals(made.toString(), 0, made.exit());
        assertEquals(Files.size(file), made.json().path("bytes").longValue());
        return file;
    }

    private Path restored(Path backup) throws Exception {
        Path data = folder.path().resolve(backup.getFileName() + ".data");
        Command.Result result = Command.run(folder, "restore", backup.toString(), "--json", "--data", data.toString());
        assertEquals(result.toString(), 0, result.exit());
        assertTrue(result.toString(), result.json().path("files").intValue() > 4);
        Command.Result again = Command.run(folder, "restore", backup.toString(), "--data", data.toString());
        assertEquals(again.toString(), 2, again.exit());
        return data;
    }

    /** Goes on with the run up to a budget; returns the hash of its parameters then. */
    private String continued(Path data, long steps) throws Exception {
        Command.Result done = Command.run(
                folder,
                "train",
                "--run",
                "one",
                "--steps",
                Long.toString(steps),
                "--no-console",
                "--json",
                "--data",
                data.toString());
        assertEquals(done.toString(), 0, done.exit());
        assertEquals("DONE", done.json().path("state").textValue());
        return done.json().path("parameterHash").textValue();
    }

    @Test
    public void theCopyOfALiveRunEndsAsTheRun() throws Exception {
        ObjectNode spec = Specs.recipe("cart-pole", 1_000_000_000_000L, 5);
        List<Path> backups = new ArrayList<>();
        long steps;
        try (Served server = Served.start(folder, folder.data())) {
            server.begin(spec, "one");
            server.awaitUpdate("one", 4);
            for (String discount : List.of("0.5", "0.9")) {
                String swap = SWAP.replace("%s", discount);
                assertEquals(201, server.post("api/v1/runs/one/swaps", swap).statusCode());
            }
            assertEquals(
                    200, server.post("api/v1/runs/one/swaps/2/rollback", "").statusCode());
            for (int i = 0; i < 2; i++) {
                backups.add(backup(i));
                assertTrue(server.isRunning("one"));
            }
            JsonNode made =
                    Specs.MAPPER.readTree(server.post("api/v1/backups", "{}").body());
            assertTrue(made.toString(), Files.size(Path.of(made.path("path").textValue())) > 0);
            JsonNode listed = Specs.MAPPER
                    .readTree(server.authorized("api/v1/backups").body())
                    .path("items");
            assertEquals(listed.toString(), made, listed.path(0));
            assertEquals(listed.toString(), 1, listed.size());
            assertEquals(200, server.post("api/v1/runs/one/stop", "").statusCode());
            steps = server.run("one").path("steps").longValue() + MORE_STEPS;
            server.command().terminate();
        }
        String whole = continued(folder.data(), steps);
        for (Path backup : backups) {
            assertEquals(whole, continued(restored(backup), steps));
        }
    }
}
