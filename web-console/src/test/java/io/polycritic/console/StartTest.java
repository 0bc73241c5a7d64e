package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunState;
import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleExports;
import io.polycritic.http.testkit.SampleRecipes;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.WebServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** What begins and ends in the console: runs by recipe, by spec, again, from a snapshot, deleted; studies. */
class StartTest {
    @TempDir
    static Path data;

    private static Browser browser;
    private LivelyRuns runs;
    private WebServer server;
    private ConsolePage page;
    private Pictures pictures;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start(data.resolve("profile"));
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        runs = new LivelyRuns();
        server = WebServer.start(data, runs, Map.of());
        server.register(new SampleRecipes());
        server.register(new SampleExports());
        server.register(new SampleStudies());
        page = new ConsolePage(
                browser, server.uri(), Files.readString(data.resolve("token")).strip());
        pictures = new Pictures(browser);
        browser.view(1280, 1000, false);
    }

    @AfterEach
    void stop() throws Exception {
        browser.open("about:blank");
        server.close();
        runs.close();
        List<String> complaints = browser.complaints().stream()
                .filter(text -> !text.contains("net::ERR_") && !text.matches(".*status of 40[049].*"))
                .toList();
        assertEquals(List.of(), complaints);
    }

    private void write(String selector, String entry) {
        WebElement field = browser.find(selector);
        field.clear();
        field.sendKeys(entry);
    }

    private void isShown(String run) {
        browser.until(run + " is not shown", () -> browser.find("h1").getText().equals(run));
    }

    @Test
    void startsARecipeWithOtherSettings() throws Exception {
        page.open("#/new");
        browser.find("[data-recipe=twice] input:disabled");
        write(".source input[type=search]", "one critic for each");
        browser.until("not found", () -> browser.all("[data-recipe]").size() == 1);
        browser.press("[data-recipe=slim] input");
        browser.find(".begin [data-part=learner]");
        assertEquals(
                "It will be called slim-4.", browser.find(".begin form > p.sub").getText());
        browser.press(".begin [data-part='critics.safety'] summary");
        write(".begin [data-part='critics.safety'] [name=discount]", "3");
        write(".begin input[name=steps]", "many");
        browser.press("button[data-action=start]");
        assertEquals(
                "must be at most 1",
                browser.find(".begin [data-part='critics.safety'] .settings .error:not(:empty)")
                        .getText());
        pictures.take("start");
        browser.view(1280, 1000, false);
        write(".begin [data-part='critics.safety'] [name=discount]", "0.8");
        browser.press("button[data-action=start]");
        assertEquals(
                "A whole number from 1 on.",
                browser.find(".basics .error:not(:empty)").getText());
        write(".begin input[name=steps]", "20000");
        write(".begin input[name=seed]", "1");
        assertTrue(browser.find(".basics .error:not(:empty)").getText().contains("There is a run slim-1 already"));
        write(".begin input[name=seed]", "31");
        browser.press("button[data-action=start]");
        isShown("slim-31");
        assertEquals(20_000, runs.run("slim-31").budget());
    }

    @Test
    void startsASpecThatSomebodyPastes() {
        page.open("#/new");
        browser.press(".own summary");
        browser.find(".own textarea").sendKeys("{\"name\": ");
        browser.press("button[data-action=use]");
        assertTrue(browser.find(".own .error").getText().startsWith("This is no run spec"), "syntax");
        write(
                ".own textarea",
                "{\"name\": \"mine\", \"budget\": {\"steps\": 5000}, \"learner\": {\"plugin\": \"none-such\"}}");
        browser.press("button[data-action=use]");
        browser.press(".begin [data-part=learner] summary");
        assertTrue(
                browser.find(".begin [data-part=learner]").getText().contains("There is no learner ‘none-such’ here"));
        browser.press("button[data-action=start]");
        isShown("mine-1");
    }

    @Test
    void startsARunAgainWithAnotherSeed() {
        page.openRun("slim-2");
        browser.press("button[data-action=more]");
        browser.press("button[data-entry=start-again]");
        browser.find(".begin input[name=schedule]");
        assertEquals("4", browser.find(".begin input[name=seed]").getDomProperty("value"));
        browser.press("button[data-action=start]");
        isShown("slim-4");
    }

    @Test
    void deletesARunAtRest() throws Exception {
        page.openRun("slim-1");
        browser.press("button[data-action=more]");
        browser.find("button[data-entry=start-again]");
        assertEquals(0, browser.all("button[data-entry=delete]").size(), "a live run has no delete");
        page.openRun("ppo-cartpole-2");
        browser.press("button[data-action=more]");
        browser.press("button[data-entry=delete]");
        assertTrue(browser.find("dialog p").getText().contains("gone for good"), "asked");
        browser.press("dialog button.danger");
        browser.find("tr[data-run=slim-1]");
        browser.until(
                "still listed", () -> browser.all("tr[data-run=ppo-cartpole-2]").isEmpty());
        page.open("#/runs/slim-2");
        browser.find("#tab-snapshots");
        runs.stop("slim-2");
        runs.delete("slim-2");
        browser.until("still shown", () -> browser.find("#content").getText().contains("No such run"));
    }

    @Test
    void forksFromASnapshot() throws Exception {
        page.openRun("slim-1");
        browser.press("#tab-snapshots");
        browser.find("#snapshots [data-snapshot]");
        List<WebElement> snapshots = browser.all("#snapshots li");
        assertEquals(2, snapshots.size());
        assertTrue(snapshots.get(1).getText().contains("kept until a change after it is decided"), "why");
        pictures.take("snapshots");
        browser.view(1280, 1000, false);
        String update = snapshots.get(0).getDomAttribute("data-snapshot");
        browser.press("#snapshots li:first-child button");
        String whole = NumberFormat.getIntegerInstance(Locale.ROOT).format(Long.parseLong(update));
        assertTrue(browser.find("dialog p").getText().contains("after update " + whole), "where");
        browser.press("dialog input[name=differs][value=nothing]");
        write("dialog input[name=run]", "from-snapshot");
        browser.press("dialog button[type=submit]");
        isShown("from-snapshot");
        assertEquals(RunState.RUNNING, runs.run("from-snapshot").state());
    }

    @Test
    void carriesOutAStudyAndTakesItBack() throws Exception {
        page.openStudies();
        browser.press("tr[data-study=slim] button[data-action=carry-out]");
        write("dialog input[name=seeds]", "1");
        browser.press("dialog button[type=submit]");
        browser.until(
                "no refusal", () -> browser.find("dialog .error").getText().contains("allowed are at least 2"));
        write("dialog input[name=seeds]", "3");
        browser.press("dialog button[type=submit]");
        String job = "[data-job='slim true']";
        assertTrue(browser.find(job).getText().contains("25.0 % of 1\u202fM steps, at slim.sum.1"), "progress");
        pictures.take("study-jobs");
        browser.view(1280, 1000, false);
        page.open("#/studies/slim");
        browser.find(job);
        pictures.take("study-job");
        browser.view(1280, 1000, false);
        browser.press(job + " button[data-action=cancel]");
        browser.press("dialog button.danger");
        browser.until(
                "not cancelled", () -> browser.find(job + " .state").getText().equals("Cancelled"));
    }
}
