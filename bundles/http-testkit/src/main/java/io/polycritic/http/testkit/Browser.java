package io.polycritic.http.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with a fresh profile, driven through chromedriver. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Calls back when the page has been drawn anew and nothing fades any more. A busy machine may draw nothing for
     * long, and what fades may leave before it is done: then five seconds must do.
     */
    private static final String SETTLE = "const done = arguments[0]; setTimeout(done, 5000);"
            + "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() =>"
            + " Promise.allSettled(document.getAnimations().map((each) => each.finished)).then(() =>"
            + " requestAnimationFrame(() => done())), 50)));";

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Starts the browser. Where none is installed the calling test is skipped with the reason, or fails if the
     * environment variable {@code CI} is {@code true}.
     *
     * @param profile a folder for its profile, fresh
     * @return the browser
     */
    public static Browser start(Path profile) {
        String missing =
                Files.isExecutable(CHROMIUM) ? missing(DRIVER, "chromium-driver") : missing(CHROMIUM, "chromium");
        if (!missing.isEmpty()) {
            Assertions.assertNotEquals("true", System.getenv("CI"), missing);
            System.getLogger(Browser.class.getName()).log(System.Logger.Level.WARNING, "skipped: " + missing);
            Assumptions.abort(missing);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static String missing(Path file, String debianPackage) {
        return Files.isExecutable(file)
                ? ""
                : file + " is not installed, so there is no browser to test with; on Debian: apt-get install "
                        + debianPackage;
    }

    /**
     * Sets the size of the page and its colour scheme.
     *
     * @param width in CSS pixels
     * @param height in CSS pixels
     * @param dark whether the person prefers dark
     */
    public void view(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        driver.executeAsyncScript(SETTLE);
    }

    /**
     * Keeps what is downloaded from now on.
     *
     * @param folder where
     */
    public void downloadTo(Path folder) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior",
                Map.of(
                        "behavior",
                        "allow",
                        "downloadPath",
                        folder.toAbsolutePath().toString()));
    }

    /**
     * Opens a page.
     *
     * @param address its address
     */
    public void open(String address) {
        driver.get(address);
    }

    /**
     * Waits for an element that is shown.
     *
     * @param selector a CSS selector
     * @return the first such element
     */
    public WebElement find(String selector) {
        return until("nothing is shown that matches " + selector, () -> all(selector).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    /**
     * The elements that are there now.
     *
     * @param selector a CSS selector
     * @return the elements, maybe none
     */
    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /**
     * Waits for an element and presses it, by script where it is covered by its own drawing.
     *
     * @param selector a CSS selector
     */
    public void press(String selector) {
        until("cannot press " + selector, () -> {
            List<WebElement> found = all(selector);
            boolean ready = !found.isEmpty() && found.get(0).isEnabled();
            if (ready) {
                script("arguments[0].click()", found.get(0));
            }
            return ready;
        });
    }

    /**
     * Sends keys to whatever has the focus.
     *
     * @param keys the keys
     */
    public void type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /**
     * Waits until a condition holds.
     *
     * @param otherwise what to say if it never does
     * @param condition yields null or false until it holds
     * @param <T> what it yields
     * @return what the condition yielded
     */
    public <T> T until(String otherwise, Supplier<T> condition) {
        return new WebDriverWait(driver, PATIENCE)
                .withMessage(otherwise)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(ignored -> condition.get());
    }

    /**
     * Reads something of a page that may be drawn anew meanwhile.
     *
     * @param reading reads it, again if the page changed under it
     * @param <T> what is read
     * @return what was read
     */
    public <T> T read(Supplier<T> reading) {
        return until("the page never stands still", reading);
    }

    /**
     * Runs a script in the page.
     *
     * @param code the body of a function
     * @param arguments its {@code arguments}
     * @return what it returns
     */
    public Object script(String code, Object... arguments) {
        return driver.executeScript(code, arguments);
    }

    /**
     * Writes a picture of the page.
     *
     * @param file a PNG file
     * @throws IOException if it cannot be written
     */
    public void picture(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /**
     * What the page complained of since the last call: errors, refused requests, broken rules of the content policy.
     *
     * @return the messages of level SEVERE
     */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(java.util.logging.Level.SEVERE))
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
