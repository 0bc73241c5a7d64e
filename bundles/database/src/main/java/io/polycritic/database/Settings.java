package io.polycritic.database;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * Where the database is.
 *
 * @param url the JDBC address
 * @param user the user, or null if the address names one
 * @param password the user's password, or null
 */
record Settings(String url, String user, String password) {
    private static final String PREFIX = "polycritic.";

    static final String URL = PREFIX + "database.url";
    static final String USER = PREFIX + "database.user";
    static final String PASSWORD = PREFIX + "database.password";
    static final String PASSWORD_FILE = PASSWORD + ".file";
    static final String DATA = PREFIX + "data";

    /** The folder of the embedded database in a data folder. */
    static final String FOLDER = "database";

    /**
     * What the driver of PostgreSQL is told where the address does not say otherwise: a server that is gone without a
     * word, behind a network that drops everything, must not hold threads for ever.
     */
    private static final Map<String, String> BOUNDS = Map.of(
            "connectTimeout", "5", "socketTimeout", "20", "tcpKeepAlive", "true", "ApplicationName", "polycritic");

    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /**
     * What the embedded database is told. Every commit is on disk before it is answered for: a token that was revoked
     * stays revoked. Its cache is 16 MiB; left to itself it takes 64 MiB for each GiB that the heap may have.
     */
    private static final String EMBEDDED = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;CACHE_SIZE=16384";

    /**
     * Reads the settings.
     *
     * @param property yields a framework property or null
     */
    static Settings of(UnaryOperator<String> property) {
        String url = property.apply(URL);
        if (url == null || url.isBlank()) {
            return embedded(Path.of(property.apply(DATA)));
        }
        if (!url.startsWith(H2) && !url.startsWith(POSTGRESQL)) {
            throw wrong(URL, "must begin with " + POSTGRESQL + " or " + H2 + "; is '" + scheme(url) + "'");
        }
        return new Settings(url.strip(), property.apply(USER), password(property));
    }

    private static String scheme(String url) {
        String[] parts = url.split(":", 3);
        return parts.length < 2 ? url : parts[0] + ":" + parts[1] + ":…";
    }

    private static Settings embedded(Path data) {
        Path file = data.toAbsolutePath().resolve(FOLDER).resolve("polycritic");
        if (file.toString().contains(";")) {
            throw wrong("--data", "the folder's name must not contain ';' for the embedded database: " + file);
        }
        return new Settings(H2 + "file:" + file + EMBEDDED, "sa", "");
    }

    private static String password(UnaryOperator<String> property) {
        String given = property.apply(PASSWORD);
        if (given != null) {
            return given;
        }
        String file = property.apply(PASSWORD_FILE);
        if (file == null) {
            return null;
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw wrong(PASSWORD_FILE, "'" + file + "' cannot be read: " + e.getMessage());
        }
    }

    boolean embedded() {
        return url.startsWith(H2);
    }

    /** The driver that understands the address, by its class. */
    String driver() {
        return embedded() ? "org.h2.Driver" : "org.postgresql.Driver";
    }

    /** The address without what could be a secret. */
    String shown() {
        int end = url.indexOf(embedded() ? ';' : '?');
        return end < 0 ? url : url.substring(0, end);
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.put(DataSourceFactory.JDBC_URL, url);
        if (user != null) {
            properties.put(DataSourceFactory.JDBC_USER, user);
        }
        if (password != null) {
            properties.put(DataSourceFactory.JDBC_PASSWORD, password);
        }
        if (!embedded()) {
            BOUNDS.forEach((key, value) -> {
                if (!url.contains(key + "=")) {
                    properties.put(key, value);
                }
            });
        }
        return properties;
    }

    /** Whether somebody has given a password, by a setting or in the address. */
    private boolean hasPassword() {
        return password != null || url.contains("password=");
    }

    /**
     * The setting to look at when the database cannot be used. SQL states are those of PostgreSQL: class 28 for who may
     * not come in, {@code 28P01} for a wrong password; its driver says {@code 08004} where a password is asked for and
     * there is none.
     */
    String culprit(String state) {
        if (state.equals("08004") && !hasPassword()) {
            return PASSWORD;
        }
        if (state.equals("28P01")) {
            return url.contains("password=") ? URL : PASSWORD;
        }
        return state.startsWith("28") && user != null ? USER : URL;
    }

    /** Makes the folder of an embedded database, readable by its owner alone. */
    void makeFolder() throws IOException {
        String file = H2 + "file:";
        if (url.startsWith(file)) {
            int end = url.indexOf(';');
            Path folder = Path.of(url.substring(file.length(), end < 0 ? url.length() : end))
                    .toAbsolutePath()
                    .getParent();
            OwnFolder.make(folder);
        }
    }

    static ProblemException wrong(String path, String message) {
        return new ProblemException(new Problem("USER", shortName(path), message));
    }

    /** A setting as operators write it. */
    static String shortName(String property) {
        return property.startsWith(PREFIX) ? property.substring(PREFIX.length()) : property;
    }
}
