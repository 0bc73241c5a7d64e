package io.polycritic.console;

import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.WebServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
    @TempDir
    Path data;

    @Test
    void pictures() throws Exception {
        try (LivelyRuns runs = new LivelyRuns().live();
                WebServer server = WebServer.start(data, runs, Map.of());
                Browser browser = Browser.start(data.resolve("profile"))) {
            Path out = Path.of("target/pictures");
            for (boolean dark : new boolean[] {false, true}) {
                for (int width : new int[] {1280, 400}) {
                    browser.view(width, width == 400 ? 2200 : 1000, dark);
                    String name = width + (dark ? "-dark" : "-light");
                    browser.open(server.uri() + "#/plugins");
                    browser.find("details.plugin");
                    browser.picture(out.resolve("plugins-" + name + ".png"));
                    browser.open(server.uri() + "#/runs");
                    browser.find("tr[data-run]");
                    browser.picture(out.resolve("runs-" + name + ".png"));
                    browser.open(server.uri() + "#/runs/slim-1");
                    browser.find("section.chart canvas");
                    browser.until("live", () -> browser.find("#live").getText().equals("Live"));
                    browser.picture(out.resolve("run-" + name + ".png"));
                    System.err.println(browser.complaints());
                }
            }
        }
    }
}
