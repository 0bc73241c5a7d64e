package io.polycritic.itests;

import io.polycritic.database.testkit.PostgresServer;
import java.io.IOException;
import org.junit.Assume;
import org.opentest4j.TestAbortedException;

/** The server of the test kit, in the words of JUnit 4. */
final class Postgres {
    private Postgres() {}

    /** Starts one; where PostgreSQL is not installed the test is skipped, and fails where CI is true. */
    static PostgresServer start() throws IOException {
        try {
            return PostgresServer.start();
        } catch (TestAbortedException none) {
            Assume.assumeNoException(none);
            throw none;
        }
    }
}
