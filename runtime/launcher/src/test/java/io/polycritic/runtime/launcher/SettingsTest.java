package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path conf;

    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    private Settings settings() {
        return new Settings(new Settings.Sources(conf, properties, environment, options));
    }

    private String refused() {
        Failure failure = assertThrows(Failure.class, this::settings);
        assertEquals(Failure.WRONG_USE, failure.exitCode());
        return failure.line();
    }

    private String port() {
        return settings().all().stream()
                .filter(value -> value.setting().key().equals("http.port"))
                .map(value -> value.text() + " " + value.from().replace(conf.toString(), "conf"))
                .findFirst()
                .orElseThrow();
    }

    /** From the weakest source to the strongest, each one beats those before it. */
    @Test
    void theStrongestSourceCounts() throws IOException {
        assertEquals("8484 default", port());
        assertFalse(settings().isSet("http.port"));
        Files.writeString(conf.resolve("polycritic.properties"), "# mine\nhttp.port = 1001\n");
        assertEquals("1001 conf/polycritic.properties", port());
        Path folder = Files.createDirectories(conf.resolve("configurator"));
        String json = "{ /* of the site */ \":configurator:resource-version\": 1,"
                + " \"io.polycritic\": {\":configurator:ranking\": 1, \"http.port\": 1002}, \"other.pid\": {\"x\": 1}}";
        Files.writeString(folder.resolve("b.json"), json);
        Files.writeString(folder.resolve("a.json"), json.replace("1002", "999"));
        assertEquals("1002 conf/configurator/b.json", port());
        properties.put("polycritic.http.port", "1003");
        assertEquals("1003 -Dpolycritic.http.port", port());
        environment.put("POLYCRITIC_HTTP_PORT", "1004");
        assertEquals("1004 POLYCRITIC_HTTP_PORT", port());
        options.put("http.port", "1005");
        assertEquals("1005 command line", port());
        assertTrue(settings().isSet("http.port"));
    }

    @Test
    void unknownKeysAreRefusedWithTheNearestOne() throws IOException {
        Path file = conf.resolve("polycritic.properties");
        Files.writeString(file, "http.prot=80\n");
        assertEquals("http.prot: is no setting (" + file + "); did you mean 'http.port'?", refused());
        Files.delete(file);
        environment.put("POLYCRITIC_LOG_FROMAT", "json");
        assertEquals(
                "POLYCRITIC_LOG_FROMAT: is no setting (environment); did you mean 'POLYCRITIC_LOG_FORMAT'?", refused());
        environment.clear();
        environment.put("POLYCRITIC_JAVA_OPTIONS", "-Xmx1g");
        environment.put("PATH", "/bin");
        options.put("completely.different", "1");
        assertEquals(
                "completely.different: is no setting (command line); 'polycritic serve --print-config' lists them",
                refused());
        options.clear();
        Path folder = Files.createDirectories(conf.resolve("configurator"));
        Files.writeString(folder.resolve("a.json"), "{\"io.polycritic\": {\"stop.second\": 3}}");
        assertTrue(refused().endsWith("did you mean 'stop.seconds'?"), refused());
    }

    @Test
    void valuesAreChecked() {
        environment.put("POLYCRITIC_STOP_SECONDS", "soon");
        assertEquals(
                "stop.seconds: found 'soon' (POLYCRITIC_STOP_SECONDS), allowed: whole numbers from 2 to 3600",
                refused());
        environment.put("POLYCRITIC_STOP_SECONDS", "1");
        assertTrue(refused().startsWith("stop.seconds: found '1'"), refused());
        environment.put("POLYCRITIC_STOP_SECONDS", " 5 ");
        assertEquals(5, settings().number("stop.seconds"));
        environment.put("POLYCRITIC_STOP_SECONDS", "");
        assertEquals(30, settings().number("stop.seconds"));
        options.put("log.format", "xml");
        assertEquals("log.format: found 'xml' (command line), allowed: text, json", refused());
    }

    @Test
    void secretsAreNotShown() {
        Setting secret = Setting.text("db.password", "", "a password").asSecret();
        assertEquals("********", new Settings.Value(secret, "hunter2", "environment").shown());
        Setting address = Setting.text("database.url", "", "");
        assertEquals(
                "jdbc:postgresql://db/p?user=u&password=********&ssl=true",
                new Settings.Value(address, "jdbc:postgresql://db/p?user=u&password=hunter2&ssl=true", "file").shown());
        assertEquals("", new Settings.Value(secret, "", "default").shown());
    }

    @Test
    void bundlesGetThem() throws IOException {
        options.put("http.host", "0.0.0.0");
        options.put("http.hosts", "lab.example");
        Path folder = Files.createDirectories(conf.resolve("configurator"));
        Path resource = Files.writeString(folder.resolve("a.json"), "{}");
        Map<String, String> given = settings().properties();
        assertEquals("0.0.0.0", given.get("org.apache.felix.http.host"));
        assertEquals("lab.example", given.get("polycritic.http.hosts"));
        assertEquals(resource.toUri().toString(), given.get("configurator.initial"));
        assertFalse(given.containsKey("polycritic.compute.threads"));
    }

    @Test
    void everySettingHasADefaultThatIsAllowed() {
        for (Setting setting : SettingList.ALL) {
            assertEquals("", setting.allowed().fault(setting.usual()), setting.key());
            assertTrue(setting.about().length() > 10, setting.key());
        }
    }
}
