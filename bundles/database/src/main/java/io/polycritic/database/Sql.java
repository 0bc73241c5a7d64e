package io.polycritic.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements with arguments. Text never becomes part of a statement but through an argument. */
public final class Sql {
    private Sql() {}

    /**
     * Reads one row.
     *
     * @param <T> what it becomes
     */
    @FunctionalInterface
    public interface Row<T> {
        /**
         * Reads the present row.
         *
         * @param row the row
         * @return what it becomes
         * @throws SQLException if it cannot be read
         */
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Asks for rows.
     *
     * @param connection the connection
     * @param row reads each
     * @param query a query with a {@code ?} for each argument
     * @param arguments texts, numbers, truth values and {@link Instant}s
     * @param <T> what a row becomes
     * @return all rows
     * @throws SQLException if the database refuses
     */
    public static <T> List<T> list(Connection connection, Row<T> row, String query, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = prepared(connection, query, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    /**
     * Asks for one row.
     *
     * @param connection the connection
     * @param row reads it
     * @param query a query with a {@code ?} for each argument
     * @param arguments as for {@link #list}
     * @param <T> what a row becomes
     * @return the first row, if there is one
     * @throws SQLException if the database refuses
     */
    public static <T> Optional<T> first(Connection connection, Row<T> row, String query, Object... arguments)
            throws SQLException {
        return list(connection, row, query, arguments).stream().findFirst();
    }

    /**
     * Changes rows.
     *
     * @param connection the connection
     * @param change a statement with a {@code ?} for each argument
     * @param arguments as for {@link #list}
     * @return how many rows it changed
     * @throws SQLException if the database refuses
     */
    public static int update(Connection connection, String change, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepared(connection, change, arguments)) {
            return statement.executeUpdate();
        }
    }

    /**
     * Reads a time.
     *
     * @param row the row
     * @param column the name of a column {@code timestamp with time zone}
     * @return the time, or null
     * @throws SQLException if it cannot be read
     */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static PreparedStatement prepared(Connection connection, String text, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        try {
            for (int i = 0; i < arguments.length; i++) {
                Object value = arguments[i];
                statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
