package io.polycritic.runtime.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The process that serves a data folder: it records what it is asked and answers what it was told to. */
final class FakeServer implements AutoCloseable {
    private static final String ROOT = "/api/v1";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Deque<byte[]>> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ServerFile file;

    FakeServer(Path data) throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve("token"), "secret");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        file = new ServerFile(data.resolve("server.json"));
        file.write(server.getAddress().getPort());
    }

    /** Tells it what to answer, in order; the last answer is given again and again. Bytes are sent as they are. */
    FakeServer on(String request, Object... results) throws IOException {
        Deque<byte[]> queue = new ArrayDeque<>();
        for (Object result : results) {
            Object body = result instanceof List<?> items ? Map.of("items", items) : result;
            queue.add(body instanceof byte[] raw ? raw : Json.MAPPER.writeValueAsBytes(body));
        }
        answers.put(request, queue);
        return this;
    }

    /** Method, path and body of the requests, as far as they change something. */
    List<String> changes() {
        synchronized (asked) {
            return asked.stream().filter(request -> !request.startsWith("GET")).toList();
        }
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().substring(ROOT.length());
        asked.add((request + " " + body).strip());
        Deque<byte[]> queue = answers.get(request);
        byte[] answer = queue == null
                ? ("{\"code\": \"NOT_FOUND\", \"path\": \"\", \"message\": \"no answer to " + request + "\"}")
                        .getBytes(StandardCharsets.UTF_8)
                : queue.size() > 1 ? queue.remove() : queue.element();
        exchange.sendResponseHeaders(queue == null ? 404 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        file.delete();
    }
}
