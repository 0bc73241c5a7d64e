package io.polycritic.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of {@code polycritic serve --headless} on a free port, and requests to it. */
final class Served implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Command command;
    private final Path data;
    private final URI root;

    private Served(Command command, Path data, URI root) {
        this.command = command;
        this.data = data;
        this.root = root;
    }

    /** Starts a server and returns when it is ready. */
    static Served start(TestFolder folder, Path data, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("serve", "--headless"));
        words.addAll(List.of(more));
        return serve(folder, data, words);
    }

    /** Starts a server that has the console's pages. */
    static Served withPages(TestFolder folder, Path data) throws Exception {
        return serve(folder, data, new ArrayList<>(List.of("serve")));
    }

    private static Served serve(TestFolder folder, Path data, List<String> words) throws Exception {
        words.addAll(List.of("--port", "0", "--json", "--data", data.toString()));
        Command command = Command.start(folder, words.toArray(String[]::new));
        try {
            Poll.until("the server says where it is", () -> !command.out().isBlank(), command::toString);
            Poll.until("all of it", () -> command.out().strip().endsWith("}"), command::toString);
            URI root =
                    URI.create(Specs.MAPPER.readTree(command.out()).path("url").textValue());
            Served served = new Served(command, data, root);
            Poll.until("it is ready", () -> served.status("health/ready") == 200, command::toString);
            return served;
        } catch (Exception | AssertionError e) {
            command.close();
            throw e;
        }
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What a scraper gets. */
    String metrics() {
        try {
            HttpResponse<String> answer = authorized("metrics");
            return answer.statusCode() == 200 ? answer.body() : "status " + answer.statusCode();
        } catch (Exception e) {
            return e.toString();
        }
    }

    HttpResponse<String> authorized(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Authorization", "Bearer " + token())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    URI address(String path) {
        return root.resolve(path);
    }

    String token() throws IOException {
        return Files.readString(data.resolve("token")).strip();
    }

    int status(String path) {
        try {
            return get(path).statusCode();
        } catch (Exception e) {
            return -1;
        }
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonNode run(String run) {
        try {
            return Specs.MAPPER.readTree(authorized("api/v1/runs/" + run).body());
        } catch (Exception e) {
            throw new AssertionError(command.toString(), e);
        }
    }

    /** Begins a run of a spec. */
    void begin(JsonNode spec, String run) throws Exception {
        HttpResponse<String> answer = post(
                "api/v1/runs",
                Specs.MAPPER
                        .createObjectNode()
                        .put("run", run)
                        .set("spec", spec)
                        .toString());
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.body());
        }
    }

    boolean isRunning(String run) {
        return "RUNNING".equals(run(run).path("state").textValue());
    }

    void awaitUpdate(String run, long update) throws Exception {
        Poll.until(
                run + " at update " + update,
                () -> run(run).path("updates").longValue() >= update,
                () -> run(run) + "\n" + command);
    }

    /** Waits for the end of a run's budget; returns its hash. */
    String done(String run) throws Exception {
        Poll.until(
                run + " is done",
                () -> "DONE".equals(run(run).path("state").textValue()),
                () -> run(run) + "\n" + command);
        return run(run).path("parameterHash").textValue();
    }

    int port() {
        return root.getPort();
    }

    Command command() {
        return command;
    }

    @Override
    public void close() {
        command.close();
    }
}
