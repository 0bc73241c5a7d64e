package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** {@code bench} in its short form: what it prints, and that training steps allocate next to nothing. */
public class BenchIT {
    private static final double MOST_BYTES = 1024;

    private static final List<String> CASES = List.of(
            "sac-64", "sac-256", "ppo-64", "dqn-64", "mlp-64", "mlp-256", "critics-4x64", "lm-2x128", "infonce-conv");

    @Rule
    public final TestFolder folder = new TestFolder();

    private Command.Result bench(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(words));
        all.addAll(List.of("--json", "--data", folder.data().toString()));
        return Command.run(folder, all.toArray(String[]::new));
    }

    private JsonNode done(String... words) throws Exception {
        Command.Result result = bench(words);
        assertEquals(result.toString(), 0, result.exit());
        return result.json();
    }

    private void refused(String word, String... words) throws Exception {
        Command.Result result = bench(words);
        assertEquals(result.toString(), 2, result.exit());
        String message =
                result.json().at("/error/message").textValue() + result.json().at("/error/path");
        assertTrue(message, message.contains(word));
    }

    @Test
    public void throughputComparesWithAPeerRoundByRound() throws Exception {
        Path peer = Files.writeString(
                folder.path().resolve("torch_step.py"), "echo '{\"kind\": \"mlp\", \"us_per_step\": 1e9}'\n");
        JsonNode document = done(
                "throughput",
                "--case",
                "mlp-64",
                "--quick",
                "--rounds",
                "2",
                "--peer",
                peer.toString(),
                "--python",
                "sh");
        assertEquals(2, document.path("rounds").intValue());
        assertTrue(document.at("/machine/processors").intValue() > 0);
        JsonNode one = document.at("/cases/0");
        assertEquals("mlp-64", one.path("case").textValue());
        assertEquals("us/update", one.path("unit").textValue());
        JsonNode ours = one.path("ours");
        double median = ours.at("/figure/median").doubleValue();
        assertTrue(one.toString(), median > 0 && median < 1e6);
        assertEquals(2, ours.at("/figure/values").size());
        for (String figure : List.of("updatesPerSecond", "gigaflops", "coresBusy", "threads", "peakResidentBytes")) {
            assertTrue(figure + " of " + one, ours.path(figure).doubleValue() > 0);
        }
        assertEquals(1e9, one.at("/peer/figure/median").doubleValue(), 0);
        assertEquals("[\"mlp\",\"256\",\"64\",\"8\"]", one.at("/peer/arguments").toString());
        JsonNode ratio = one.path("timesFaster");
        assertEquals(2, ratio.path("values").size());
        assertEquals(
                1e9 / ours.at("/figure/values/0").doubleValue(),
                ratio.at("/values/0").doubleValue(),
                1e-6 * ratio.at("/values/0").doubleValue());
        assertTrue(
                ratio.toString(),
                ratio.path("min").doubleValue() <= ratio.path("median").doubleValue());
    }

    /** In one process, which is quicker; each case's training thread is its own. */
    @Test
    public void noUpdateAllocatesMoreThanAKibibyte() throws Exception {
        List<String> words = new ArrayList<>(List.of("measure", "--quick"));
        words.addAll(CASES);
        JsonNode measurements = done(words.toArray(String[]::new)).path("measurements");
        assertEquals(CASES.size(), measurements.size());
        for (JsonNode one : measurements) {
            double bytes = one.path("bytesPerUpdate").doubleValue();
            assertTrue(one.path("name") + " allocates " + bytes + " bytes for an update", bytes <= MOST_BYTES);
            assertTrue(one.toString(), one.path("updates").longValue() > 0);
        }
    }

    @Test
    public void gemmRelatesACaseToThePeak() throws Exception {
        JsonNode document = done("gemm", "--case", "mlp-64", "--quick");
        double peak = document.path("peakGigaflopsOneThread").doubleValue();
        assertTrue(document.toString(), peak > 0);
        assertTrue(document.toString(), document.path("peakGigaflopsAllThreads").doubleValue() > 0);
        assertTrue(document.path("products").size() >= 4);
        JsonNode one = document.at("/cases/0");
        assertEquals(
                one.path("gigaflops").doubleValue() / peak,
                one.path("shareOfOneThreadPeak").doubleValue(),
                1e-9);
    }

    @Test
    public void scaleDerivesWhatOneMoreCriticCosts() throws Exception {
        JsonNode series = done("scale", "--series", "critics", "--quick").at("/series/0");
        assertEquals(4, series.path("points").size());
        assertEquals(8, series.at("/points/3/size").intValue());
        double first = series.at("/points/0/measurement/microsPerUpdate").doubleValue();
        double last = series.at("/points/3/measurement/microsPerUpdate").doubleValue();
        assertEquals((last / first - 1) / 7, series.path("costOfOneMore").doubleValue(), 1e-9);
    }

    @Test
    public void pluginsLeaveNothingBehind() throws Exception {
        JsonNode document = done("plugins", "--cycles", "20");
        assertEquals(20, document.path("cycles").intValue());
        assertEquals(60, document.path("swaps").intValue());
        assertEquals(40, document.path("loaders").intValue());
        assertEquals(40, document.path("loadersCollected").intValue());
        assertTrue(document.toString(), document.path("passed").booleanValue());
        for (String figure : List.of("metaspace%sMB", "classes%s", "threads%s", "heap%sMB")) {
            for (String moment : List.of("Start", "Early", "End")) {
                String name = figure.replace("%s", moment);
                assertTrue(name + " of " + document, document.path(name).doubleValue() > 0);
            }
        }
    }

    /** Timings are for a machine of one's own; that nothing is lost, doubled or different holds anywhere. */
    @Test
    public void aStormOfSwapsLosesNothingAndCanBeRepeated() throws Exception {
        JsonNode document = bench("swap", "--swaps", "600").json();
        assertEquals(document.toString(), 600, document.path("swaps").intValue());
        assertEquals(document.toString(), 0, document.path("lostTransitions").intValue());
        assertEquals(document.toString(), 0, document.path("doubledTransitions").intValue());
        assertEquals(
                document.path("steps").longValue(), document.path("transitions").longValue());
        assertTrue(document.toString(), document.path("replaySame").booleanValue());
        assertTrue(document.toString(), document.path("replayChanges").intValue() >= 50);
        assertTrue(document.toString(), document.path("rejected").intValue() > 0);
        assertTrue(document.toString(), document.path("rolledBack").intValue() > 0);
        for (String mode : List.of("warm", "cold", "shadow", "distill", "blend", "set")) {
            assertTrue(
                    mode + " of " + document, document.path("modes").path(mode).intValue() > 0);
        }
        for (String figure : List.of("pauseP50Ms", "pauseP99Ms", "pauseMaxMs", "updateMedianMs", "longestGapMs")) {
            assertTrue(figure + " of " + document, document.path(figure).doubleValue() > 0);
        }
    }

    @Test
    public void killedRunsEndAsTheyWouldHave() throws Exception {
        JsonNode document = done("kill", "--kills", "12");
        assertEquals(document.toString(), 12, document.path("kills").intValue());
        assertEquals(document.toString(), 0, document.path("different").intValue());
        assertEquals(document.path("runs").intValue(), document.path("equal").intValue());
        assertTrue(document.toString(), document.path("duringSwap").intValue() > 0);
    }

    @Test
    public void wrongUseExitsWith2() throws Exception {
        refused("did you mean 'mlp-64'", "throughput", "--case", "mlp-46");
        refused("from 1 to", "throughput", "--rounds", "0");
        refused("--rounds", "throughput", "--rounds", "many");
        refused(
                "no file",
                "throughput",
                "--peer",
                folder.path().resolve("none.py").toString());
        Path peer = Files.writeString(folder.path().resolve("torch_rl.py"), "import a_module_that_nobody_has\n");
        refused("apt-get install", "throughput", "--peer", peer.toString(), "--python", "no-such-python");
        refused("critics", "scale", "--series", "critic");
        refused("there are", "measure", "nothing");
        refused("at least 10", "plugins", "--cycles", "9");
        refused("at least 100", "swap", "--swaps", "99");
        refused("at least 1", "kill", "--kills", "0");
    }
}
