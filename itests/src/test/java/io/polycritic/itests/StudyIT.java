package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** {@code study}: the short form of every published system, and a study that is killed. */
public class StudyIT {
    private static final int KILLED = 137;
    private static final long ALL_SECONDS = 2400;
    private static final Path GARMENTS = Path.of("/usr/share/datasets/fashion-mnist");
    private static final Path DIGITS = Path.of("/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz");

    @Rule
    public final TestFolder folder = new TestFolder();

    private String[] study(String data, String... words) {
        return Stream.of(
                        Stream.of("study"),
                        Stream.of(words),
                        Stream.of(
                                "--json", "--data", folder.path().resolve(data).toString()))
                .flatMap(each -> each)
                .toArray(String[]::new);
    }

    /** Some of the studies read data that Debian packages bring; continuous integration installs them. */
    @Test
    public void everySystemsShortFormReachesItsBars() throws Exception {
        assumeTrue("dataset-fashion-mnist is not installed", Files.isDirectory(GARMENTS));
        assumeTrue("python3-sklearn is not installed", Files.exists(DIGITS));
        Command.Result result;
        try (Command all = Command.start(folder, study("all", "--all", "--quick"))) {
            result = all.result(ALL_SECONDS);
        }
        JsonNode document = result.json();
        assertEquals(document.toPrettyString(), 0, document.path("problems").size());
        assertTrue(document.toPrettyString(), document.path("studies").size() > 1);
        for (JsonNode summary : document.path("studies")) {
            String slug = summary.path("slug").textValue();
            for (String member : List.of("metric", "method", "bestBaseline", "bar")) {
                assertFalse(
                        slug + "." + member, summary.path(member).textValue().isEmpty());
            }
            assertEquals(slug, 2, summary.path("interval").size());
            assertFalse(slug, summary.path("checks").isEmpty());
            assertTrue(slug, summary.path("checks").findValuesAsText("counts").contains("true"));
            assertTrue(summary.toPrettyString(), summary.path("passed").booleanValue());
        }
        assertEquals(0, result.exit());
    }

    @Test
    public void aStudyThatIsKilledGoesOn() throws Exception {
        Path runs = folder.path().resolve("killed").resolve("runs");
        try (Command first = Command.start(folder, study("killed", "swap-modes", "--quick"))) {
            Poll.until("a run that is done", () -> isAnyDone(runs) || !first.isAlive(), first::toString);
            assertEquals("it was killed too late", KILLED, first.kill().exit());
        }
        Command.Result resumed = Command.run(folder, study("killed", "swap-modes", "--quick"));
        Command.Result whole = Command.run(folder, study("whole", "swap-modes", "--quick"));
        assertEquals(whole.toString(), 0, whole.exit());
        assertEquals(whole.json().path("figures"), resumed.json().path("figures"));
        assertEquals(whole.json().path("bars"), resumed.json().path("bars"));
    }

    @Test
    public void aServerCarriesItOutAndItsReportIsTheSame() throws Exception {
        Command.Result alone = Command.run(folder, study("alone", "nash-md", "--quick"));
        try (Served server = Served.start(folder, folder.data())) {
            String data = folder.data().getFileName().toString();
            Command.Result asked = Command.run(folder, study(data, "nash-md", "--quick"));
            assertEquals(asked.toString(), alone.exit(), asked.exit());
            assertTrue(asked.toString(), asked.err().contains("serves this data folder"));
            for (String member : List.of("title", "table", "figures", "bars", "summary", "verdict")) {
                assertEquals(member, alone.json().path(member), asked.json().path(member));
            }
            try (Command watcher = Command.start(folder, study(data, "swap-modes"))) {
                Poll.until("it is carried out", () -> "RUNNING".equals(state(server)), watcher::toString);
                Command.Result left = watcher.terminate();
                assertEquals(left.toString(), 143, left.exit());
                assertTrue(left.toString(), left.err().contains("swap-modes goes on in process"));
            }
            assertEquals("RUNNING", state(server));
            Command.Result cancelled = Command.run(folder, study(data, "swap-modes", "--cancel"));
            assertEquals(cancelled.toString(), 0, cancelled.exit());
            Poll.until("it is taken back", () -> "CANCELLED".equals(state(server)), server.command()::toString);
        }
    }

    private static String state(Served server) {
        try {
            String job = server.authorized("api/v1/studies/swap-modes/job").body();
            return Specs.MAPPER.readTree(job).path("state").textValue();
        } catch (Exception e) {
            throw new AssertionError(server.command().toString(), e);
        }
    }

    private static boolean isAnyDone(Path runs) {
        if (!Files.isDirectory(runs)) {
            return false;
        }
        try (Stream<Path> all = Files.list(runs)) {
            return all.map(run -> run.resolve("summary.json")).anyMatch(StudyIT::saysDone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean saysDone(Path summary) {
        try {
            return Files.exists(summary) && Files.readString(summary).contains("\"DONE\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void wrongRequestsAreRefused() throws Exception {
        Command.Result seeds = Command.run(folder, study("wrong", "slim", "--seeds", "1"));
        assertEquals(seeds.toString(), 2, seeds.exit());
        Command.Result unknown = Command.run(folder, study("wrong", "slum"));
        assertEquals(unknown.toString(), 2, unknown.exit());
        assertTrue(
                unknown.toString(),
                unknown.json().at("/error/message").textValue().contains("slim"));
        Command.Result none = Command.run(folder, study("wrong", "slim", "--report"));
        assertEquals(none.toString(), 2, none.exit());
    }
}
