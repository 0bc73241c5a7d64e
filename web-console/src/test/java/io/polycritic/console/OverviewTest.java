package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleBundles;
import io.polycritic.http.testkit.SampleExports;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.SampleSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator sees first, the server's own state, and files for other tools. */
record OverviewTest(Browser browser, LivelyRuns runs, ConsolePage page) {
    @RegisterExtension
    static final ConsoleServer console = new ConsoleServer()
            .with(server -> server.register(new SampleBundles()))
            .with(server -> server.register(new SampleStudies()))
            .with(server -> server.register(new SampleSystem()))
            .with(server -> server.register(new SampleExports()))
            .expecting("400");

    private List<String> lines(String selector) {
        return browser.read(() -> browser.all(selector).stream()
                .map(line -> line.getText().replace('\n', ' '))
                .toList());
    }

    private void openOverview() {
        page.open("#/");
        browser.find(".overview.page[data-known]");
    }

    @Test
    void tellsAtOneGlanceWhatIsWrong() throws Exception {
        openOverview();
        List<String> wrong = lines(".wrong li");
        assertTrue(wrong.get(0).startsWith("Data folder 812 MiB of disk are free"), wrong.toString());
        assertTrue(
                wrong.stream().anyMatch(line -> line.startsWith("slim-3 has failed critics.safety: loss is NaN")),
                wrong.toString());
        List<String> live = lines(".running li");
        assertEquals(2, live.size(), live.toString());
        assertTrue(live.get(0).contains("slim-1") && live.get(0).contains("of 4\u202fM steps"), live.toString());
        List<String> best = lines("ul.best li");
        assertTrue(best.get(0).contains("best of 3 runs of slim"), best.toString());
        assertTrue(best.stream().anyMatch(line -> line.contains("beyond sum")), best.toString());
        console.pictures("overview");
        browser.press(".wrong li:first-child a");
        browser.find("li[data-check='data folder']");
    }

    @Test
    void tellsOfWhatHappensWhileItHappens() {
        openOverview();
        runs.pause("slim-1");
        browser.until("the state is as before", () -> browser.all(".running li[data-run=slim-1] .state").stream()
                .anyMatch(state -> state.getText().equals("Paused")));
        browser.until(
                "nothing is told", () -> lines(".news li").stream().anyMatch(line -> line.startsWith("slim-1 Paused")));
        runs.rollBack("slim-1", runs.tickets("slim-1").get(3).id());
        browser.until("the rollback is not told", () -> lines(".news li").stream()
                .anyMatch(line -> line.startsWith("slim-1 Rollback: 4: rewards.skill")));
    }

    @Test
    void showsTheServersState() throws Exception {
        page.open("#/system");
        browser.find(".system.page[data-known] [data-setting='http.port']");
        assertEquals("DOWN", browser.find("header.head .state").getDomAttribute("data-state"));
        List<String> checks = lines(".checks li");
        assertEquals(5, checks.size());
        assertTrue(checks.get(0).contains("health.disk.mib"), checks.toString());
        assertEquals("98", browser.find("[role=meter][aria-label=Disk]").getDomAttribute("aria-valuenow"));
        browser.until(
                "no rates",
                () -> lines("section[aria-label=Work] .figure").get(0).equals("Updates 38/s"));
        assertTrue(
                lines("tr[data-route='POST /api/v1/runs/{run}/swaps']").get(0).contains("319 ms"),
                lines("tr[data-route]").toString());
        String port = lines("tr[data-setting='http.port']").get(0);
        assertTrue(port.contains("POLYCRITIC_HTTP_PORT") && port.contains("usually 8080"), port);
        console.pictures("system");
    }

    private String downloaded(String name) {
        Path file = console.folder().resolve("downloads").resolve(name);
        return browser.until(name + " was not saved", () -> {
            try {
                return Files.exists(file) && Files.size(file) > 0 ? Files.readString(file) : null;
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void savesRunsForOtherTools() throws Exception {
        Files.createDirectories(console.folder().resolve("downloads"));
        browser.downloadTo(console.folder().resolve("downloads"));
        page.openRun("slim-1");
        browser.press("button[data-action=export]");
        browser.find(".menu:popover-open");
        assertEquals(List.of(), browser.script(Readable.POOR_CONTRAST));
        assertEquals(List.of(), browser.script(Readable.WITHOUT_NAME));
        browser.press("button[data-entry=metrics-csv]");
        assertEquals("slim-1 as csv\n", downloaded("slim-1.csv"));
        browser.press("button[data-action=export]");
        browser.press("button[data-entry=model-onnx]");
        browser.press("dialog select[name=slot] option[value='critics.safety']");
        browser.script("document.querySelector('dialog select').value = 'critics.safety'");
        browser.press("dialog button[type=submit]");
        browser.until("no refusal", () -> browser.find("dialog .error")
                .getText()
                .equals("critics.safety: has no model that could be exported"));
        browser.script("document.querySelector('dialog select').value = 'learner'");
        browser.press("dialog button[type=submit]");
        assertEquals("slim-1 as onnx\n", downloaded("slim-1.onnx"));
        assertTrue(browser.find(".notice").getText().contains("snapshot at update 2,700"));
    }

    @Test
    void savesWhatIsCompared() throws Exception {
        Files.createDirectories(console.folder().resolve("downloads"));
        browser.downloadTo(console.folder().resolve("downloads"));
        page.open("#/compare/slim-1,slim-2");
        browser.find("section.chart canvas");
        browser.press("button[data-action=export]");
        browser.press("button[data-entry=compared-series-csv]");
        List<String> lines = downloaded("compared.csv").lines().toList();
        assertEquals("run,update,steps,series,value", lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.matches("slim-1,\\d+,\\d+,critics\\.reach/loss,[-0-9.e]+")));
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("slim-2,") && line.contains(",learner/return.reach,")));
    }
}
