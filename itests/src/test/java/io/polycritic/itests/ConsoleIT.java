package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.opentest4j.TestAbortedException;

/** The console of the distribution in headless Chromium, while a command trains SLIM. */
public class ConsoleIT {
    private static final Pattern ADDRESS = Pattern.compile("Console: (http://127\\.0\\.0\\.1:\\d+/)");
    private static final int TERMINATED = 143;

    @Rule
    public final TestFolder folder = new TestFolder();

    /** The browser; where there is none, the test is skipped, and fails where CI is true. */
    private Browser browser() {
        try {
            return Browser.start(folder.path().resolve("profile"));
        } catch (TestAbortedException none) {
            Assume.assumeNoException(none);
            throw none;
        }
    }

    private static URI address(Command training) throws InterruptedException {
        Poll.until(
                "the address of the console",
                () -> ADDRESS.matcher(training.err()).find() || !training.isAlive(),
                training::toString);
        Matcher found = ADDRESS.matcher(training.err());
        assertTrue(training.toString(), found.find());
        return URI.create(found.group(1));
    }

    @Test
    public void showsALiveRunItsChartsAndItsSwaps() throws Exception {
        String data = folder.data().toString();
        try (Browser browser = browser();
                Command training = Command.start(
                        folder, "train", "slim", "--steps", "100000000", "--port", "0", "--json", "--data", data)) {
            URI address = address(training);
            ConsolePage page = new ConsolePage(
                    browser,
                    address,
                    Files.readString(folder.data().resolve("token")).strip());
            browser.view(1280, 1000, false);
            page.openRuns();
            assertEquals("RUNNING", page.stateInList("slim-1"));
            page.openRun("slim-1");
            browser.until(
                    "three critics' losses",
                    () -> page.charts().contains("loss") && page.legend("loss").size() >= 3);
            assertTrue(
                    page.charts().toString(),
                    page.charts().stream().anyMatch(name -> name.equals("return") || name.startsWith("return.")));
            assertTrue(page.slot("critics.safety"), page.slot("critics.safety").startsWith("safety v-critic@0.1.0 ×"));
            String before = page.legend("loss").toString();
            browser.until(
                    "the charts stand still",
                    () -> !page.legend("loss").toString().equals(before));
            swap(data);
            browser.until("no mark of the swap", () -> page.marks("loss").equals(List.of("1")));
            browser.until("the slot is as before", () -> page.slot("critics.safety")
                    .startsWith("safety v-critic@0.1.0 gen 1"));
            browser.picture(Path.of(System.getProperty("polycritic.itests.target"), "pictures", "slim.png"));
            assertEquals(List.of(), browser.complaints());
            Command.Result left = training.terminate();
            assertEquals(left.toString(), TERMINATED, left.exit());
            assertEquals(left.toString(), "STOPPED", left.json().path("state").textValue());
            assertTrue(
                    left.toString(),
                    left.json().path("parameterHash").textValue().matches("[0-9a-f]{64}"));
        }
    }

    /** By the command line, which finds the process that trains. */
    private void swap(String data) throws Exception {
        Command.Result swapped = Command.run(
                folder,
                "run",
                "swap",
                "slim-1",
                "critics.safety",
                "--with",
                "v-critic",
                "--config",
                "{\"discount\": 0.9}",
                "--mode",
                "warm",
                "--probation",
                "0",
                "--json",
                "--data",
                data);
        assertEquals(swapped.toString(), 0, swapped.exit());
        assertEquals(
                swapped.toString(), "COMMITTED", swapped.json().path("state").textValue());
        assertTrue(swapped.toString(), swapped.json().at("/transfer/carried").size() > 0);
    }
}
