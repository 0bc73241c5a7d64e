package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Requests to the REST interface of the process that serves the data folder. */
final class Rest {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** A swap waits for a safe point, and an update may be long. */
    private static final Duration ANSWER = Duration.ofMinutes(5);

    private static final int LONGEST_PROBLEM = 1 << 16;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String root;
    private final String token;

    Rest(int port, String token) {
        this.root = "http://127.0.0.1:" + port + "/api/v1";
        this.token = token;
    }

    <T> T get(String path, Class<T> type) {
        return send("GET", path, null, type);
    }

    /** Reads what is no JSON, such as a picture. */
    String text(String path) {
        return accepted(exchange(request(path).GET())).body();
    }

    /** Reads a list to its end, part by part. */
    <T> List<T> list(String path, Class<T> type) {
        List<T> all = new ArrayList<>();
        parts(path, items -> all.addAll(items(items, type)));
        return all;
    }

    /** Reads a list whose parts go back in time; the oldest comes first. */
    <T> List<T> history(String path, Class<T> type) {
        List<T> all = new ArrayList<>();
        parts(path, items -> all.addAll(0, items(items, type)));
        return all;
    }

    private void parts(String path, Consumer<JsonNode> taker) {
        String next = "";
        do {
            String cursor = next.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + "cursor=" + next;
            JsonNode part = send("GET", path + cursor, null, JsonNode.class);
            taker.accept(part.path("items"));
            next = part.path("next").asText("");
        } while (!next.isEmpty() && !next.equals("null"));
    }

    <T> List<T> items(JsonNode items, Class<T> type) {
        JavaType list = Json.MAPPER.getTypeFactory().constructCollectionType(List.class, type);
        return Json.MAPPER.convertValue(items, list);
    }

    <T> T post(String path, Object body, Class<T> type) {
        return send("POST", path, body, type);
    }

    <T> T put(String path, Object body, Class<T> type) {
        return send("PUT", path, body, type);
    }

    <T> T patch(String path, Object body, Class<T> type) {
        return send("PATCH", path, body, type);
    }

    <T> T delete(String path, Class<T> type) {
        return send("DELETE", path, null, type);
    }

    /** Sends the bytes of a jar. */
    <T> T upload(String path, InputStream jar, Class<T> type) {
        return read(
                path,
                exchange(request(path)
                        .header("Content-Type", "application/java-archive")
                        .expectContinue(true)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> jar))),
                type);
    }

    /** Begins to read a file; the caller closes its stream. */
    HttpResponse<InputStream> download(String path) {
        HttpResponse<InputStream> response = exchange(request(path).GET(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() < 400) {
            return response;
        }
        try (InputStream body = response.body()) {
            String text = new String(body.readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8);
            throw new ProblemException(problem(response, text));
        } catch (IOException e) {
            throw Failure.resource(root, "does not answer: " + Diagnosis.reason(e), e);
        }
    }

    /** Hands on server-sent events as they come, on a thread of its own, until closed or until the other side ends. */
    <T> AutoCloseable events(String path, Class<T> type, Consumer<T> listener) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Authorization", "Bearer " + token)
                .build();
        CompletableFuture<Void> stream = client.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                .thenAccept(response -> {
                    try (Stream<String> lines = response.body()) {
                        new EventLines<>(type, listener).read(lines);
                    }
                });
        return () -> stream.cancel(true);
    }

    /** Text as one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> T send(String method, String path, Object body, Class<T> type) {
        HttpRequest.Builder request = request(path);
        try {
            if (body == null) {
                request.method(method, HttpRequest.BodyPublishers.noBody());
            } else {
                String text = body instanceof String given ? given : Json.MAPPER.writeValueAsString(body);
                request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(text));
            }
        } catch (JsonProcessingException e) {
            throw Failure.of(e);
        }
        return read(path, exchange(request), type);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> accepted(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new ProblemException(problem(response, response.body()));
        }
        return response;
    }

    private <T> T read(String path, HttpResponse<String> response, Class<T> type) {
        try {
            return Json.MAPPER.readValue(accepted(response).body(), type);
        } catch (JsonProcessingException e) {
            throw Failure.resource(root + path, "answers with something that is not understood: " + e.getMessage(), e);
        }
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        return exchange(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (IOException e) {
            throw Failure.resource(root, "does not answer: " + Diagnosis.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.resource(root, "interrupted", e);
        }
    }

    /** An answer that is no problem document, as from something else on that port, becomes one. */
    private static Problem problem(HttpResponse<?> response, String body) {
        try {
            Problem problem = Json.MAPPER.readValue(body, Problem.class);
            if (problem != null && problem.code() != null && problem.message() != null) {
                return problem;
            }
        } catch (JsonProcessingException e) {
            System.getLogger(Rest.class.getName()).log(System.Logger.Level.DEBUG, "no problem document", e);
        }
        return new Problem("INTERNAL", response.uri().toString(), "answers with status " + response.statusCode());
    }
}
