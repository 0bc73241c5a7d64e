package io.polycritic.database;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.jdbc.DataSourceFactory;

/** The database behind a JDBC driver that is an OSGi service. */
public final class JdbcDatabase implements Database, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JdbcDatabase.class.getName());
    private static final int CONNECTIONS = 8;

    private final Supplier<Settings> given;
    private final Function<String, DataSourceFactory> drivers;
    private Settings settings;
    private Pool pool;
    private boolean closed;
    private volatile boolean gone;

    /**
     * Makes the database; opens nothing yet.
     *
     * @param settings read when the database is first needed: who asks for it is told what is wrong with them
     * @param drivers yields the driver of a class name, or null
     */
    JdbcDatabase(Supplier<Settings> settings, Function<String, DataSourceFactory> drivers) {
        this.given = settings;
        this.drivers = drivers;
    }

    /**
     * A database for whoever has no framework around, such as a test.
     *
     * @param factory makes the source of connections
     * @param url the JDBC address
     * @param user the user, or null
     * @param password the password, or null
     * @return the database, to be closed
     */
    public static JdbcDatabase of(DataSourceFactory factory, String url, String user, String password) {
        Settings settings = new Settings(url, user, password);
        return new JdbcDatabase(() -> settings, driver -> factory);
    }

    @Override
    public <T> T transact(Work<T> work) {
        Pool connections = pool();
        Connection connection;
        try {
            connection = connections.take();
        } catch (SQLException e) {
            throw away(e);
        }
        boolean sound = false;
        try {
            T result = work.apply(connection);
            connection.commit();
            sound = true;
            if (gone) {
                back();
            }
            return result;
        } catch (SQLException e) {
            sound = undo(connection);
            throw problem(e);
        } catch (RuntimeException e) {
            sound = undo(connection);
            throw e;
        } finally {
            connections.give(connection, sound);
        }
    }

    private static boolean undo(Connection connection) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "rolling back", e);
            return false;
        }
    }

    private synchronized Pool pool() {
        if (closed) {
            throw new ProblemException(new Problem("RESOURCE", "database", "is being shut down"));
        }
        if (pool == null) {
            settings = given.get();
            DataSourceFactory factory = drivers.apply(settings.driver());
            if (factory == null) {
                throw new ProblemException(new Problem(
                        "RESOURCE",
                        Settings.shortName(Settings.URL),
                        "no bundle offers the JDBC driver " + settings.driver()));
            }
            try {
                settings.makeFolder();
                pool = new Pool(factory.createDataSource(settings.properties()), CONNECTIONS, System::nanoTime);
            } catch (SQLException e) {
                throw away(e);
            } catch (IOException e) {
                throw new ProblemException(
                        new Problem("RESOURCE", settings.shown(), "its folder cannot be made: " + e.getMessage()));
            }
        }
        return pool;
    }

    private synchronized ProblemException away(SQLException e) {
        String culprit = settings.culprit(String.valueOf(e.getSQLState()));
        String hint = culprit.equals(Settings.PASSWORD)
                ? " (" + Settings.shortName(Settings.PASSWORD_FILE) + " names a file with it)"
                : "";
        String message = "the database " + settings.shown() + " cannot be used: " + line(e) + hint;
        LOG.log(gone ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING, message);
        gone = true;
        return new ProblemException(new Problem("RESOURCE", Settings.shortName(culprit), message));
    }

    private synchronized void back() {
        if (gone) {
            LOG.log(System.Logger.Level.INFO, "the database " + settings.shown() + " answers again");
            gone = false;
        }
    }

    /**
     * Classes of SQL states, ISO 9075: 08 connection, 23 integrity; PostgreSQL: 53 resources, 57 operator, 58 system.
     */
    private RuntimeException problem(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.startsWith("58")) {
            return away(e);
        }
        if (state.startsWith("23")) {
            LOG.log(System.Logger.Level.DEBUG, "a rule of the schema", e);
            return new ProblemException(
                    new Problem("CONFLICT", "database", "somebody else made the same thing at the same time"));
        }
        return new IllegalStateException("the database refuses: " + line(e), e);
    }

    private static String line(SQLException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    /** One migration at a time: an embedded database belongs to this process, a server's is locked. */
    @Override
    public synchronized void migrate(String module, Class<?> anchor) {
        Migrations migrations = Migrations.of(module, anchor);
        pool();
        transact(connection -> {
            migrations.apply(connection, !settings.embedded());
            return null;
        });
    }

    @Override
    public synchronized boolean backUp(Path archive) {
        pool();
        if (!settings.embedded()) {
            return false;
        }
        if (Files.exists(archive)) {
            throw new ProblemException(new Problem("CONFLICT", archive.toString(), "is there already"));
        }
        return transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("backup to ?")) {
                statement.setString(1, archive.toAbsolutePath().toString());
                statement.execute();
                return true;
            }
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }
}
