package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.SwapRequest;
import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The slots of a run as a picture of the wiring. */
record WiringTest(Browser browser, LivelyRuns runs, ConsolePage page) {
    @RegisterExtension
    static final ConsoleServer console = new ConsoleServer();

    @BeforeEach
    void start() {
        page.openRun("slim-1");
    }

    private static String wire(String from, String to) {
        return ".wire[data-from='" + from + "'][data-to='" + to + "']";
    }

    private String word(String slot) {
        return browser.read(
                () -> browser.find("button[data-slot='" + slot + "'] .standing").getText());
    }

    private Object places() {
        return browser.script("return [...document.querySelectorAll('button.slot')].map(each => each.dataset.slot + ' '"
                + " + JSON.stringify(each.getBoundingClientRect())).join()");
    }

    @Test
    void anArrowLeadsFromEachPartToThoseThatItUses() throws Exception {
        browser.find(wire("critics.reach", "rewards.reach") + ".reads");
        browser.find(wire("learner", "environment"));
        browser.find(wire("evaluators.coverage", "learner"));
        assertTrue(browser.all(wire("critics.reach", "rewards.skill")).isEmpty());
        assertTrue(browser.all(wire("critics.reach", "learner")).isEmpty(), "what a caller hands over is no line");
        assertTrue(browser.find(".wires").getDomAttribute("aria-label").contains("learner uses environment"));
        assertTrue(browser.find("button[data-slot='critics.reach']")
                .getDomAttribute("aria-label")
                .endsWith("running; uses learner, rewards.reach, optimizers.policy"));
        console.pictures("wiring");
    }

    @Test
    void theLinesOfTheSlotThatHasTheFocusComeForward() {
        browser.script("document.querySelector('button[data-slot=\"critics.safety\"]').focus()");
        assertEquals(3, browser.all(".wires.lit .wire.lit").size());
        assertEquals(3, browser.all("button.slot.joined").size());
        browser.type(Keys.ENTER);
        assertTrue(browser.find(".popover").getText().contains("Used by"));
        browser.type(Keys.ESCAPE);
    }

    @Test
    void aSwapChangesANodeInItsPlace() throws Exception {
        Object before = places();
        assertEquals("", word("critics.reach"));
        runs.swap(
                "slim-1",
                new SwapRequest("critics.reach", "quantile-critic", null, "shadow", 16L, null, null, 16L, null));
        browser.until("it is not shared", () -> word("critics.reach").equals("shared"));
        assertEquals(before, places());
        console.pictures("wiring-shared");
        browser.until("it is not watched", () -> {
            runs.advance();
            return word("critics.reach").equals("probation");
        });
        assertTrue(page.slot("critics.reach").startsWith("reach quantile-critic@0.1.0"));
        assertEquals(before, places());
    }

    @Test
    void whatHasFailedHasAWordAndAShape() {
        page.openRun("slim-3");
        assertEquals("failed", word("critics.safety"));
        assertEquals(
                "triangle",
                browser.find("button[data-slot='critics.safety'] .health").getDomAttribute("data-shape"));
        assertEquals("", word("critics.reach"));
    }

    @Test
    void isAListWhereTheWindowIsNarrow() {
        browser.view(400, 1000, false);
        assertEquals("none", browser.script("return getComputedStyle(document.querySelector('.wires')).display"));
        browser.until(
                "the slots do not stand below each other",
                () -> (Boolean) browser.script("const lefts = [...document.querySelectorAll('button.slot')]"
                        + ".map(each => each.getBoundingClientRect().left); return new Set(lefts).size === 1"));
        page.openSlot("critics.safety");
    }
}
