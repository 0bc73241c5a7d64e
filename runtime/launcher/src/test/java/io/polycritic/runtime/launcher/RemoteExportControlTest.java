package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.polycritic.api.control.ExportFile;
import io.polycritic.api.control.ExportRequest;
import io.polycritic.api.control.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that records what it is asked and answers what it is told. */
class RemoteExportControlTest {
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private HttpServer server;
    private RemoteExportControl exports;
    private volatile int status = 200;

    @BeforeEach
    void serve() throws IOException {
        Logs.silence();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        exports = new RemoteExportControl(new Rest(server.getAddress().getPort(), "secret"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        String body = status == 200
                ? "run,update\n"
                : "{\"code\": \"NOT_FOUND\", \"path\": \"slot\", \"message\": \"the run has no slot 'x'\"}";
        exchange.getResponseHeaders().set("Content-Type", "text/csv");
        exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"r.csv\"");
        exchange.getResponseHeaders().set("Polycritic-Note", "Mind the gap.");
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    @Test
    void aFileIsReadWhenItIsWritten() throws IOException {
        ExportFile file = exports.export("r", new ExportRequest("csv", null, null));
        assertEquals("/api/v1/runs/r/export?format=csv Bearer secret", asked.remove());
        assertEquals("r.csv", file.name());
        assertEquals("text/csv", file.mediaType());
        assertEquals(List.of("Mind the gap."), file.notes());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.content().writeTo(out);
        assertEquals("run,update\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheServerRefusesIsAProblem() {
        status = 404;
        ProblemException refused =
                assertThrows(ProblemException.class, () -> exports.export("r", new ExportRequest("onnx", "x", "a&b")));
        assertEquals("/api/v1/runs/r/export?format=onnx&slot=x&model=a%26b Bearer secret", asked.remove());
        assertEquals("slot", refused.problem().path());
        assertEquals("NOT_FOUND", refused.problem().code());
    }
}
