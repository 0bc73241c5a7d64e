package io.polycritic.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * A few open connections. All borrowing goes through {@link JdbcDatabase#transact}, so connections are lent and given
 * back in one place, and nothing of what a general pool does to hide itself behind a {@code DataSource} is needed.
 */
final class Pool implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    /**
     * A connection that was not used for so long is asked whether it still works: the server may have been restarted.
     */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int PROBE_SECONDS = 2;

    /** A connection at rest, and since when. */
    private record Idle(Connection connection, long since) {}

    private final DataSource source;
    private final LongSupplier nanos;
    private final Semaphore free;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;
    private volatile Failure failure;

    /** Why there was no connection, and when. */
    private record Failure(String message, String state, long at) {}

    /**
     * Makes a pool.
     *
     * @param source opens connections
     * @param size how many there are at the most
     * @param nanos the clock
     */
    Pool(DataSource source, int size, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
        this.free = new Semaphore(size, true);
    }

    /** Lends a connection that works. */
    Connection take() throws SQLException {
        try {
            if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("all connections are in use", "08000");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted", "08000", e);
        }
        try {
            Connection rested = rested();
            return rested == null ? open() : rested;
        } catch (SQLException | RuntimeException e) {
            free.release();
            throw e;
        }
    }

    /**
     * The connection that rested least, so that those which are too many grow old. Where one is broken, all that rest
     * are thrown away: each would be found out to be broken only after a while.
     */
    private Connection rested() {
        Idle last;
        synchronized (idle) {
            last = idle.pollLast();
        }
        if (last == null) {
            return null;
        }
        try {
            if (nanos.getAsLong() - last.since < FRESH_NANOS || last.connection.isValid(PROBE_SECONDS)) {
                return last.connection;
            }
        } catch (SQLException e) {
            System.getLogger(Pool.class.getName()).log(System.Logger.Level.DEBUG, "a connection is broken", e);
        }
        discard(last.connection);
        discardIdle();
        return null;
    }

    private void discardIdle() {
        List<Idle> all;
        synchronized (idle) {
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(each -> discard(each.connection));
    }

    /** A server that is away is asked for once a second at the most: who comes in between is told the same at once. */
    private Connection open() throws SQLException {
        Failure last = failure;
        if (last != null && nanos.getAsLong() - last.at < FRESH_NANOS) {
            throw new SQLTransientConnectionException(last.message, last.state);
        }
        Connection connection;
        try {
            connection = source.getConnection();
            failure = null;
        } catch (SQLException e) {
            failure = new Failure(e.getMessage(), e.getSQLState(), nanos.getAsLong());
            throw e;
        }
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.commit();
            return connection;
        } catch (SQLException e) {
            discard(connection);
            throw e;
        }
    }

    /** Takes a connection back; one in doubt is closed. */
    void give(Connection connection, boolean sound) {
        boolean kept = false;
        synchronized (idle) {
            if (sound && !closed) {
                idle.addLast(new Idle(connection, nanos.getAsLong()));
                kept = true;
            }
        }
        if (!kept) {
            discard(connection);
        }
        free.release();
    }

    private static void discard(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(Pool.class.getName()).log(System.Logger.Level.DEBUG, "closing a connection", e);
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
        }
        discardIdle();
    }
}
