package io.polycritic.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends requests to the server under test. */
final class Client {
    static final JsonMapper MAPPER = new JsonMapper();
    static final String PASSWORD = "a long secret word";

    final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    Client(URI base, Path data) throws IOException {
        this.base = base;
        token = Files.readString(data.resolve("token")).strip();
    }

    String authorization() {
        return "Bearer " + token;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).header("Authorization", authorization()).GET());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return change("POST", path, body);
    }

    /** Makes a user, and a token of the role for it. */
    String token(String user, String role) throws Exception {
        post(
                "/api/v1/users",
                "{\"name\":\"" + user + "\",\"role\":\"" + role + "\",\"password\":\"" + PASSWORD + "\"}");
        HttpResponse<String> made =
                post("/api/v1/tokens", "{\"name\":\"test\",\"role\":\"" + role + "\",\"owner\":\"" + user + "\"}");
        return json(made).path("secret").asText();
    }

    /** Sends a change with token and content type. */
    HttpResponse<String> change(String method, String path, String body) throws Exception {
        return send(request(path)
                .header("Authorization", authorization())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return MAPPER.readTree(response.body());
    }
}
