package io.polycritic.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.http.testkit.Browser;
import io.polycritic.http.testkit.ConsolePage;
import io.polycritic.http.testkit.SampleBundles;
import io.polycritic.http.testkit.SampleStudies;
import io.polycritic.http.testkit.SampleSystem;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** Logging in, users, tokens and the audit log as a person has them. */
record AccountsTest(Browser browser, ConsolePage page) {
    private static final String PASSWORD = "a long secret word";

    @RegisterExtension
    static final ConsoleServer console = new ConsoleServer()
            .fresh()
            .with(server -> server.register(new SampleBundles()))
            .with(server -> server.register(new SampleStudies()))
            .with(server -> server.register(new SampleSystem()))
            .expecting("40[0-3]");

    private HttpResponse<String> ask(String path, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(console.server().uri().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(body == null ? "GET" : "POST", HttpRequest.BodyPublishers.ofString(body == null ? "" : body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void addUser(String name, String role) throws Exception {
        String body = "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"password\":\"" + PASSWORD + "\"}";
        assertEquals(201, ask("/api/v1/users", console.token(), body).statusCode());
    }

    private void logIn(String name, String password) {
        browser.find(".login input[name=name]").clear();
        browser.find(".login input[name=name]").click();
        browser.type(name, Keys.TAB, password, Keys.ENTER);
    }

    @Test
    void logsInByPasswordAndOut() throws Exception {
        addUser("vera", "VIEWER");
        browser.open(console.server().uri() + "#/runs/slim-1");
        browser.find(".login form");
        console.pictures("login");
        logIn("vera", "not her password");
        browser.until(
                "no refusal", () -> browser.find(".login .error").getText().contains("Name or password is wrong"));
        logIn("vera", PASSWORD);
        browser.find("section.chart canvas");
        assertTrue(browser.find("#account").getText().contains("vera"), "who is logged in");
        browser.press("button[data-action=pause]");
        assertTrue(browser.find(".notice.bad").getText().contains("needs the role OPERATOR"), "a viewer");
        browser.press("#account");
        console.pictures("account-menu");
        assertEquals(1, browser.all("#account-menu a").size(), "users and audit log are for admins");
        browser.view(1280, 1000, false);
        browser.all("#account-menu button").get(1).click();
        browser.find(".login form");
        browser.open("about:blank");
        browser.open(console.server().uri() + "#/runs");
        browser.find(".login form");
    }

    @Test
    void aLinkWithACodeLogsInOnceAndLeavesNoCodeBehind() throws Exception {
        String made = ask("/api/v1/session/codes", console.token(), "").body();
        Matcher path = Pattern.compile("\"path\":\"/([^\"]+)\"").matcher(made);
        assertTrue(path.find(), made);
        browser.open(console.server().uri() + path.group(1));
        browser.find(".running li[data-run]");
        assertEquals(console.server().uri() + "#/", browser.script("return location.href"));
        browser.script("document.querySelector('#account-menu button:last-child').click()");
        browser.find(".login form");
        browser.open("about:blank");
        browser.open(console.server().uri() + path.group(1));
        assertTrue(browser.find(".notice.bad").getText().contains("nor a fresh one-time code"), "used up");
    }

    @Test
    void theSessionEndsWhenTheUserIsDisabled() throws Exception {
        addUser("otto", "OPERATOR");
        browser.open(console.server().uri() + "#/runs");
        logIn("otto", PASSWORD);
        browser.find("tr[data-run]");
        HttpRequest disable = HttpRequest.newBuilder(console.server().uri().resolve("/api/v1/users/otto"))
                .header("Authorization", "Bearer " + console.token())
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"enabled\":false}"))
                .build();
        assertEquals(
                200,
                HttpClient.newHttpClient()
                        .send(disable, HttpResponse.BodyHandlers.ofString())
                        .statusCode());
        // nobody presses anything: the stream of events ends, and the page asks who is logged in
        assertTrue(browser.find(".login").getText().contains("The session has ended"), "ended");
    }

    @Test
    void managesUsersByKeyboard() throws Exception {
        page.open("#/users");
        assertTrue(browser.find(".users .empty").getText().contains("no users yet"), "none");
        browser.script("document.querySelector('button[data-action=add]').focus()");
        browser.type(Keys.ENTER);
        browser.find("dialog input[name=name]");
        browser.type("bob", Keys.TAB, "o", Keys.TAB, "short", Keys.TAB);
        console.pictures("user-dialog");
        browser.find("dialog input[name=password]").clear();
        browser.find("dialog input[name=password]").sendKeys("bob and his secret", Keys.ENTER);
        browser.until(
                "no refusal", () -> browser.find("dialog .error").getText().contains("must not contain"));
        browser.find("dialog input[name=password]").clear();
        browser.find("dialog input[name=password]").sendKeys(PASSWORD, Keys.ENTER);
        assertTrue(browser.find("tr[data-user=bob]").getText().contains("Operator"), "role by its first letter");
        addUser("alice", "ADMIN");
        browser.press("tr[data-user=bob] button");
        new Select(browser.find("dialog select[name=role]")).selectByValue("VIEWER");
        browser.press("dialog input[name=enabled]");
        browser.press("dialog button[type=submit]");
        browser.until(
                "not disabled",
                () -> browser.find("tr[data-user=bob]").getText().contains("Disabled"));
        browser.find("tr[data-user=alice]");
        console.pictures("users");
    }

    @Test
    void createsATokenThatIsShownOnceAndRevokesIt() throws Exception {
        addUser("alice", "OPERATOR");
        page.open("#/tokens");
        browser.press("button[data-action=create]");
        browser.find("dialog input[name=name]").sendKeys("grafana");
        new Select(browser.find("dialog select[name=days]")).selectByValue("30");
        console.pictures("token-dialog");
        browser.press("dialog button[type=submit]");
        String secret = browser.find("dialog input[name=secret]").getDomProperty("value");
        assertTrue(secret.matches("pct_[A-Za-z0-9_-]{43}"), secret);
        console.pictures("token-made");
        browser.press("dialog button[data-action=copy]");
        browser.until(
                "not copied",
                () -> browser.find("dialog button[data-action=copy]").getText().matches("Copied|Press.*"));
        browser.type(Keys.ESCAPE);
        assertEquals(200, ask("/api/v1/runs", secret, null).statusCode());
        assertEquals(403, ask("/api/v1/runs/slim-1/pause", secret, "").statusCode());
        page.open("#/runs");
        page.open("#/tokens");
        assertTrue(browser.find("tr[data-token=grafana]").getText().contains("Viewer"), "listed");
        assertEquals(false, browser.script("return document.documentElement.outerHTML.includes(arguments[0])", secret));
        console.pictures("tokens");
        browser.press("tr[data-token=grafana] button");
        browser.press("dialog button.danger");
        browser.until("still there", () -> browser.all("tr[data-token=grafana]").isEmpty());
        assertEquals(401, ask("/api/v1/runs", secret, null).statusCode());
    }

    @Test
    void limitsATokenToRunsAndMetrics() throws Exception {
        page.open("#/tokens");
        browser.press("button[data-action=create]");
        browser.find("dialog input[name=name]").sendKeys("one run");
        new Select(browser.find("dialog select[name=role]")).selectByValue("OPERATOR");
        browser.find("dialog input[name=runs]").sendKeys("slim-1, No Run");
        browser.press("dialog button[type=submit]");
        browser.until("no refusal", () -> browser.find("dialog .error")
                .getText()
                .equals("runs: must be ids of runs, or their beginnings followed by *; one is 'No Run'"));
        browser.find("dialog input[name=runs]").clear();
        browser.find("dialog input[name=runs]").sendKeys("slim-1, ppo-*");
        console.pictures("token-limits");
        browser.press("dialog button[type=submit]");
        String operator = browser.find("dialog input[name=secret]").getDomProperty("value");
        browser.type(Keys.ESCAPE);
        assertTrue(browser.find("tr[data-token='one run'] .limits").getText().contains("slim-1, ppo-*"), "listed");
        assertEquals(200, ask("/api/v1/runs/slim-1/pause", operator, "").statusCode());
        assertEquals(403, ask("/api/v1/runs/slim-2/pause", operator, "").statusCode());
        browser.press("button[data-action=create]");
        browser.find("dialog input[name=name]").sendKeys("dashboard");
        new Select(browser.find("dialog select[name=role]")).selectByValue("ADMIN");
        browser.press("dialog input[name=metricsOnly]");
        assertEquals("VIEWER", browser.find("dialog select[name=role]").getDomProperty("value"));
        browser.press("dialog button[type=submit]");
        String dashboard = browser.find("dialog input[name=secret]").getDomProperty("value");
        browser.type(Keys.ESCAPE);
        browser.until(
                "not listed",
                () -> browser.find("tr[data-token=dashboard] .limits").getText().equals("Metrics only"));
        assertEquals(200, ask("/api/v1/runs/slim-1/metrics", dashboard, null).statusCode());
        assertEquals(403, ask("/api/v1/runs/slim-1/journal", dashboard, null).statusCode());
        console.pictures("tokens-limited");
    }

    @Test
    void findsWhatWasRefusedInTheAuditLog() throws Exception {
        addUser("vera", "VIEWER");
        for (int i = 0; i < 110; i++) {
            ask("/api/v1/runs/none/pause", console.token(), "");
        }
        page.open("#/audit");
        browser.until("a page", () -> browser.all("tr[data-entry]").size() == 100);
        console.pictures("audit");
        browser.press("button[data-action=older]");
        browser.until("no older ones", () -> browser.all("tr[data-entry]").size() > 110);
        browser.find("input[name=text]").sendKeys("vera is viewer");
        browser.until("not filtered", () -> browser.all("tr[data-entry]").size() == 1);
        assertTrue(browser.find("tr[data-entry]").getText().contains("POST /users"), "found");
        new Select(browser.find("select[name=refused]")).selectByValue("true");
        browser.until("still there", () -> browser.all("tr[data-entry]").isEmpty());
        assertTrue(browser.find(".audit .empty").isDisplayed(), "it says so");
    }
}
