package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.control.ExportControl;
import io.polycritic.api.control.ExportFile;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.WebServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over the API. */
class ExportsTest {
    private static final String EXPORT = "/api/v1/runs/slim-1/export";
    private static final byte[] BLOCK = new byte[1 << 16];

    @TempDir
    static Path data;

    private static HttpResponse<String> head(Client client, String path) throws Exception {
        return client.send(client.request(path)
                .header("Authorization", client.authorization())
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    private static ExportFile file(ExportFile.Content content) {
        return new ExportFile("slim-1\".csv", "text/csv; charset=utf-8", List.of("Mind the gap."), content);
    }

    /** By format: a file that is written, one that fails at once, one that fails midway; others are refused. */
    private static final ExportControl EXPORTS = (run, request) -> switch (String.valueOf(request.format())) {
        case "csv" -> file(out -> out.write((run + request.slot() + request.model()).getBytes(StandardCharsets.UTF_8)));
        case "broken" ->
            file(out -> {
                throw new IllegalStateException("the disk is gone");
            });
        case "cut" ->
            file(out -> {
                for (int i = 0; i < 64; i++) {
                    out.write(BLOCK);
                }
                throw new IllegalStateException("the disk is gone");
            });
        default -> throw new ProblemException(new Problem("USER", "format", "found '" + request.format() + "'"));
    };

    @Test
    void filesHaveANameAndAType() throws Exception {
        try (LivelyRuns runs = new LivelyRuns();
                WebServer server = WebServer.start(data, runs, Map.of())) {
            Client client = new Client(server.uri(), data);
            assertEquals(503, client.get(EXPORT + "?format=csv").statusCode());
            server.register(EXPORTS);
            HttpResponse<String> csv = client.get(EXPORT + "?format=csv&slot=critics.task&model=value");
            assertEquals(200, csv.statusCode());
            assertEquals("slim-1critics.taskvalue", csv.body());
            Map<String, String> headers = Map.of(
                    "Content-Type", "text/csv;charset=utf-8",
                    "Content-Disposition", "attachment; filename=\"slim-1.csv\"",
                    "Polycritic-Note", "Mind the gap.",
                    "X-Content-Type-Options", "nosniff");
            headers.forEach((name, value) -> assertEquals(
                    value, csv.headers().firstValue(name).orElse("").replace("; charset", ";charset"), name));
            assertEquals("", head(client, EXPORT + "?format=csv").body());
            assertEquals(400, client.get(EXPORT).statusCode());
            assertEquals(400, client.get(EXPORT + "?format=csv&colour=red").statusCode());
            assertEquals(405, client.post(EXPORT + "?format=csv", "{}").statusCode());
        }
    }

    /** What fails before the first byte is a problem; what fails later breaks the connection, so that clients know. */
    @Test
    void aFileThatEndsEarlyIsNotTakenForWhole() throws Exception {
        try (LivelyRuns runs = new LivelyRuns();
                WebServer server = WebServer.start(data, runs, Map.of())) {
            Client client = new Client(server.uri(), data);
            server.register(EXPORTS);
            HttpResponse<String> broken = client.get(EXPORT + "?format=broken");
            assertEquals(500, broken.statusCode());
            assertEquals("INTERNAL", Client.json(broken).path("code").asText());
            assertThrows(IOException.class, () -> client.get(EXPORT + "?format=cut"));
        }
    }
}
