package io.polycritic.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes answers: JSON, or RFC 9457 problem documents with the members {@code code}, {@code path}, {@code message}. */
final class Replies {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    private Replies() {}

    /** Sends an answer; what the reader has already, by its entity tag, is not sent again. */
    static void send(HttpServletRequest request, HttpServletResponse response, Reply reply) throws IOException {
        if (reply.location() != null) {
            response.setHeader("Location", reply.location());
        }
        if (reply.body() == null) {
            response.setStatus(reply.status());
            return;
        }
        byte[] bytes = Json.bytes(reply.body());
        boolean now = !response.containsHeader(Idempotency.REPLAYED); // an earlier answer says nothing of today's tag
        boolean whole = reply.status() == HttpServletResponse.SC_OK || reply.status() == HttpServletResponse.SC_CREATED;
        if (now && whole) {
            String tag = EntityTags.of(reply.body(), bytes);
            response.setHeader("ETag", tag);
            boolean reads = Audit.READS.contains(request.getMethod());
            if (reads && EntityTags.isKnown(request.getHeader(EntityTags.IF_NONE_MATCH), tag)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        write(response, reply.status(), "application/json", bytes);
    }

    static void problem(HttpServletResponse response, HttpProblem thrown) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", TITLES.getOrDefault(thrown.status(), "Error"));
        body.put("status", thrown.status());
        body.put("code", thrown.problem().code());
        body.put("path", thrown.problem().path());
        body.put("message", thrown.problem().message());
        if (thrown.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"polycritic\"");
        }
        if (thrown.status() == 429) {
            response.setHeader("Retry-After", "30");
        }
        write(response, thrown.status(), "application/problem+json", Json.bytes(body));
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] bytes) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
