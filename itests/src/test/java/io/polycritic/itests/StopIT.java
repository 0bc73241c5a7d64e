package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

/** A server that is to leave while a part of one of its runs does not come back. */
public class StopIT {
    private static final long FOREVER = 1_000_000_000_000L;
    private static final long BOUND_SECONDS = 12;
    /** What a machine that is busy may need to notice that a process has ended. */
    private static final long MARGIN_SECONDS = 15;

    @Rule
    public final TestFolder folder = new TestFolder();

    private Served serve() throws Exception {
        return Served.start(folder, folder.data(), "--setting", "stop.seconds=" + BOUND_SECONDS);
    }

    private void install() throws Exception {
        LateBundle.build("1.0.0", "*");
        Path jar = LateBundle.file("1.0.0");
        Command.Result result = Command.run(
                folder,
                "plugin",
                "install",
                jar.toString(),
                "--data",
                folder.data().toString());
        assertEquals(result.toString(), 0, result.exit());
    }

    /** Its critic does not come back from its 100th update, and nothing gives it up before the server leaves. */
    private static ObjectNode hanging() throws Exception {
        ObjectNode spec = Specs.recipe("example", FOREVER, 20);
        Specs.remove(spec, "/evaluators");
        Specs.set(spec, "/faults/hangSeconds", 3600);
        Specs.set(spec, "/critics/distance/plugin", "late-broken");
        Specs.set(spec, "/critics/distance/config", Map.of("fault", "late-hang"));
        return spec;
    }

    private static void awaitTheHang(Served server, String why) throws Exception {
        Poll.until(
                why,
                () -> server.run("hanging").path("updates").longValue() == 99,
                () -> server.run("hanging") + "\n" + server.command());
    }

    @Test
    public void aPartThatDoesNotComeBackHoldsNothingUp() throws Exception {
        install();
        long left;
        try (Served server = serve()) {
            server.begin(hanging(), "hanging");
            server.begin(Specs.recipe("cart-pole", FOREVER, 1_000_000), "sound");
            awaitTheHang(server, "the part hangs");
            server.awaitUpdate("sound", 3);
            long begin = System.nanoTime();
            Command.Result ended = server.command().terminate();
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            assertTrue(seconds + " s: " + ended, seconds < BOUND_SECONDS + MARGIN_SECONDS);
            assertEquals(ended.toString(), 1, ended.exit());
            assertTrue(ended.toString(), ended.err().contains("hanging was not ready to leave in time"));
            assertTrue(ended.toString(), ended.err().contains("sound is STOPPED at"));
        }
        // the sound run has no snapshot but that of its leaving: were it lost, the run would begin anew
        try (Served server = serve()) {
            Poll.until("the sound run goes on", () -> server.isRunning("sound"), server.command()::toString);
            left = server.run("sound").path("updates").longValue();
            assertTrue(server.run("sound").toString(), left >= 3);
            awaitTheHang(server, "the other one goes on to where it hung");
            server.command().kill();
        }
    }
}
