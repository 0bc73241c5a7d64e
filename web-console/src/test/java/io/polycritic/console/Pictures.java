package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.http.testkit.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Takes pictures of a page, wide and narrow, light and dark, and checks on each that it can be read. */
final class Pictures {
    private static final Path FOLDER = Path.of("target/pictures");

    private final Browser browser;

    Pictures(Browser browser) {
        this.browser = browser;
    }

    void take(String name) throws IOException {
        for (boolean dark : new boolean[] {true, false}) {
            for (int width : new int[] {400, 1280}) {
                browser.view(width, width == 400 ? 1600 : 1000, dark);
                String full = name + "-" + width + (dark ? "-dark" : "-light");
                browser.picture(FOLDER.resolve(full + ".png"));
                assertEquals(List.of(), browser.script(Readable.POOR_CONTRAST), full);
                assertEquals(List.of(), browser.script(Readable.WITHOUT_NAME), full);
                assertEquals(0L, browser.script(Readable.OVERFLOW), full);
            }
        }
    }
}
