package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.BenchCase;
import io.polycritic.api.control.BenchCase.Unit;
import io.polycritic.api.control.BenchMeasurement;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers are scripts of the shell here: whatever the interpreter is, the script's last line is what counts. */
class BenchTest {
    private static final BenchCase STEP =
            new BenchCase("mlp-64", "a step", Unit.MICROS_PER_UPDATE, "torch_step.py", List.of("mlp", "64"));
    private static final BenchCase LOOP =
            new BenchCase("ppo-64", "a loop", Unit.STEPS_PER_SECOND, "torch_rl.py", List.of("ppo"));
    private static final List<BenchCase> CASES = List.of(STEP, LOOP);

    @TempDir
    Path folder;

    private Signals signals;

    @BeforeEach
    void signals() {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        signals = new Signals(new Terminal(nowhere, nowhere, false), code -> {});
    }

    private Path script(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private Failure refused(Path... given) {
        return assertThrows(Failure.class, () -> Peers.of(List.of(given), null, CASES));
    }

    @Test
    void aTrialTellsAllThatBecameOfAProcess() throws Exception {
        Trial trial = Trial.run(
                List.of(
                        "sh",
                        "-c",
                        "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo $WORD; echo no >&2; echo bad >&2; exit 3"),
                Map.of("WORD", "hello"),
                folder,
                signals);
        assertEquals(3, trial.exit());
        assertEquals("hello", trial.out().strip());
        assertEquals("bad", trial.lastWords());
        assertTrue(trial.peakBytes() > 0, "on Linux a process has a peak");
        assertTrue(trial.peakBytes() < 1L << 30, trial.toString());
    }

    @Test
    void aTrialEndsWhenTheProcessIsAskedToLeave() {
        signals.received(130);
        assertThrows(
                CancellationException.class,
                () -> Trial.run(List.of("sh", "-c", "while :; do :; done"), Map.of(), folder, signals));
    }

    @Test
    void aPeersLastLineCounts() throws Exception {
        script("torch_step.py", "echo warming up", "echo \"{\\\"args\\\": \\\"$*\\\", \\\"us_per_step\\\": 200.5}\"");
        Peers peers = Peers.of(List.of(folder), "sh", CASES);
        assertTrue(peers.serves(STEP));
        assertFalse(peers.serves(LOOP));
        peers.check(folder, signals);
        Peers.Result result = peers.measure(STEP, folder, signals);
        assertEquals(200.5, result.figure());
        assertNull(result.threads());
        script("torch_rl.py", "echo '{\"env_steps_per_s\": 3200, \"threads\": 1}'");
        Peers both = Peers.of(List.of(folder), "sh", CASES);
        assertEquals(3200, both.measure(LOOP, folder, signals).figure());
        assertEquals(1, both.measure(LOOP, folder, signals).threads());
    }

    @Test
    void peersThatCannotBeUsedAreWrongUse() throws Exception {
        Failure none = refused(folder.resolve("torch_rl.py"));
        assertEquals(2, none.exitCode());
        assertTrue(none.line().startsWith("--peer: there is no file"), none.line());
        Failure empty = refused(folder);
        assertTrue(empty.line().contains("holds none of torch_rl.py, torch_step.py"), empty.line());
        Failure other = refused(script("mine.py"));
        assertEquals(2, other.exitCode());
        assertTrue(other.line().contains("serves no case; scripts that do are called torch_rl.py"), other.line());
    }

    @Test
    void anInterpreterThatLacksSomethingIsWrongUse() throws Exception {
        Path script =
                script("torch_rl.py", "\"\"\"Needs", "    apt-get install -y python3-torch", "\"\"\"", "import torch");
        Failure missing = assertThrows(Failure.class, () -> Peers.of(
                        List.of(script), folder.resolve("python").toString(), CASES)
                .check(folder, signals));
        assertEquals(2, missing.exitCode());
        assertTrue(missing.line().startsWith("--python: "), missing.line());
        assertTrue(missing.line().endsWith("it needs: apt-get install -y python3-torch"), missing.line());
        Failure lacking = assertThrows(
                Failure.class, () -> Peers.of(List.of(script), "sh", CASES).check(folder, signals));
        assertEquals(2, lacking.exitCode());
        assertTrue(lacking.line().startsWith("--peer: torch_rl.py cannot run on sh: "), lacking.line());
    }

    @Test
    void aPeerThatFailsOrPrintsNonsenseIsAFailure() throws Exception {
        Path script = script("torch_step.py", "echo broken >&2", "exit 4");
        Failure failed = assertThrows(
                Failure.class, () -> Peers.of(List.of(script), "sh", CASES).measure(STEP, folder, signals));
        assertEquals(1, failed.exitCode());
        assertEquals("torch_step.py: ended with exit code 4: broken", failed.line());
        for (String line : List.of("echo nonsense", "echo '{\"us_per_step\": 0}'", "echo '{}'", "true")) {
            script("torch_step.py", line);
            Failure nonsense = assertThrows(
                    Failure.class, () -> Peers.of(List.of(script), "sh", CASES).measure(STEP, folder, signals));
            assertEquals(1, nonsense.exitCode(), line);
            assertTrue(nonsense.line().startsWith("torch_step.py: its last line"), nonsense.line());
        }
    }

    @Test
    void roundsArePaired() {
        Comparison steps = new Comparison(STEP);
        double[] ours = {100, 200, 100};
        double[] theirs = {300, 400, 600};
        for (int i = 0; i < ours.length; i++) {
            steps.ours(result(ours[i], 0));
            steps.peers(new Peers.Result(theirs[i], 1 << 20, 1));
        }
        assertEquals(new Spread(2, 3, 6, List.of(3.0, 2.0, 6.0)), steps.ratio());
        Comparison loops = new Comparison(LOOP);
        loops.ours(result(1, 9000));
        loops.peers(new Peers.Result(3000, 1 << 20, 1));
        assertEquals(3, loops.ratio().median());
    }

    private static BenchProcess.Result result(double micros, double steps) {
        BenchMeasurement one = new BenchMeasurement("any", 10, 1, 1, true, micros, 1e6 / micros, steps, 0, 1, 1, 1);
        return new BenchProcess.Result(List.of(one), 1 << 20);
    }

    @Test
    void theMiddleOfAnEvenNumberIsBetweenTwo() {
        assertEquals(new Spread(1, 2.5, 4, List.of(4.0, 1.0, 3.0, 2.0)), Spread.of(List.of(4.0, 1.0, 3.0, 2.0)));
        assertEquals(7, Spread.of(List.of(7.0)).median());
    }

    @Test
    void eachFurtherCriticIsComparedWithTheFirst() {
        assertEquals(0.5, BenchScale.costOfOneMore(100, 450, 1, 8), 1e-12);
        assertEquals(1, BenchScale.costOfOneMore(100, 800, 1, 8), 1e-12);
    }

    @Test
    void figuresAreReadable() {
        assertEquals("0.50", Figures.text(0.5));
        assertEquals("12.3", Figures.text(12.34));
        assertEquals("12,345", Figures.text(12345.4));
        assertEquals("0", Figures.text(0));
        assertEquals("37.5 %", Figures.percent(0.375));
        assertEquals("250", Figures.mebibytes(250 << 20));
    }
}
