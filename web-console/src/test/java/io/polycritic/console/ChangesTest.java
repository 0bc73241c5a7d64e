package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.support.ui.Select;

/** Changes of a live run in the console: watched, rolled back, committed, forked from, replayed. */
record ChangesTest(Browser browser, LivelyRuns runs, ConsolePage page) {
    @RegisterExtension
    static final ConsoleServer console = new ConsoleServer();

    @BeforeEach
    void start() {
        page.openRun("slim-1");
    }

    private Ticket last() {
        List<Ticket> tickets = runs.tickets("slim-1");
        return tickets.get(tickets.size() - 1);
    }

    private void write(String selector, String entry) {
        browser.find(selector).clear();
        browser.find(selector).sendKeys(entry);
    }

    @Test
    void swapsInTheShadowUnderGuards() throws Exception {
        page.chooseSwap("critics.reach", "quantile-critic");
        browser.press("dialog input[name=mode][value=shadow]");
        write("dialog input[name=span]", "24");
        write("dialog input[name=probation]", "400");
        browser.press("dialog .watch summary");
        assertEquals(
                2, browser.read(() -> browser.all("dialog input[name=guard]")).size());
        browser.press("dialog input[name=guard][value=loss-spike]");
        write("dialog input[name=condition]", "mean('learner/return.reach', 20) < 5");
        browser.press("dialog button[data-action=preview]");
        assertTrue(browser.find("dialog .preview").getText().contains("Reshaped"), "preview");
        assertEquals("true", browser.find("dialog .preview").getDomAttribute("data-fits"));
        console.pictures("swap-preview");
        browser.press("dialog button[type=submit]");
        assertEquals("APPLIED", page.ticketState());
        console.pictures("ticket-shared");
        assertEquals(24, last().change().span());
        assertEquals(400, last().change().probation());
        assertEquals(
                List.of(
                        "mean('critics.reach/loss', 10) > 3 * before('critics.reach/loss', 100)",
                        "mean('learner/return.reach', 20) < 5"),
                last().change().guards());
        browser.press("dialog .ticket ~ footer button.primary");
        assertTrue(page.openTickets().get(0).contains("shares the slot for 24 more updates"), "sharing");
        runs.advance();
        browser.until("the newcomer is not charted", () -> page.legend("loss").stream()
                .anyMatch(line -> line.startsWith("reach, newcomer")));
        console.pictures("run-shared");
        for (int report = 0; report < 3; report++) {
            runs.advance();
        }
        browser.until("still shared", () -> page.openTickets().get(0).contains("watched for"));
        browser.until("the newcomer is not in its slot", () -> page.slot("critics.reach")
                .contains("quantile-critic"));
        assertEquals(List.of("stays", "stays", "stays", "open"), page.fates("loss"));
        browser.press(".open-ticket button[data-action=commit]");
        browser.until("still open", () -> page.openTickets().isEmpty());
        assertEquals(TicketState.COMMITTED, last().state());
        browser.until("not decided", () -> page.fates("loss").get(3).equals("stays"));
    }

    @Test
    void rollsBackAndChartsAnew() throws Exception {
        runs.swap(
                "slim-1",
                new SwapRequest("critics.reach", "quantile-critic", null, "warm", null, null, null, 4000L, null));
        browser.until("no open ticket", () -> page.openTickets().size() == 1);
        long before = runs.run("slim-1").updates();
        for (int report = 0; report < 40; report++) {
            runs.advance();
        }
        String number = ".figures .figure:nth-child(4) dd";
        browser.until("no progress", () -> updates(number) > before);
        browser.press(".open-ticket button[data-action=roll-back]");
        console.pictures("roll-back");
        browser.press("dialog button.danger");
        browser.until("the run is where it was", () -> updates(number) == before);
        browser.until("still open", () -> page.openTickets().isEmpty());
        browser.until(
                "the slot has the newcomer", () -> page.slot("critics.reach").contains("v-critic"));
        browser.until("not marked", () -> page.fates("loss").get(3).equals("rolled-back"));
        String legend = page.legend("loss").toString();
        browser.until("the charts stand still", () -> {
            runs.advance();
            return !page.legend("loss").toString().equals(legend);
        });
        browser.press("button[data-ticket='5']");
        assertEquals("ROLLED_BACK", page.ticketState());
        assertTrue(browser.find("dialog .problem").getText().contains("rolled back on request"));
        assertEquals(0, browser.all("dialog button[data-action=roll-back]").size());
    }

    private long updates(String selector) {
        return Long.parseLong(
                browser.read(() -> browser.find(selector).getText()).replace(",", ""));
    }

    @Test
    void changesASettingOfALivePart() throws Exception {
        page.openSlot("critics.safety");
        browser.press(".popover button[data-action=settings]");
        new Select(browser.find("dialog select[name=setting]")).selectByValue("tail");
        write("dialog .settings [name=tail]", "7");
        browser.press("dialog button[type=submit]");
        assertEquals(
                "must be at most 1", browser.find("dialog .settings .error").getText());
        write("dialog .settings [name=tail]", "0.25");
        browser.press("dialog .watch summary");
        browser.press("dialog input[name=guard][value=loss-spike]");
        browser.press("dialog button[type=submit]");
        assertEquals(
                "guards need at least one update in which they watch",
                browser.find("dialog .watch .error").getText());
        write("dialog .watch input[name=probation]", "16");
        console.pictures("settings");
        browser.press("dialog button[type=submit]");
        assertEquals("PROBATION", page.ticketState());
        assertEquals(0.25, runs.run("slim-1").slots().get(4).config().get("tail"));
        assertEquals("set", last().change().mode());
    }

    @Test
    void saysWhyAPartDoesNotFit() {
        page.chooseSwap("critics.reach", "quantile-critic");
        browser.script("document.querySelector('dialog select[name=slot] option').value = 'critics.none'");
        browser.script("document.querySelector('dialog select[name=slot]').selectedIndex = 0");
        browser.press("dialog button[data-action=preview]");
        assertEquals("false", browser.find("dialog .preview").getDomAttribute("data-fits"));
        assertTrue(browser.find("dialog .preview .problem").getText().contains("does not fit"));
    }

    @Test
    void forksAtAJournalEntry() throws Exception {
        browser.press("#tab-journal");
        browser.press("#journal [data-entry='3'] button");
        assertTrue(browser.find("dialog p").getText().contains("the journal up to entry 3"));
        browser.press("dialog input[name=differs][value=setting]");
        new Select(browser.find("dialog select[name=of]")).selectByValue("critics.skill");
        browser.until(
                "no setting",
                () -> browser.find("dialog select[name=setting]").isDisplayed()
                        && !browser.all("dialog .settings [name=weight]").isEmpty());
        write("dialog .settings [name=weight]", "7");
        write("dialog input[name=run]", "what-if");
        console.pictures("fork");
        browser.press("dialog button[type=submit]");
        browser.until(
                "the fork is not shown", () -> browser.find("h1").getText().equals("what-if"));
        assertEquals(7, runs.run("what-if").slots().get(3).weight());
    }

    @Test
    void forksFromBeforeATicket() {
        browser.press("button[data-ticket='4']");
        browser.press("dialog button[data-action=fork-before-it]");
        browser.until(
                "no fork dialog",
                () -> browser.find("dialog").getDomAttribute("aria-label").equals("Fork slim-1"));
        assertEquals(
                "rewards.skill",
                new Select(browser.find("dialog select[name=slot]"))
                        .getFirstSelectedOption()
                        .getDomAttribute("value"));
    }

    @Test
    void replays() throws Exception {
        browser.press("button[data-action=replay]");
        assertEquals("true", browser.find("dialog .verdict").getDomAttribute("data-same"));
        assertTrue(browser.find("dialog .replay").getText().contains("3,000 of 3,000"));
        console.pictures("replay");
    }
}
