package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * A browser and a server for a test class, and for each of its tests a fresh engine whose runs are curves: a test that
 * has one of them as a parameter is given it. After each test the page must not have complained of anything but what
 * the class expects.
 */
final class ConsoleServer
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                ParameterResolver,
                AfterEachCallback,
                AfterAllCallback {
    /** What the network does while a page or a server goes is no fault of the page. */
    private static final String LEAVING = "net::ERR_";
    /** What a server says while it comes or goes: before its parts are there, or after they left. */
    private static final String PASSING = "status of (404|503)";

    private final List<Consumer<WebServer>> services = new ArrayList<>();
    private final List<String> expected = new ArrayList<>(List.of(LEAVING));
    private boolean fresh;
    private boolean left;
    private Path folder;
    private Browser browser;
    private LivelyRuns runs;
    private WebServer server;
    private ConsolePage page;

    /** Adds what the server has besides the engine, fresh for each test. */
    ConsoleServer with(Consumer<WebServer> service) {
        services.add(service);
        return this;
    }

    /** Lets the page complain of answers with a status; {@code 40[0-3]} are several. */
    ConsoleServer expecting(String status) {
        expected.add("status of " + status);
        return this;
    }

    /** Starts a server for each test: one that knows no user, no session and no token. */
    ConsoleServer fresh() {
        fresh = true;
        return this;
    }

    WebServer server() {
        return server;
    }

    ConsolePage page() {
        return page;
    }

    /** A folder of the class, with what the server keeps in it. */
    Path folder() {
        return folder;
    }

    /** What makes an admin of whoever has it. */
    String token() throws IOException {
        return Files.readString(folder.resolve("token")).strip();
    }

    /** Takes pictures of the page; the last one is wide and light, as the page is when a test begins. */
    void pictures(String name) throws IOException {
        new Pictures(browser).take(name);
    }

    /** Takes the server away, in the middle of a test. */
    void close() throws Exception {
        left = true;
        end();
    }

    private void end() throws Exception {
        server.close();
        server = null;
    }

    /** Starts a server with the runs that there are. */
    void start(Map<String, String> settings) throws Exception {
        server = WebServer.start(folder, null, settings);
        page = new ConsolePage(browser, server.uri(), token());
        register();
    }

    private void register() {
        server.register(runs);
        services.forEach(service -> service.accept(server));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("console");
        browser = Browser.start(folder.resolve("profile"));
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context)
            throws Exception {
        runs = new LivelyRuns();
        if (server == null) {
            start(Map.of());
        } else {
            register();
        }
        browser.view(1280, 1000, false);
    }

    private Stream<Object> parts() {
        return Stream.of(browser, runs, page);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parts().anyMatch(parameter.getParameter().getType()::isInstance);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return parts().filter(type::isInstance).findFirst().orElseThrow();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        browser.open("about:blank");
        if (fresh) {
            end();
        } else {
            server.clear();
        }
        runs.close();
        List<String> complaints = browser.complaints().stream()
                .filter(text -> expected.stream().noneMatch(each -> isOf(each, text)))
                .filter(text -> !(left && isOf(PASSING, text)))
                .toList();
        left = false;
        assertEquals(List.of(), complaints);
    }

    private static boolean isOf(String pattern, String complaint) {
        return complaint.matches("(?s).*" + pattern + ".*");
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            end();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
