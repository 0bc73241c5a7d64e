package io.polycritic.http.testkit;

import java.net.URI;
import java.util.List;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** What a person sees and does in the console, whatever engine is behind it. */
public final class ConsolePage {
    private final Browser browser;
    private final URI server;
    private final String token;

    /**
     * Makes the page object; opens nothing yet.
     *
     * @param browser the browser
     * @param server where the console is
     * @param token a token to log in with
     */
    public ConsolePage(Browser browser, URI server, String token) {
        this.browser = browser;
        this.server = server;
        this.token = token;
    }

    /**
     * Opens a page, and logs in by the token if nobody is logged in.
     *
     * @param page its address from {@code #} on
     */
    public void open(String page) {
        browser.open(server + page);
        String known = browser.until("neither a page nor the way in", () ->
                (String) browser.script("return document.body?.dataset.known ?? null"));
        if (known.equals("false")) {
            browser.press(".login summary");
            browser.find(".login input[name=token]").sendKeys(token);
            browser.press(".login form[name=token] button");
            browser.find("#account");
        }
    }

    /** Opens the list of runs. */
    public void openRuns() {
        open("#/runs");
        browser.find("tr[data-run]");
    }

    /**
     * The state of a run in the list.
     *
     * @param run its id
     * @return for example {@code RUNNING}
     */
    public String stateInList(String run) {
        return browser.read(
                () -> browser.find("tr[data-run='" + run + "'] .state").getDomAttribute("data-state"));
    }

    /**
     * Opens a run and waits for its charts and its events.
     *
     * @param run its id
     */
    public void openRun(String run) {
        open("#/runs/" + run);
        browser.find("section.chart canvas");
        browser.until("no live events", () -> browser.find("#live").getText().equals("Live"));
    }

    /** Opens the plugins. */
    public void openPlugins() {
        open("#/plugins");
        browser.find("details.plugin");
    }

    /** Opens the studies. */
    public void openStudies() {
        open("#/studies");
        browser.find("tr[data-study]");
    }

    /**
     * The state of the open run.
     *
     * @return for example {@code RUNNING}
     */
    public String state() {
        return browser.read(() -> browser.find(".runhead .state").getDomAttribute("data-state"));
    }

    /**
     * The metrics that have a chart, in the order of the page.
     *
     * @return their names
     */
    public List<String> charts() {
        return browser.read(() -> browser.all("section.chart").stream()
                .map(chart -> chart.getDomAttribute("data-metric"))
                .toList());
    }

    /**
     * What the legend of a chart says.
     *
     * @param metric the metric's name
     * @return name and last value of each line
     */
    public List<String> legend(String metric) {
        return browser.read(() -> browser.all("section.chart[data-metric='" + metric + "'] .key").stream()
                .map(key -> key.getText().replace('\n', ' '))
                .toList());
    }

    /**
     * The numbers on the swap markers of a chart.
     *
     * @param metric the metric's name
     * @return ids of tickets
     */
    public List<String> marks(String metric) {
        return browser.read(() -> browser.all("section.chart[data-metric='" + metric + "'] .mark").stream()
                .map(WebElement::getText)
                .toList());
    }

    /**
     * What the list of slots says of one.
     *
     * @param path the slot's path
     * @return name, plugin, generation, weight as far as shown
     */
    public String slot(String path) {
        return browser.read(() -> browser.find(slotSelector(path)).getText().replace('\n', ' '));
    }

    private static String slotSelector(String path) {
        return "button[data-slot='" + path + "']";
    }

    /**
     * Opens the popover of a slot.
     *
     * @param path the slot's path
     */
    public void openSlot(String path) {
        browser.press(slotSelector(path));
        browser.find(".popover");
    }

    /**
     * Presses one of the buttons at the head of a run.
     *
     * @param action {@code pause}, {@code resume}, {@code continue}, {@code snapshot} or {@code stop}
     */
    public void act(String action) {
        browser.press("button[data-action='" + action + "']");
        if (action.equals("stop")) {
            browser.press("dialog button.danger");
        }
    }

    /**
     * Opens the swap dialog and chooses what goes where.
     *
     * @param path the slot's path
     * @param plugin the plugin's id
     */
    public void chooseSwap(String path, String plugin) {
        browser.press("button[data-action=swap]");
        new Select(browser.find("dialog select[name=slot]")).selectByValue(path);
        browser.press("dialog input[name=plugin][value='" + plugin + "']");
    }

    /**
     * Fills a setting of the swap dialog.
     *
     * @param key its key
     * @param entry what to type
     */
    public void enter(String key, String entry) {
        WebElement field = browser.find("dialog .settings [name='" + key + "']");
        field.clear();
        field.sendKeys(entry);
    }

    /**
     * Sends the swap dialog.
     *
     * @param mode for example {@code warm}
     */
    public void sendSwap(String mode) {
        browser.press("dialog input[name=mode][value=" + mode + "]");
        browser.press("dialog button[type=submit]");
    }

    /**
     * What became of the changes that a chart has markers of.
     *
     * @param metric the metric's name
     * @return for example {@code stays}, in the order of the markers
     */
    public List<String> fates(String metric) {
        return browser.read(() -> browser.all("section.chart[data-metric='" + metric + "'] .mark").stream()
                .map(mark -> mark.getDomAttribute("data-fate"))
                .toList());
    }

    /**
     * What is said of the changes that are still to be decided.
     *
     * @return a text for each, maybe none
     */
    public List<String> openTickets() {
        return browser.read(() -> browser.all(".open-ticket").stream()
                .map(row -> row.getText().replace('\n', ' '))
                .toList());
    }

    /**
     * The state of the ticket that is shown.
     *
     * @return for example {@code COMMITTED}
     */
    public String ticketState() {
        return browser.read(() -> browser.find("dialog .ticket .state").getDomAttribute("data-state"));
    }
}
