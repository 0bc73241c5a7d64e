package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.database.testkit.PostgresServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;

/** A server whose PostgreSQL goes away and comes back, or was never to be had. */
public class DatabaseIT {
    @Rule
    public final TestFolder folder = new TestFolder();

    private static String url(PostgresServer database) throws Exception {
        return "database.url=" + database.freshDatabase() + "?user=" + PostgresServer.USER;
    }

    private Served serve(String url) throws Exception {
        Path password = Files.writeString(folder.path().resolve("password"), PostgresServer.PASSWORD + "\n");
        return Served.start(folder, folder.data(), "--setting", url, "--setting", "database.password.file=" + password);
    }

    private static long actions(Served server) throws Exception {
        return Specs.MAPPER
                .readTree(server.authorized("api/v1/audit").body())
                .path("items")
                .size();
    }

    @Test
    public void trainingGoesOnWhileTheDatabaseIsAway() throws Exception {
        try (PostgresServer database = Postgres.start();
                Served server = serve(url(database))) {
            server.begin(Specs.recipe("cart-pole", 1_000_000_000_000L, 20), "endless");
            server.awaitUpdate("endless", 3);
            long before = actions(server);
            assertEquals(1, before);
            database.stop();
            Poll.until(
                    "the server is not ready", () -> server.status("health/ready") == 503, server.command()::toString);
            JsonNode health = Specs.MAPPER.readTree(server.get("health/ready").body());
            assertEquals(
                    health.toString(), "database", health.at("/checks/0/name").textValue());
            assertEquals(
                    health.toString(), "DOWN", health.at("/checks/0/status").textValue());
            assertEquals(200, server.status("health/live"));
            for (String change : new String[] {"api/v1/runs/endless/pause", "api/v1/runs/endless/stop"}) {
                HttpResponse<String> refused = server.post(change, "");
                assertEquals(refused.body(), 503, refused.statusCode());
                JsonNode problem = Specs.MAPPER.readTree(refused.body());
                assertEquals("RESOURCE", problem.path("code").textValue());
                assertEquals("database.url", problem.path("path").textValue());
            }
            server.awaitUpdate("endless", server.run("endless").path("updates").longValue() + 3);
            assertTrue(server.isRunning("endless"));
            database.startAgain();
            Poll.until("the server is ready", () -> server.status("health/ready") == 200, server.command()::toString);
            assertEquals(200, server.post("api/v1/runs/endless/pause", "").statusCode());
            assertEquals(before + 1, actions(server));
            Command.Result left = server.command().terminate();
            assertEquals(left.toString(), 0, left.exit());
            String log = Files.readString(folder.data().resolve("logs/polycritic.log"));
            assertEquals(log, 2, log.split("JdbcDatabase: the database ").length - 1);
            assertTrue(log, log.contains(" answers again"));
            assertFalse(log, log.contains(PostgresServer.PASSWORD));
        }
    }

    /** Said before anything is served, with the setting to look at. */
    @Test
    public void aMissingPasswordIsSaidAtOnce() throws Exception {
        try (PostgresServer database = Postgres.start()) {
            Command.Result refused = Command.run(
                    folder,
                    "serve",
                    "--headless",
                    "--port",
                    "0",
                    "--data",
                    folder.data().toString(),
                    "--setting",
                    url(database));
            assertEquals(refused.toString(), 1, refused.exit());
            assertTrue(refused.err(), refused.err().contains("database.password: "));
            assertTrue(refused.err(), refused.err().contains("no password was provided"));
            String log = Files.readString(folder.data().resolve("logs/polycritic.log"));
            assertFalse(log, log.contains("org.eclipse.jetty"));
        }
    }
}
