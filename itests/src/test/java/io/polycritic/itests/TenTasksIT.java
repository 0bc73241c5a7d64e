package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.opentest4j.TestAbortedException;

/**
 * The ten things that people do in the console, one after the other, in a real browser at a server of the distribution.
 * Each step asserts what a person sees.
 */
public class TenTasksIT {
    private static final String STUDY = "swap-modes";
    private static final String JOB = "[data-job='" + STUDY + " true']";
    private static final long STUDY_SECONDS = 240;
    private static final String RUN = "slim-7";
    private static final String SAFETY = "critics.safety";

    @Rule
    public final TestFolder folder = new TestFolder();

    private Browser browser;
    private ConsolePage page;
    private Served server;

    /** The browser; where there is none, the test is skipped, and fails where CI is true. */
    private Browser browser() {
        try {
            return Browser.start(folder.path().resolve("profile"));
        } catch (TestAbortedException none) {
            Assume.assumeNoException(none);
            throw none;
        }
    }

    @Test
    public void aPersonDoesThem() throws Exception {
        LateBundle.build("0.1.0", "*");
        try (Browser started = browser();
                Served served = Served.withPages(folder, folder.data())) {
            browser = started;
            server = served;
            page = new ConsolePage(browser, server.address(""), server.token());
            browser.view(1280, 1000, false);
            asksForAStudy();
            startsSlim();
            watches();
            swapsACriticUnderAGuard();
            seesItRollBack();
            changesAWeight();
            forks();
            installsAPlugin();
            comparesRuns();
            readsAStudy();
            managesAToken();
            assertEquals(List.of(), browser.complaints());
        }
    }

    private void write(String selector, String entry) {
        WebElement field = browser.find(selector);
        field.clear();
        field.sendKeys(entry);
    }

    /** The recipe is found by a word, and made small by its form. */
    private void startsSlim() {
        page.open("#/");
        browser.find(".overview.page[data-known]");
        browser.press("[data-action=new]");
        browser.find("[data-recipe=slim]");
        write(".source input[type=search]", "slim");
        browser.press("[data-recipe=slim] input");
        write(".begin input[name=seed]", "7");
        write(".begin input[name=steps]", "100000000");
        browser.press(".begin [data-part=learner] summary");
        write(".begin [data-part=learner] [name=minibatch]", "0");
        browser.press("button[data-action=start]");
        browser.until(
                "nothing is wrong with a minibatch of 0",
                () -> browser.all(".begin [data-part=learner] .error").stream()
                        .anyMatch(error -> error.getText().contains("must be at least")));
        write(".begin [data-part=learner] [name=minibatch]", "64");
        write(".begin [data-part=learner] [name=lanes]", "8");
        write(".begin [data-part=learner] [name=horizon]", "25");
        browser.press("button[data-action=start]");
        browser.until("the run is not shown", () -> browser.find("h1").getText().equals(RUN));
        browser.until("it does not run", () -> page.state().equals("RUNNING"));
    }

    private void watches() {
        browser.find("section.chart canvas");
        browser.until(
                "three critics' losses",
                () -> page.charts().contains("loss") && page.legend("loss").size() >= 3);
        String before = page.legend("loss").toString();
        browser.until(
                "the charts stand still", () -> !page.legend("loss").toString().equals(before));
        page.openSlot("learner");
        String settings = browser.find(".popover").getText().replace('\n', ' ');
        assertTrue(settings, settings.contains("minibatch 64"));
        browser.type(Keys.ESCAPE);
    }

    private void swapsACriticUnderAGuard() {
        page.chooseSwap(SAFETY, "v-critic");
        page.enter("discount", "0.9");
        write("dialog input[name=probation]", "100000");
        browser.press("dialog .watch summary");
        write("dialog input[name=condition]", "mean('critics.safety/loss', 3) > -1");
        browser.press("dialog button[data-action=preview]");
        assertEquals("true", browser.find("dialog .preview").getDomAttribute("data-fits"));
        browser.press("dialog button[type=submit]");
        browser.find("dialog .ticket");
        browser.press("dialog .ticket ~ footer button.primary");
    }

    /** A loss is always above -1, so the guard trips as soon as it has three of them. */
    private void seesItRollBack() {
        browser.until("no mark of it", () -> page.fates("loss").equals(List.of("rolled-back")));
        assertTrue(page.slot(SAFETY), page.slot(SAFETY).startsWith("safety v-critic@0.1.0 ×"));
        browser.press("button[data-ticket='1']");
        assertEquals("ROLLED_BACK", page.ticketState());
        String why = browser.find("dialog .problem").getText();
        assertTrue(why, why.contains("mean('critics.safety/loss', 3) > -1"));
        page.open("#/");
        String wrong = browser.find(".wrong a[href='#/runs/" + RUN + "']").getText();
        assertTrue(wrong, wrong.contains("was rolled back"));
    }

    private void changesAWeight() {
        page.openRun(RUN);
        write("#critics li:nth-child(2) input", "2");
        browser.press("#critics li:nth-child(2) button");
        browser.until(
                "the weight is as before", () -> page.slot("critics.skill").endsWith("× 2"));
        browser.until("no mark of it", () -> page.fates("loss").equals(List.of("rolled-back", "stays")));
    }

    private void forks() {
        browser.press("button[data-action=fork]");
        browser.press("dialog input[name=differs][value=nothing]");
        write("dialog input[name=run]", "slim-what-if");
        browser.press("dialog button[type=submit]");
        browser.until(
                "the fork is not shown", () -> browser.find("h1").getText().equals("slim-what-if"));
        browser.until("it does not run", () -> page.state().equals("RUNNING"));
        // it begins at a snapshot and makes the change at its own update again
        browser.until("the weight is not what it was", () -> page.slot("critics.skill")
                .endsWith("× 2"));
    }

    private void installsAPlugin() {
        page.openPlugins();
        browser.all(".bundles input[type=file]")
                .get(0)
                .sendKeys(LateBundle.file("0.1.0").toString());
        String bundle = "[data-bundle='" + LateBundle.NAME + "@0.1.0'] .state";
        browser.until("it is not active", () -> browser.find(bundle).getText().equals("Active"));
        browser.find("details[data-plugin=late-baseline]");
        page.openRun(RUN);
        page.chooseSwap(SAFETY, "late-baseline");
        browser.press("dialog button[aria-label=Close]");
    }

    private void comparesRuns() {
        page.openRuns();
        browser.press("tr[data-run='" + RUN + "'] .pick input");
        browser.press("tr[data-run=slim-what-if] .pick input");
        browser.press("header.head button");
        browser.until("no charts", () -> page.charts().contains("Loss of critics.reach"));
        List<String> lines = page.legend("Loss of critics.reach").stream()
                .map(line -> line.split(" ")[0])
                .sorted()
                .toList();
        assertEquals(List.of(RUN, "slim-what-if"), lines);
        assertTrue(browser.find("section[aria-label='What differs']").getText().contains("same parts"));
    }

    /** Its runs are made beside all that comes after this. */
    private void asksForAStudy() {
        page.openStudies();
        browser.press("tr[data-study='" + STUDY + "'] button[data-action=carry-out]");
        write("dialog input[name=seeds]", "2");
        browser.press("dialog button[type=submit]");
        assertTrue(browser.find(JOB).getText().startsWith(STUDY + " short form"));
    }

    private void readsAStudy() throws Exception {
        page.openStudies();
        browser.find(JOB);
        Poll.until(
                "the study is done",
                STUDY_SECONDS,
                () -> browser.all(JOB + " .state[data-state=DONE]").size() == 1,
                () -> browser.find(JOB).getText());
        browser.press(JOB + " a");
        browser.find("section.metric svg a circle");
        assertFalse(browser.all("ul.bars li").isEmpty());
        browser.press("section.metric summary");
        browser.press("section.metric td.runs a");
        assertEquals("Done", browser.find(".runhead .state").getText());
    }

    private void managesAToken() throws Exception {
        page.open("#/tokens");
        browser.press("button[data-action=create]");
        write("dialog input[name=name]", "grafana");
        new Select(browser.find("dialog select[name=days]")).selectByValue("30");
        browser.press("dialog button[type=submit]");
        String secret = browser.find("dialog input[name=secret]").getDomProperty("value");
        browser.press("dialog button[aria-label=Close]");
        assertEquals(200, asked(secret));
        assertTrue(browser.find("tr[data-token=grafana]").getText().contains("Viewer"));
        browser.press("tr[data-token=grafana] button");
        browser.press("dialog button.danger");
        browser.until("still there", () -> browser.all("tr[data-token=grafana]").isEmpty());
        assertEquals(401, asked(secret));
    }

    private int asked(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address("api/v1/runs"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
