package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** A process that is killed in mid-run loses nothing: the same command ends with the same parameters, hash for hash. */
public class ResumeIT {
    private static final int KILLED = 137;

    @Rule
    public final TestFolder folder = new TestFolder();

    private String[] train(ObjectNode spec, String data) throws IOException {
        Path file = Files.writeString(folder.path().resolve("spec.json"), spec.toString());
        return new String[] {
            "train",
            file.toString(),
            "--exit",
            "--json",
            "--port",
            "0",
            "--data",
            folder.path().resolve(data).toString()
        };
    }

    private JsonNode finished(String... command) throws Exception {
        Command.Result result = Command.run(folder, command);
        assertEquals(result.toString(), 0, result.exit());
        assertEquals(result.toString(), "DONE", result.json().path("state").textValue());
        return result.json();
    }

    /** Kills the command as soon as there is a snapshot of this update or a later one. */
    private void killAfter(long update, String run, String... command) throws Exception {
        Path snapshots =
                folder.path().resolve("killed").resolve("runs").resolve(run).resolve("snapshots");
        try (Command training = Command.start(folder, command)) {
            Poll.until(
                    "a snapshot of update " + update,
                    () -> newest(snapshots) >= update || !training.isAlive(),
                    training::toString);
            Command.Result killed = training.kill();
            assertEquals("it was killed too late: " + killed, KILLED, killed.exit());
            assertEquals("", killed.out());
        }
    }

    /** The update of the newest snapshot, from its file name; -1 where there is none. */
    private static long newest(Path snapshots) {
        if (!Files.isDirectory(snapshots)) {
            return -1;
        }
        try (Stream<Path> files = Files.list(snapshots)) {
            return files.map(file -> file.getFileName().toString().replaceAll("\\D", ""))
                    .filter(digits -> !digits.isEmpty())
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void resumes(ObjectNode spec, String run, long... updates) throws Exception {
        JsonNode whole = finished(train(spec, "whole"));
        for (long update : updates) {
            killAfter(update, run, train(spec, "killed"));
        }
        JsonNode resumed = finished(train(spec, "killed"));
        assertEquals(whole.path("parameterHash"), resumed.path("parameterHash"));
        assertEquals(whole.path("steps"), resumed.path("steps"));
        assertEquals(whole.path("updates"), resumed.path("updates"));
        assertEquals(whole.path("episodes"), resumed.path("episodes"));
        String journal = Command.run(
                        folder,
                        "run",
                        "journal",
                        run,
                        "--json",
                        "--data",
                        folder.path().resolve("killed").toString())
                .out();
        int times = journal.split("\"continued\"", -1).length - 1;
        assertTrue(journal, times >= updates.length);
    }

    @Test
    public void cartPoleGoesOnAfterThreeKills() throws Exception {
        resumes(Specs.recipe("cart-pole", 200_000, 5), "cart-pole-1", 5, 25, 50);
    }

    @Test
    public void slimGoesOnAfterAKill() throws Exception {
        ObjectNode spec = Specs.recipe("slim", 16_000, 1);
        // They take longer than the training here, and do not touch it.
        Specs.remove(spec, "/evaluators");
        resumes(spec, "slim-1", 2);
    }
}
