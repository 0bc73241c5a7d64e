package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes whose answers are lost on their way are made once, however often they are asked for. */
record RetryTest(Browser browser, LivelyRuns runs, ConsolePage page) {
    /** The server answers, but so many answers do not reach the page; it waits no longer than it must. */
    private static final String LOSE =
            """
            const [count] = arguments;
            const [reach, wait] = [window.fetch, window.setTimeout];
            window.changes = [];
            let lost = 0;
            window.setTimeout = (work, millis) => wait(work, Math.min(millis, 20));
            window.fetch = async (address, options) => {
              const answer = await reach(address, options);
              if (options.method === 'GET') return answer;
              window.changes.push(`${options.headers['Idempotency-Key']} ${answer.headers.get('Idempotency-Replayed')}`);
              if (lost++ < count) throw new TypeError('the answer is lost');
              return answer;
            };
            """;

    @RegisterExtension
    static final ConsoleServer console = new ConsoleServer();

    @BeforeEach
    void start() {
        page.openRun("slim-1");
        page.chooseSwap("critics.reach", "quantile-critic");
    }

    private List<String> changes() {
        return ((List<?>) browser.script("return window.changes"))
                .stream().map(Object::toString).toList();
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        changes().forEach(change -> keys.add(change.split(" ")[0]));
        return keys;
    }

    @Test
    void aChangeWhoseAnswerIsLostIsMadeOnce() {
        int before = runs.tickets("slim-1").size();
        browser.script(LOSE, 1);
        page.sendSwap("cold");
        assertEquals("PROBATION", page.ticketState());
        assertEquals(before + 1, runs.tickets("slim-1").size());
        assertEquals(
                List.of("null", "true"),
                changes().stream().map(each -> each.split(" ")[1]).toList());
        assertEquals(1, keys().size(), keys().toString());
    }

    @Test
    void whoAsksAgainGetsTheFirstAnswer() {
        int before = runs.tickets("slim-1").size();
        browser.script(LOSE, 4);
        page.sendSwap("cold");
        assertTrue(browser.find(".notice.bad").getText().contains("the server does not answer"));
        assertEquals(before + 1, runs.tickets("slim-1").size());
        page.sendSwap("cold");
        assertEquals("PROBATION", page.ticketState());
        assertEquals(before + 1, runs.tickets("slim-1").size());
        assertEquals(5, changes().size());
        assertEquals(1, keys().size(), keys().toString());
    }

    @Test
    void whatIsAskedForAfterAnAnswerIsAnotherChange() {
        browser.script(LOSE, 0);
        page.sendSwap("cold");
        browser.press("dialog .ticket ~ footer button.primary");
        page.act("pause");
        browser.until("not paused", () -> page.state().equals("PAUSED"));
        page.act("resume");
        browser.until("not running", () -> page.state().equals("RUNNING"));
        page.act("pause");
        browser.until("not paused", () -> page.state().equals("PAUSED"));
        assertEquals(4, keys().size(), keys().toString());
    }
}
