package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.database.testkit.PostgresServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;

/**
 * From nothing to a headless server with PostgreSQL, users, tokens, dashboards, backup and restore: the commands of
 * runtime/README.md, as they stand there, block by block on a {@link Machine}.
 */
public class OperatorIT {
    private static final String SECTION = "## A server for weeks\n";
    private static final String PASSWORD = "a long secret word\n";
    private static final String ARCHIVE = "polycritic-0.1.0.tar.gz";

    @Rule
    public final TestFolder folder = new TestFolder();

    private final HttpClient client = HttpClient.newHttpClient();
    private Machine machine;

    private static List<String> blocks() throws Exception {
        Path readme =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("runtime/README.md");
        String text = Files.readString(readme);
        String section = text.substring(text.indexOf(SECTION), text.indexOf("\n### ", text.indexOf(SECTION)));
        String[] parts = section.split("(?m)^```\n");
        List<String> blocks = new ArrayList<>();
        for (int i = 1; i < parts.length; i += 2) {
            blocks.add(parts[i]);
        }
        return blocks;
    }

    /** The archive that the build makes; where it was left out, the same made of the folder that it is made of. */
    private void archive(Path target) throws Exception {
        Path home = Distribution.home();
        Path built = home.resolveSibling(ARCHIVE);
        if (Files.exists(built)
                && Files.getLastModifiedTime(built).compareTo(Files.getLastModifiedTime(home.resolve("bundles.list")))
                        >= 0) {
            Files.createLink(target, built);
            return;
        }
        String command = "tar -c -C '" + home.getParent() + "' --transform 's,^polycritic,polycritic-0.1.0,' polycritic"
                + " | gzip -1 > '" + target + "'";
        Process process = new ProcessBuilder("sh", "-c", command).inheritIO().start();
        assertEquals(0, process.waitFor());
    }

    private HttpResponse<String> ask(String method, String address, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String first() throws Exception {
        return Files.readString(machine.file("/var/lib/polycritic/token")).strip();
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = ask("GET", machine.web() + path, first(), "");
        assertEquals(answer.body(), 200, answer.statusCode());
        return Specs.MAPPER.readTree(answer.body());
    }

    private List<String> users() throws Exception {
        return get("/api/v1/users").path("items").findValuesAsText("name");
    }

    private long updates() {
        try {
            return get("/api/v1/runs/endless").path("updates").longValue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void awaitMoreUpdates() throws Exception {
        long now = updates();
        Poll.until("endless trains", () -> updates() > now + 2, this::updates);
    }

    @Test
    public void everyLineOfTheReadmeFromNothingToARestoredServer() throws Exception {
        assumeTrue("Prometheus is not installed", Files.isExecutable(Path.of("/usr/bin/prometheus")) || ci());
        try (PostgresServer database = Postgres.start();
                Machine made = new Machine(folder.path().resolve("machine"), database)) {
            machine = made;
            archive(folder.path().resolve("machine").resolve(ARCHIVE));
            List<String> blocks = blocks();
            assertEquals(blocks.toString(), 7, blocks.size());
            machine.run(blocks.get(0), "");
            assertTrue(machine.run(blocks.get(1), "").contains("\"items\""));
            String embedded = Files.readString(machine.file("/var/lib/polycritic/token"));
            machine.run(blocks.get(2), "");
            assertEquals(embedded, Files.readString(machine.file("/var/lib/polycritic/token")));
            String token = people(blocks.get(3));
            dashboards(blocks.get(4), token);
            backAndForth(blocks.get(5), blocks.get(6), token);
        }
    }

    private static boolean ci() {
        return "true".equals(System.getenv("CI"));
    }

    /** Alice is in PostgreSQL, and the token made for a program starts a run. */
    private String people(String block) throws Exception {
        String said = machine.run(block, PASSWORD);
        assertEquals(List.of("alice"), users());
        String tables = "runuser -u postgres -- psql -d polycritic --tuples-only -c 'select name from users'";
        assertTrue(machine.run(tables, "").contains("alice"));
        String token = said.lines()
                .filter(line -> line.startsWith("pct_"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said));
        String request = Specs.MAPPER
                .createObjectNode()
                .put("run", "endless")
                .set("spec", Specs.recipe("cart-pole", 1_000_000_000_000L, 20))
                .toString();
        HttpResponse<String> begun = ask("POST", machine.web() + "/api/v1/runs", token, request);
        assertEquals(begun.body(), 201, begun.statusCode());
        awaitMoreUpdates();
        return token;
    }

    /** Prometheus scrapes with the token that was made for it, and each query of the dashboard has a result. */
    private void dashboards(String block, String token) throws Exception {
        machine.run(block, "");
        String scraper = Files.readString(machine.file("/etc/prometheus/polycritic-token"))
                .strip();
        assertEquals(200, ask("GET", machine.web() + "/metrics", scraper, "").statusCode());
        assertEquals(
                403, ask("POST", machine.web() + "/api/v1/runs", scraper, "{}").statusCode());
        String swap = "{\"slot\": \"critics.task\", \"plugin\": \"v-critic\", \"config\": {\"discount\": 0.5},"
                + " \"probation\": 0}";
        HttpResponse<String> swapped = ask("POST", machine.web() + "/api/v1/runs/endless/swaps", token, swap);
        assertEquals(swapped.body(), 201, swapped.statusCode());
        JsonNode dashboard =
                Specs.MAPPER.readTree(Files.readString(machine.file("/opt/polycritic/deploy/grafana.json")));
        List<String> queries = dashboard.path("panels").findValuesAsText("expr");
        assertTrue(queries.toString(), queries.size() > 12);
        for (String query : queries) {
            Poll.until(query + " has a result", () -> results(query) > 0, () -> query(query));
        }
    }

    private int results(String query) {
        return query(query).path("data").path("result").size();
    }

    private JsonNode query(String query) {
        try {
            String address =
                    machine.scraper() + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
            return Specs.MAPPER.readTree(ask("GET", address, "", "").body());
        } catch (Exception e) {
            throw new AssertionError(query, e);
        }
    }

    /** What came after the backup is gone after the restore; the run goes on, and tokens still work. */
    private void backAndForth(String backup, String restore, String token) throws Exception {
        String before = machine.run(backup, "");
        assertTrue(before, Files.size(machine.file("/srv/backups/monday.zip")) > 0);
        String bob = "$asit user add bob --role viewer --data /var/lib/polycritic";
        machine.run(bob, PASSWORD);
        assertEquals("[alice, bob]", users().toString());
        awaitMoreUpdates();
        machine.run(restore, "");
        assertEquals("[alice]", users().toString());
        awaitMoreUpdates();
        assertEquals(200, ask("GET", machine.web() + "/api/v1/runs", token, "").statusCode());
        String audit = get("/api/v1/audit").path("items").findValuesAsText("action").stream()
                .collect(Collectors.joining("\n"));
        assertTrue(audit, audit.contains("POST /runs/{run}/swaps"));
        assertNotEquals(before, "");
        String log = Files.readString(machine.file("/var/lib/polycritic/logs/polycritic.log")) + machine.services();
        String password = Files.readString(machine.file("/etc/polycritic/database-password"));
        for (String secret : List.of(password, token, first(), PASSWORD.strip())) {
            assertFalse("a secret is in the log", log.contains(secret));
        }
    }
}
