package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.SampleBundles;
import io.polycritic.http.testkit.SampleExports;
import io.polycritic.http.testkit.SampleRecipes;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.SampleSystem;
import io.polycritic.http.testkit.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Every page, by the rules of WCAG 2.2 AA as far as axe-core can check them, and by the Tab key. */
class AccessibleTest {
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
            const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
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

    @TempDir
    static Path data;

    private static Browser browser;
    private static LivelyRuns runs;
    private static WebServer server;
    private static ConsolePage page;
    private static String axe;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(data.resolve("profile"));
        runs = new LivelyRuns();
        server = WebServer.start(data, runs, Map.of());
        server.register(new SampleBundles());
        server.register(new SampleStudies());
        server.register(new SampleSystem());
        server.register(new SampleExports());
        server.register(new SampleRecipes());
        page = new ConsolePage(
                browser, server.uri(), Files.readString(data.resolve("token")).strip());
        axe = script();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
            server.close();
            runs.close();
        }
    }

    private static String script() throws IOException {
        try (InputStream in = AccessibleTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void open(String address) {
        page.open(address);
        browser.find(PAGES.get(address));
    }

    @Test
    void keepsTheRulesOnEveryPage() {
        Set<String> faults = new TreeSet<>();
        for (String address : new TreeSet<>(PAGES.keySet())) {
            browser.view(1280, 1000, false);
            open(address);
            browser.script(axe);
            for (int width : new int[] {1280, 400}) {
                for (boolean dark : new boolean[] {false, true}) {
                    browser.view(width, 1000, dark);
                    for (Object fault : (List<?>) browser.script(CHECK)) {
                        faults.add(address + " " + width + (dark ? " dark " : " light ") + fault);
                    }
                    for (Object poor : (List<?>) browser.script(Readable.POOR_CONTRAST)) {
                        faults.add(address + " " + width + (dark ? " dark " : " light ") + poor);
                    }
                    if (!browser.script(Readable.OVERFLOW).equals(0L)) {
                        faults.add(address + " is wider than " + width);
                    }
                }
            }
        }
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void isOperatedByKeyboardOnEveryPage() {
        Set<String> faults = new TreeSet<>();
        browser.view(1280, 1000, false);
        for (String address : new TreeSet<>(PAGES.keySet())) {
            open(address);
            List<?> stops = (List<?>) browser.script(NUMBER);
            assertTrue(stops.size() > 5, address);
            // the first one has the focus already
            Set<String> reached = new TreeSet<>(Set.of("0"));
            int most = 3 * stops.size() + 30;
            String focused = "";
            for (int i = 0; i < most && !focused.equals("end"); i++) {
                browser.type(Keys.TAB);
                focused = (String) browser.script(FOCUSED);
                reached.add(focused);
                if (focused.startsWith("hidden")) {
                    faults.add(address + " " + focused);
                }
            }
            if (!focused.equals("end")) {
                faults.add(address + " holds the focus");
            }
            for (Object stop : stops) {
                if (!reached.contains(stop.toString().split(" ", 2)[0])) {
                    faults.add(address + " cannot be reached: " + stop);
                }
            }
        }
        assertEquals("", String.join("\n", faults));
    }
}
