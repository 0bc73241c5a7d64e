package io.polycritic.accounts;

import io.polycritic.database.JdbcDatabase;
import io.polycritic.database.testkit.Drivers;
import io.polycritic.database.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;

/** Fresh databases of both kinds; the server is started when the first test needs it. */
final class Databases implements AutoCloseable {
    private PostgresServer server;

    JdbcDatabase open(String kind, Path folder) throws Exception {
        if (kind.equals("h2")) {
            return JdbcDatabase.of(Drivers.h2(), "jdbc:h2:file:" + folder.resolve("db"), "sa", "");
        }
        if (server == null) {
            server = PostgresServer.start();
        }
        return JdbcDatabase.of(
                Drivers.postgres(), server.freshDatabase(), PostgresServer.USER, PostgresServer.PASSWORD);
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
