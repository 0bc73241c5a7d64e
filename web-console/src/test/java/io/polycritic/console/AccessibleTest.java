package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.TicketState;
import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleBundles;
import io.polycritic.http.testkit.SampleExports;
import io.polycritic.http.testkit.SampleRecipes;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.SampleSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/**
 * Every page, and what opens on them, by the rules of WCAG 2.2 AA as far as axe-core can check them, and by the Tab
 * key.
 */
record AccessibleTest(Browser browser, LivelyRuns runs, ConsolePage page) {
    /** The pages, and what is shown when they are there. */
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("#/", ".overview.page[data-known]"),
            Map.entry("#/runs", "tr[data-run=slim-1] .spark path[d^=M]"),
            Map.entry("#/runs/slim-1", "section.chart canvas"),
            Map.entry("#/runs/slim-3", ".runhead .problem"),
            Map.entry("#/compare/slim-1,slim-2", "section.chart canvas"),
            Map.entry("#/new/run/slim-1", ".begin .parts"),
            Map.entry("#/studies", "tr[data-study]"),
            Map.entry("#/studies/slim", "section.metric svg"),
            Map.entry("#/plugins", "details.plugin"),
            Map.entry("#/system", "[data-setting='http.port']"),
            Map.entry("#/tokens", ".tokens .empty"),
            Map.entry("#/users", ".users .empty"),
            Map.entry("#/audit", "tr[data-entry]"));

    private static final String CHECK =
            """
            const only = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } };
            return axe.run(document, only).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
              nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary.replaceAll('\\n', ' ')}`)));
            """;

    /** Numbers everything that can be operated; of each group of radio buttons one. */
    private static final String NUMBER =
            """
            const groups = new Set();
            const shown = document.querySelector('dialog[open]') ?? document;
            const all = [...shown.querySelectorAll('a[href], button, input, select, textarea, summary')]
              .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0)
              .filter((e) => {
                if (e.type !== 'radio') return true;
                const group = e.closest('form, section')?.className + e.name;
                const fresh = !groups.has(group);
                groups.add(group);
                for (const same of document.getElementsByName(e.name)) same.dataset.stop = e.name;
                return fresh;
              });
            all.forEach((e, index) => { if (e.type !== 'radio') e.dataset.stop = index; });
            all[0].focus();
            return all.map((e) => `${e.dataset.stop} ${e.outerHTML.slice(0, 90)}`);
            """;

    /** What has the focus: its number, or that nothing shows that it has it. */
    private static final String FOCUSED =
            """
            const e = document.activeElement;
            if (e === document.body) return 'end';
            const shown = [e, e.closest('label')].some((each) => each && parseFloat(getComputedStyle(each).outlineWidth) > 0
              && getComputedStyle(each).outlineStyle !== 'none');
            if (e.dataset.stop === undefined) return '';
            return shown ? e.dataset.stop : `hidden ${e.outerHTML.slice(0, 90)}`;
            """;

    @RegisterExtension
    static final ConsoleServer console = new ConsoleServer()
            .with(server -> server.register(new SampleBundles()))
            .with(server -> server.register(new SampleStudies()))
            .with(server -> server.register(new SampleSystem()))
            .with(server -> server.register(new SampleExports()))
            .with(server -> server.register(new SampleRecipes()))
            // what is on its way when somebody leaves
            .expecting("401");

    private static String axe;

    @BeforeAll
    static void read() throws IOException {
        axe = script();
    }

    private static String script() throws IOException {
        try (InputStream in = AccessibleTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void open(String address) {
        page.open(address);
        browser.find(PAGES.get(address));
    }

    /** What a page shows only when something was done, and how it is reached. */
    private Map<String, Runnable> scenes() {
        Map<String, Runnable> scenes = new LinkedHashMap<>();
        scenes.put("swap", () -> {
            page.openRun("slim-1");
            page.chooseSwap("critics.reach", "quantile-critic");
            browser.press("dialog .watch summary");
            browser.press("dialog button[data-action=preview]");
            browser.find("dialog .preview[data-fits]");
        });
        scenes.put("slot", () -> {
            page.openRun("slim-1");
            page.openSlot("critics.safety");
        });
        scenes.put("snapshots", () -> {
            page.openRun("slim-1");
            browser.press("#tab-snapshots");
            browser.find("#snapshots [data-snapshot]");
        });
        scenes.put("fork", () -> {
            page.openRun("slim-1");
            browser.press("#tab-snapshots");
            browser.press("#snapshots li:first-child button");
            browser.find("dialog input[name=run]");
        });
        scenes.put("delete", () -> {
            page.openRun("ppo-cartpole-2");
            browser.press("button[data-action=more]");
            browser.press("button[data-entry=delete]");
            browser.find("dialog button.danger");
        });
        scenes.put("ticket", () -> {
            page.openRun("slim-1");
            browser.press("button[data-ticket='4']");
            browser.find("dialog .ticket");
        });
        scenes.put("episode", () -> {
            page.openRun("slim-1");
            browser.press("#episodes summary");
            browser.press("#episodes button[aria-label='Enlarge the episode']");
            browser.find("#episodes .numbers");
        });
        scenes.put("change of a run that is started", () -> {
            page.open("#/new/recipe/slim");
            browser.press(".begin button[data-action=add-change]");
            browser.press(".begin .preview summary");
            browser.find(".begin .preview pre");
        });
        scenes.put("token", () -> {
            page.open("#/tokens");
            browser.press("button[data-action=create]");
            browser.find("dialog input[name=runs]");
        });
        scenes.put("side by side", this::share);
        scenes.put("login", () -> {
            page.open("#/");
            browser.script("document.querySelector('#account-menu button:last-child').click()");
            browser.find(".login form");
        });
        return scenes;
    }

    private void share() {
        if (runs.tickets("slim-1").stream().noneMatch(ticket -> ticket.state() == TicketState.APPLIED)) {
            runs.swap(
                    "slim-1",
                    new SwapRequest("critics.reach", "quantile-critic", null, "shadow", 4000L, null, null, 80L, null));
        }
        for (int report = 0; report < 40; report++) {
            runs.advance();
        }
        page.openRun("slim-1");
        browser.until(
                "no charts of both",
                () -> browser.all(".comparison section.chart").size() >= 2);
    }

    /** Each scene on a page that is opened afresh. */
    private void reach(String scene, Runnable way) {
        browser.open("about:blank");
        browser.view(1280, 1000, false);
        way.run();
    }

    @Test
    void keepsTheRulesOnEveryPage() {
        Set<String> faults = new TreeSet<>();
        for (String address : new TreeSet<>(PAGES.keySet())) {
            browser.view(1280, 1000, false);
            open(address);
            look(address, faults);
        }
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void keepsTheRulesInEveryScene() {
        Set<String> faults = new TreeSet<>();
        scenes().forEach((scene, way) -> {
            reach(scene, way);
            look(scene, faults);
        });
        assertEquals("", String.join("\n", faults));
    }

    private void look(String name, Set<String> faults) {
        browser.script(axe);
        for (int width : new int[] {1280, 400}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.view(width, 1000, dark);
                for (String script : List.of(CHECK, Readable.POOR_CONTRAST)) {
                    for (Object fault : (List<?>) browser.script(script)) {
                        faults.add(name + " " + width + (dark ? " dark " : " light ") + fault);
                    }
                }
                if (!browser.script(Readable.OVERFLOW).equals(0L)) {
                    faults.add(name + " is wider than " + width);
                }
            }
        }
    }

    @Test
    void isOperatedByKeyboardOnEveryPage() {
        Set<String> faults = new TreeSet<>();
        browser.view(1280, 1000, false);
        for (String address : new TreeSet<>(PAGES.keySet())) {
            open(address);
            walk(address, 5, faults);
        }
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void isOperatedByKeyboardInEveryScene() {
        Set<String> faults = new TreeSet<>();
        scenes().forEach((scene, way) -> {
            reach(scene, way);
            walk(scene, 2, faults);
        });
        assertEquals("", String.join("\n", faults));
    }

    /** By the Tab key from the first thing that can be operated until the focus leaves the page. */
    private void walk(String name, int least, Set<String> faults) {
        List<?> stops = (List<?>) browser.script(NUMBER);
        assertTrue(stops.size() > least, name);
        // the first one has the focus already
        Set<String> reached = new TreeSet<>(Set.of("0"));
        int most = 3 * stops.size() + 30;
        String focused = "";
        for (int i = 0; i < most && !focused.equals("end"); i++) {
            browser.type(Keys.TAB);
            focused = (String) browser.script(FOCUSED);
            reached.add(focused);
            if (focused.startsWith("hidden")) {
                faults.add(name + " " + focused);
            }
        }
        if (!focused.equals("end")) {
            faults.add(name + " holds the focus");
        }
        for (Object stop : stops) {
            if (!reached.contains(stop.toString().split(" ", 2)[0])) {
                faults.add(name + " cannot be reached: " + stop);
            }
        }
    }
}
