package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polycritic.api.control.RunState;
import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleExports;
import io.polycritic.http.testkit.SampleRecipes;
import io.polycritic.http.testkit.SampleStudies;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** What begins and ends in the console: runs by recipe, by spec, again, from a snapshot, deleted; studies. */
record StartTest(Browser browser, LivelyRuns runs, ConsolePage page) {
    @RegisterExtension
    static final ConsoleServer console = new ConsoleServer()
            .with(server -> server.register(new SampleRecipes()))
            .with(server -> server.register(new SampleExports()))
            .with(server -> server.register(new SampleStudies()))
            .expecting("40[049]");

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
        console.pictures("start");
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

    private void add(String condition) {
        browser.press(".begin button[data-action=add-change]");
        new Select(browser.find(".written:last-child select[name=time]")).selectByValue("when");
        write(".written:last-child input[name=at]", condition);
    }

    @Test
    void writesWeightsAndChangesThatTheRunMakesByItself() throws Exception {
        page.open("#/new/recipe/slim");
        browser.press(".begin [data-part='critics.safety'] summary");
        write(".begin [data-part='critics.safety'] [name=weight]", "heavy");
        browser.press(".begin button[data-action=check]");
        assertEquals(
                "must be a number",
                browser.find(".begin [data-part='critics.safety'] .error:not(:empty)")
                        .getText());
        write(".begin [data-part='critics.safety'] [name=weight]", "2.5");
        new Select(browser.find(".begin [data-part='critics.safety'] [name=onFault]")).selectByValue("park");
        add("3 > 2");
        new Select(browser.find(".written select[name=slot]")).selectByValue("critics.safety");
        browser.press(".begin button[data-action=check]");
        browser.until("no refusal", () -> browser.all(".written .error").stream()
                .anyMatch(error -> error.getText().equals("names no series")));
        write(".written input[name=at]", "mean('learner/violationRate', 20) > 0.05");
        write(".written input[name=for]", "200");
        write(".written .value [name=weight]", "3");
        browser.press(".written summary");
        write(".written textarea[name=guards]", "return-drop");
        browser.press(".begin button[data-action=check]");
        assertTrue(browser.find(".written .error:not(:empty)").getText().startsWith("Guards need at least one update"));
        write(".written input[name=probation]", "50");
        browser.press(".begin button[data-action=add-change]");
        write(".written:last-child input[name=at]", "1000");
        new Select(browser.find(".written:last-child select[name=slot]")).selectByValue("critics.reach");
        new Select(browser.find(".written:last-child select[name=what]")).selectByValue("another part");
        new Select(browser.find(".written:last-child select[name=plugin]")).selectByValue("quantile-critic");
        browser.press(".written:last-child input[value=shadow]");
        browser.press(".begin .preview summary");
        browser.press(".begin button[data-action=check]");
        browser.until(
                "it does not fit",
                () -> browser.find(".begin [role=status]").getText().startsWith("It fits: "));
        String preview = browser.find(".begin .preview pre").getText();
        console.pictures("start-changes");
        browser.press("button[data-action=start]");
        isShown("slim-4");
        JsonNode spec = new ObjectMapper().readTree(runs.spec("slim-4"));
        assertEquals(new ObjectMapper().readTree(preview), spec);
        assertEquals(2.5, spec.at("/critics/safety/weight").doubleValue());
        assertEquals("park", spec.at("/critics/safety/onFault").textValue());
        assertEquals(
                new ObjectMapper()
                        .readTree("[{\"name\": \"rule-1\", \"when\": \"mean('learner/violationRate', 20) > 0.05\","
                                + "\"for\": 200, \"set\": {\"slot\": \"critics.safety\", \"setting\": \"weight\","
                                + "\"value\": 3, \"guards\": [\"return-drop\"], \"probation\": 50}}]"),
                spec.path("rules"));
        assertEquals(
                new ObjectMapper()
                        .readTree("[{\"at\": {\"updates\": 1000}, \"swap\": {\"slot\": \"critics.reach\","
                                + "\"plugin\": \"quantile-critic\", \"mode\": \"shadow\", \"span\": 50}}]"),
                spec.path("schedule"));
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
        assertEquals(
                "after 1200 updates, critics.safety: weight = 2",
                browser.find(".begin .changes .given").getText());
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
        console.pictures("snapshots");
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
        assertTrue(browser.find(job).getText().contains("25.0 %, 1 of 8 runs, at slim.sum.1"), "progress");
        console.pictures("study-jobs");
        page.open("#/studies/slim");
        browser.find(job);
        console.pictures("study-job");
        browser.press(job + " button[data-action=cancel]");
        browser.press("dialog button.danger");
        browser.until(
                "not cancelled", () -> browser.find(job + " .state").getText().equals("Cancelled"));
    }
}
