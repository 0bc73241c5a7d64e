package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.TicketState;
import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** Two parts in one slot side by side, and episodes that are replayed. */
record RunPicturesTest(Browser browser, LivelyRuns runs, ConsolePage page) {
    @RegisterExtension
    static final ConsoleServer console = new ConsoleServer();

    @BeforeEach
    void start() {
        page.openRun("slim-1");
    }

    private void share() {
        runs.swap(
                "slim-1",
                new SwapRequest("critics.reach", "quantile-critic", null, "shadow", 4000L, null, null, 80L, null));
        browser.until("no comparison", () -> !browser.all(".comparison").isEmpty());
        for (int report = 0; report < 40; report++) {
            runs.advance();
        }
        page.openRun("slim-2");
        page.openRun("slim-1");
        browser.until(
                "no charts of both",
                () -> browser.all(".comparison section.chart").size() >= 2);
    }

    @Test
    void twoPartsInASlotStandSideBySide() throws Exception {
        share();
        browser.until(
                "no agreement",
                () -> browser.find(".comparison .agreement").getText().contains("Correlation of returns"));
        assertEquals("output", browser.all(".comparison section.chart").get(0).getDomAttribute("data-metric"));
        assertEquals(
                2,
                browser.all(".comparison section.chart[data-metric=loss] .key").size());
        assertTrue(browser.find(".comparison .sides").getText().contains("v-critic@0.1.0 counts"));
        console.pictures("comparison");
        browser.press(".comparison button[data-action=promote]");
        browser.press("dialog button[type=submit]");
        browser.until("it has not taken over", () -> browser.all(".comparison").isEmpty());
        assertEquals(TicketState.PROBATION, runs.tickets("slim-1").get(4).state());
        assertTrue(page.slot("critics.reach").startsWith("reach quantile-critic@0.1.0"));
    }

    @Test
    void aNewcomerIsDropped() {
        share();
        browser.press(".comparison button[data-action=drop]");
        browser.press("dialog button[type=submit]");
        browser.until("it is still there", () -> browser.all(".comparison").isEmpty());
        assertEquals(TicketState.ROLLED_BACK, runs.tickets("slim-1").get(4).state());
    }

    private String now() {
        return browser.read(() -> browser.find("#episodes output").getText());
    }

    private Object drawn() {
        return browser.script("return document.querySelector('#episodes canvas').toDataURL()");
    }

    @Test
    void anEpisodeIsReplayed() throws Exception {
        browser.script("document.getElementById('episodes').scrollIntoView()");
        assertTrue(now().startsWith("Step 0 of 40, 0 s, reward so far 0"), now());
        Object first = drawn();
        browser.press("#episodes button[aria-label='One step on']");
        assertTrue(now().startsWith("Step 1 of 40, 0.05 s, reward so far \u22120.3"), now());
        assertNotEquals(first, drawn());
        browser.script("document.querySelector('#episodes .replayed').focus()");
        browser.type(Keys.END);
        assertTrue(now().endsWith("truncated"), now());
        browser.type(Keys.HOME);
        browser.type(Keys.ARROW_RIGHT);
        assertTrue(now().startsWith("Step 1 "), now());
        browser.type(Keys.SPACE);
        browser.until("it stands still", () -> now().startsWith("Step 40 "));
        assertEquals(
                "Play", browser.find("#episodes .controls button:nth-child(2)").getDomAttribute("aria-label"));
        browser.press("#episodes summary");
        assertTrue(browser.find("#episodes .numbers").getText().contains("signals.contact.force, N"));
        console.pictures("episodes");
        browser.press("#episodes button[aria-label='Enlarge the episode']");
        new Select(browser.find("#episodes select[aria-label=Episode]")).selectByIndex(1);
        browser.until("it is the old one", () -> now().startsWith("Step 0 "));
        browser.type(Keys.TAB);
        browser.script("document.getElementById('episodes').scrollIntoView()");
        browser.script("const range = document.querySelector('#episodes input[type=range]');"
                + "range.value = 25; range.dispatchEvent(new Event('input'))");
        assertTrue(now().startsWith("Step 25 "), now());
        console.pictures("episodes-large");
    }
}
