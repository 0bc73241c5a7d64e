package io.polycritic.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path data;

    private static Settings settings(Map<String, String> properties) {
        return Settings.of(properties::get);
    }

    @Test
    void isEmbeddedInTheDataFolderByDefault() throws Exception {
        Settings settings = settings(Map.of(Settings.DATA, data.toString()));
        assertTrue(settings.url().startsWith("jdbc:h2:file:" + data.resolve("database/polycritic") + ";"));
        assertEquals("org.h2.Driver", settings.driver());
        settings.makeFolder();
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("database"))));
    }

    @Test
    void isAServerByTwoLines() {
        Settings settings =
                settings(Map.of(Settings.URL, "jdbc:postgresql://db/polycritic?user=poly", Settings.PASSWORD, "p"));
        assertEquals("org.postgresql.Driver", settings.driver());
        assertEquals("jdbc:postgresql://db/polycritic", settings.shown());
        assertEquals("p", settings.password());
    }

    @Test
    void boundsHowLongAServerMayKeepSilent() {
        String url = "jdbc:postgresql://db/polycritic?socketTimeout=90";
        Properties properties = settings(Map.of(Settings.URL, url)).properties();
        assertEquals("5", properties.get("connectTimeout"));
        assertNull(properties.get("socketTimeout"), "the address says so already");
        Properties embedded = settings(Map.of(Settings.DATA, data.toString())).properties();
        assertNull(embedded.get("connectTimeout"));
    }

    @Test
    void takesThePasswordFromAFile() throws Exception {
        Path file = Files.writeString(data.resolve("secret"), "from file\n");
        Map<String, String> url = Map.of(Settings.URL, "jdbc:postgresql:x", Settings.PASSWORD_FILE, file.toString());
        assertEquals("from file", settings(url).password());
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        ProblemException unknown =
                assertThrows(ProblemException.class, () -> settings(Map.of(Settings.URL, "jdbc:mysql://secret@db/x")));
        assertEquals(
                "must begin with jdbc:postgresql: or jdbc:h2:; is 'jdbc:mysql:…'",
                unknown.problem().message());
        ProblemException missing = assertThrows(
                ProblemException.class,
                () -> settings(Map.of(Settings.URL, "jdbc:postgresql:x", Settings.PASSWORD_FILE, "/none")));
        assertEquals("database.password.file", missing.problem().path());
        ProblemException folder =
                assertThrows(ProblemException.class, () -> settings(Map.of(Settings.DATA, "/tmp/a;INIT=x")));
        assertEquals("--data", folder.problem().path());
    }
}
