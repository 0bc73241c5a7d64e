package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleBundles;
import io.polycritic.http.testkit.SampleStudies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The console in headless Chromium, served by a real Felix, over an engine whose runs are curves. */
record ConsoleTest(Browser browser, LivelyRuns runs, ConsolePage page) {
    private static final Path PICTURES = Path.of("target/pictures");

    @RegisterExtension
    static final ConsoleServer console = new ConsoleServer()
            .with(server -> server.register(new SampleBundles()))
            .with(server -> server.register(new SampleStudies()));

    @Test
    void listsRunsAndFollowsThem() throws Exception {
        page.openRuns();
        assertEquals("RUNNING", page.stateInList("slim-1"));
        assertEquals("FAILED", page.stateInList("slim-3"));
        assertEquals("DONE", page.stateInList("ppo-cartpole-1"));
        String before = browser.find("tr[data-run=slim-1] .done").getText();
        browser.until(
                "no curve",
                () -> browser.all("tr[data-run=slim-1] .spark path[d^=M]").size() == 1);
        browser.until("the progress stands still", () -> {
            runs.advance();
            return !browser.find("tr[data-run=slim-1] .done").getText().equals(before);
        });
        console.pictures("runs");
    }

    @Test
    void findsRunsInALongList() {
        page.openRuns();
        assertTrue(
                browser.find("tr[data-run=slim-3] .why").getText().contains("loss is NaN at update 1,202"),
                "why it failed");
        browser.find("input.filter").sendKeys("slim failed");
        assertEquals(
                List.of("slim-3"),
                browser.script("return [...document.querySelectorAll('tr[data-run]:not([hidden])')]"
                        + ".map(each => each.dataset.run)"));
        page.openRun("slim-3");
        page.openRuns();
        assertEquals("slim failed", browser.find("input.filter").getDomProperty("value"), "as it was left");
        browser.find("input.filter").clear();
        browser.find("input.filter").sendKeys("nobody");
        browser.find("p.empty");
    }

    @Test
    void ordersRunsByAColumn() throws Exception {
        page.openRuns();
        List<?> newest = listed();
        browser.press("button[data-sort=Run]");
        assertEquals(newest.stream().map(String::valueOf).sorted().toList(), listed());
        assertEquals("ascending", browser.find("th:has([data-sort=Run])").getDomAttribute("aria-sort"));
        browser.press("button[data-sort=Trained]");
        assertEquals(
                runs.runs().stream()
                        .sorted(Comparator.comparingDouble(RunView::seconds).reversed())
                        .map(RunView::run)
                        .toList(),
                listed());
        console.pictures("runs-ordered");
        browser.press("button[data-sort=Trained]");
        assertEquals("ascending", browser.find("th:has([data-sort=Trained])").getDomAttribute("aria-sort"));
        browser.press("button[data-sort=Trained]");
        assertEquals(newest, listed());
    }

    private List<?> listed() {
        return (List<?>)
                browser.script("return [...document.querySelectorAll('tr[data-run]')].map(each => each.dataset.run)");
    }

    @Test
    void saysWhereTheCursorIs() {
        page.openRun("slim-1");
        browser.script("const over = document.querySelector('section.chart .u-over');"
                + "const box = over.getBoundingClientRect();"
                + "over.dispatchEvent(new MouseEvent('mousemove', { bubbles: true,"
                + " clientX: box.left + box.width / 2, clientY: box.top + 40 }));");
        assertTrue(browser.find("section.chart .plot .at").getText().matches("1,\\d{3},\\d{3} steps"));
    }

    @Test
    void comparesRuns() throws Exception {
        page.openRuns();
        assertEquals("true", browser.find("header.head button").getAttribute("disabled"));
        browser.press("tr[data-run=slim-1] .pick input");
        browser.press("tr[data-run=slim-2] .pick input");
        browser.press("header.head button");
        browser.until("no charts", () -> page.charts().contains("Loss of critics.reach"));
        assertEquals(2, browser.all(".compared li").size());
        List<String> legend = page.legend("Loss of critics.reach");
        assertTrue(legend.get(0).startsWith("slim-1 "), legend.toString());
        assertTrue(legend.get(1).startsWith("slim-2 "), legend.toString());
        assertTrue(browser.find("section[aria-label='What differs']").getText().contains("critics.safety"));
        console.pictures("compare");
    }

    @Test
    void drawsAChartForEachMetricWithItsSwaps() throws Exception {
        page.openRun("slim-1");
        assertEquals(
                List.of("return", "coverage", "control", "violationRate", "loss", "weight"),
                page.charts().subList(0, 6));
        assertEquals(15, page.charts().size());
        assertEquals(3, page.legend("loss").size());
        assertTrue(
                page.legend("weight").contains("skill 3"), page.legend("weight").toString());
        assertEquals(List.of("1", "3", "4"), page.marks("loss"));
        assertEquals(List.of("stays", "stays", "stays"), page.fates("loss"));
        assertTrue(
                page.slot("critics.safety").startsWith("safety quantile-critic@0.1.0 gen 1"),
                page.slot("critics.safety"));
        String before = page.legend("loss").toString();
        browser.until("the charts stand still", () -> {
            runs.advance();
            return !page.legend("loss").toString().equals(before);
        });
        browser.press("section.chart[data-metric=loss] button[aria-pressed=false]:not(.key)");
        console.pictures("run");
        browser.press("section.chart[data-metric=loss] .mark");
        assertEquals("COMMITTED", page.ticketState());
        picture("ticket");
    }

    @Test
    void swapsACritic() throws Exception {
        page.openRun("slim-1");
        page.chooseSwap("critics.reach", "quantile-critic");
        page.enter("tail", "3");
        page.sendSwap("warm");
        assertEquals(
                "must be at most 1", browser.find("dialog .settings .error").getText());
        page.enter("tail", "0.3");
        page.sendSwap("cold");
        assertEquals("PROBATION", page.ticketState());
        assertEquals(0.3, runs.run("slim-1").slots().get(2).config().get("tail"));
        assertEquals(0.99, runs.run("slim-1").slots().get(2).config().get("discount"));
        picture("swapped");
        browser.press("dialog .ticket ~ footer button.primary");
        browser.until(
                "the slot is as before", () -> page.slot("critics.reach").contains("quantile-critic@0.1.0 gen 1"));
        browser.until("no marker", () -> page.marks("loss").equals(List.of("1", "3", "4", "5")));
        page.chooseSwap("critics.skill", "ensemble-critic");
        assertEquals("", browser.find("dialog .settings [name=label]").getDomProperty("value"));
        picture("swap");
        page.sendSwap("warm");
        assertEquals(
                "is required",
                browser.find("dialog .settings .field:has([name=label]) .error").getText());
    }

    @Test
    void pausesAndResumesAndStops() {
        page.openRun("slim-1");
        page.act("pause");
        browser.until("not paused", () -> page.state().equals("PAUSED"));
        page.act("resume");
        browser.until("not running", () -> page.state().equals("RUNNING"));
        page.act("stop");
        browser.until("not stopped", () -> page.state().equals("STOPPED"));
        page.act("continue");
        browser.until("not running", () -> page.state().equals("RUNNING"));
        assertEquals(RunState.RUNNING, runs.run("slim-1").state());
    }

    @Test
    void changesAWeightByKeyboardAlone() throws Exception {
        page.openRun("slim-1");
        browser.script("document.querySelector('button[data-slot=\"critics.safety\"]').focus()");
        browser.type(Keys.ENTER);
        browser.find(".popover");
        picture("slot");
        browser.type(Keys.TAB);
        browser.type(Keys.TAB);
        browser.type(Keys.chord(Keys.CONTROL, "a"), "2.5", Keys.ENTER);
        browser.until(
                "the weight is as before", () -> page.slot("critics.safety").endsWith("× 2.5"));
        page.openSlot("critics.safety");
        browser.type(Keys.ESCAPE);
        browser.until("still open", () -> browser.all(".popover").isEmpty());
    }

    @Test
    void showsWhatCriticsDoToThePolicy() {
        page.openRun("slim-1");
        browser.until("no shares", () -> browser.all("#critics .share .number").stream()
                .allMatch(share -> share.getText().endsWith("%")));
        assertEquals(3, browser.all("#critics .cosine").size());
        assertTrue(Double.parseDouble(
                        browser.all("#critics .cosine").get(1).getText().replace('\u2212', '-'))
                < 0);
        browser.script("document.querySelector('#critics li:nth-child(2) input').select()");
        browser.type("5");
        browser.press("#critics li:nth-child(2) button");
        browser.until(
                "the weight is as before", () -> page.slot("critics.skill").contains("\u00d7 5"));
    }

    @Test
    void saysWhatFailed() throws Exception {
        page.openRun("slim-3");
        assertTrue(browser.find(".runhead .problem").getText().contains("loss is NaN at update 1,202"));
        assertEquals(
                "1 not finite",
                browser.find("section.chart[data-metric=loss] .badge").getText());
        picture("failed");
        page.open("#/runs/nobody");
        browser.until(
                "it does not say that there is no such run",
                () -> browser.find("#content").getText().contains("No such run"));
        List<String> others = browser.complaints().stream()
                .filter(text -> !text.contains("404"))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void listsPlugins() throws Exception {
        page.openPlugins();
        browser.press("details[data-plugin=quantile-critic] summary");
        assertTrue(browser.find("table.settings").getText().contains("quantiles integer 32 2 to 256"));
        console.pictures("plugins");
        browser.find("input.filter").sendKeys("waiting");
        assertEquals(1, browser.all("details.plugin").size());
    }

    @Test
    void aStudyLeadsToItsRuns() throws Exception {
        page.openStudies();
        assertTrue(browser.find("tr[data-study=slim]").getText().contains("beyond sum"));
        assertTrue(browser.all("tr[data-study=modes] a").isEmpty(), "there is no report of it");
        assertTrue(browser.find("tr[data-study=unread]").getText().contains("at least one baseline"));
        console.pictures("studies");
        browser.press("tr[data-study=slim] a");
        browser.find("section[data-metric=coverage] svg a circle");
        assertEquals(2, browser.all("ul.bars li").size());
        assertEquals("missed", browser.all("ul.bars .badge").get(1).getText());
        browser.press("section[data-metric=coverage] summary");
        console.pictures("study");
        browser.press("section[data-metric=coverage] td.runs a[title=slim-2]");
        browser.find(".runhead .state");
    }

    @Test
    void installsAndRemovesBundles() throws Exception {
        page.openPlugins();
        String offered = browser.find("[data-bundle='acme.risk@1.1.0'] [data-upgrade='slim-2 critics.safety']")
                .getText();
        assertEquals("slim-2 critics.safety has risk-critic@1.0.0: risk-critic@1.1.0 can be swapped in", offered);
        Path jar = Files.writeString(console.folder().resolve("more.jar"), "acme.more@2.0");
        browser.all(".bundles input[type=file]")
                .get(0)
                .sendKeys(jar.toAbsolutePath().toString());
        assertEquals("ACTIVE", browser.read(() -> browser.find("[data-bundle='acme.more@2.0'] .state")
                .getDomAttribute("data-state")));
        browser.press("[data-bundle='acme.risk@1.0.0'] button");
        assertTrue(browser.find("dialog p").getText().contains("is in use"));
        browser.press("dialog button.danger");
        browser.until("the bundle is still there", () -> browser.all("[data-bundle='acme.risk@1.0.0']")
                .isEmpty());
        console.pictures("bundles");
    }

    @Test
    void comesBackAfterTheServer() throws Exception {
        int port = console.server().uri().getPort();
        console.close();
        // sessions are in the database, so this one must outlive the server
        Map<String, String> same = Map.of(
                "org.osgi.service.http.port",
                String.valueOf(port),
                "polycritic.database.url",
                "jdbc:h2:file:" + console.folder().resolve("kept"));
        console.start(same);
        ConsolePage again = console.page();
        again.openRun("slim-1");
        console.close();
        browser.until("still live", () -> browser.find("#live").getText().equals("Reconnecting"));
        runs.advance();
        console.start(same);
        browser.until("not live again", () -> browser.find("#live").getText().equals("Live"));
        String before = again.legend("return").toString();
        browser.until("the charts stand still", () -> {
            runs.advance();
            return !again.legend("return").toString().equals(before);
        });
    }

    @Test
    void takesAServerThatComesOrGoesForNoMissingRun() {
        page.openRuns();
        browser.script("window.fetch = async () => new Response('{\"message\": \"Not Found\"}',"
                + " {status: 404, headers: {'Content-Type': 'application/json'}})");
        browser.script("location.hash = '#/runs/slim-1'");
        browser.until("no complaint", () -> browser.find("body").getText().contains("the server does not answer"));
        assertFalse(browser.find("body").getText().contains("No such run"));
    }

    @Test
    void asksForItsFilesOnce() {
        page.openRuns();
        String files = "return performance.getEntriesByType('resource').filter(e => e.name.includes('/assets/'))";
        browser.open(console.server().uri() + "?again#/runs");
        browser.find("tr[data-run]");
        assertEquals(List.of(), browser.script(files + ".filter(e => e.transferSize > 0).map(e => e.name)"));
        assertNotEquals(0L, browser.script(files + ".length"));
    }

    @Test
    void givesItsConnectionBackWhenItIsLeft() {
        page.openRuns();
        // browsers keep pages that were left, and allow six connections to one server
        for (int visit = 0; visit < 8; visit++) {
            browser.open("about:blank");
            browser.open(console.server().uri() + "?" + visit + "#/runs");
            browser.until(
                    "no live events", () -> browser.find("#live").getText().equals("Live"));
        }
        browser.script("setTimeout(() => history.go(-2))");
        browser.until("not back", () -> browser.script("return location.search").equals("?6"));
        browser.until("no live events", () -> browser.find("#live").getText().equals("Live"));
    }

    @Test
    void asksNobodyElse() {
        page.openRun("slim-1");
        Object foreign = browser.script("return performance.getEntriesByType('resource').map(e => e.name)"
                + ".filter(name => !name.startsWith(location.origin))");
        assertEquals(List.of(), foreign);
        assertNotEquals(0L, browser.script("return performance.getEntriesByType('resource').length"));
    }

    private void picture(String name) throws Exception {
        for (boolean dark : new boolean[] {true, false}) {
            browser.view(1280, 1000, dark);
            browser.picture(PICTURES.resolve(name + (dark ? "-dark" : "-light") + ".png"));
            assertEquals(List.of(), browser.script(Readable.POOR_CONTRAST), name);
        }
    }
}
