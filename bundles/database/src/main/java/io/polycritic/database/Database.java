package io.polycritic.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The database. It is connected to when it is first needed, and again when it was away. Thread-safe.
 *
 * <p>All methods throw {@link io.polycritic.api.control.ProblemException} with the code {@code RESOURCE} when the
 * database cannot be reached, and {@code CONFLICT} when a rule of the schema, such as a unique name, forbids a change.
 */
public interface Database {
    /**
     * Work on a connection.
     *
     * @param <T> what it yields
     */
    @FunctionalInterface
    interface Work<T> {
        /**
         * Does the work. Must not commit, roll back or close, and must not keep the connection.
         *
         * @param connection a connection in a transaction of its own, isolation READ COMMITTED
         * @return the result
         * @throws SQLException if the database refuses; all of the transaction is undone
         */
        T apply(Connection connection) throws SQLException;
    }

    /**
     * Does work in one transaction: all of it counts, or nothing. Waits for a free connection, a few seconds at most.
     * Must not be called inside of other work.
     *
     * @param work the work
     * @param <T> what it yields
     * @return what the work yielded
     */
    <T> T transact(Work<T> work);

    /**
     * Brings a module's tables to the newest version, by scripts {@code migrations/001.sql}, {@code 002.sql} and so on
     * beside a class. What was carried out once is never carried out again.
     *
     * @param module the module's name, for example {@code accounts}
     * @param anchor a class in whose package's folder the scripts are
     * @throws io.polycritic.api.control.ProblemException with {@code CONFLICT} if the tables are of a newer version
     *     than the scripts, or a script was altered after it had been carried out
     */
    void migrate(String module, Class<?> anchor);

    /**
     * Writes a consistent copy of an embedded database while it is in use: a ZIP archive of its file, to be unpacked
     * into the folder {@code database} of a data folder that is not in use.
     *
     * @param archive the file to write; must not exist
     * @return false, and nothing is written, if the database is a server's: its own tools make copies
     */
    boolean backUp(Path archive);
}
