package io.polycritic.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a pool does while a server goes away and comes back, by a server that is made up and a clock that is set. */
class PoolTest {
    private boolean away;
    private int asked;
    private int closed;
    private long seconds;

    private final Pool pool = new Pool(
            proxy(DataSource.class, (proxy, method, arguments) -> connect()),
            4,
            () -> TimeUnit.SECONDS.toNanos(seconds));

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Connection connect() throws SQLException {
        asked++;
        if (away) {
            throw new SQLException("refused", "08001");
        }
        return proxy(Connection.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "isValid":
                    return !away;
                case "close":
                    closed++;
                    return null;
                default:
                    return null;
            }
        });
    }

    @Test
    void asksAServerThatIsAwayOnceASecond() throws Exception {
        away = true;
        for (int i = 0; i < 3; i++) {
            SQLException refused = assertThrows(SQLException.class, pool::take);
            assertEquals("refused", refused.getMessage());
            assertEquals("08001", refused.getSQLState());
        }
        assertEquals(1, asked);
        seconds = 1;
        assertThrows(SQLException.class, pool::take);
        assertEquals(2, asked);
        away = false;
        seconds = 2;
        // failures have not used the places up
        for (int i = 0; i < 4; i++) {
            pool.take();
        }
        assertEquals(6, asked);
    }

    @Test
    void throwsAllRestingConnectionsAwayWhereOneIsBroken() throws Exception {
        Connection one = pool.take();
        Connection two = pool.take();
        pool.give(one, true);
        pool.give(two, true);
        assertSame(two, pool.take(), "the one that rested least");
        pool.give(two, true);
        seconds = 5;
        away = true;
        assertThrows(SQLException.class, pool::take);
        assertEquals(2, closed);
        away = false;
        seconds = 7;
        Connection fresh = pool.take();
        assertNotSame(one, fresh);
        assertNotSame(two, fresh);
    }
}
