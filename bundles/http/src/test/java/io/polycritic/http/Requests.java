package io.polycritic.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Requests that the API's description allows, and requests that somebody spoiled: the same ones for the same seed. */
final class Requests {
    private static final int DEEPEST = 5;

    /** They compute a hash of a password, which is slow on purpose. */
    private static final Set<String> HASHING = Set.of("POST /session", "POST /users", "PATCH /users/{user}");

    private static final String[] HOSTILE = {
        "",
        " ",
        "..",
        "../../etc/passwd",
        "\u0000",
        "'",
        "\"",
        "<script>alert(1)</script>",
        "%",
        "${jndi:ldap://x}",
        "NaN",
        "-1",
        "1e400",
        "99999999999999999999",
        "null",
        "true",
        "{}",
        "[]",
        "\ud83d\ude00",
        "x".repeat(5000),
        "a/b",
        "slim-1",
        "critics.safety",
        "v-critic",
        "return",
        "-0",
        "0x10",
        "1_000",
        "\r\nSet-Cookie: a=b",
        "\u202e"
    };
    private static final String[] BODIES = {
        "",
        "{",
        "[]",
        "null",
        "1",
        "\"text\"",
        "{\"a\":1,\"a\":2}",
        "{\"\":{}}",
        "[".repeat(200),
        "{\"a\":".repeat(100),
        "{\"slot\":1e999}",
        "\ufeff{}",
        "{} {}",
        "{\"slot\":\"\\ud800\"}",
        "{\"config\":{\"discount\":\"NaN\"}}"
    };

    private final JsonNode document;
    private final String authorization;
    private final double spared;
    private final Random random;
    private final List<Operation> operations = new ArrayList<>();

    /**
     * A request as it goes over the wire.
     *
     * @param head the lines before the body, with the empty one
     * @param body the body, framed as the head says
     * @param apart whether the body is sent some time after the head
     */
    record Request(String method, String head, byte[] body, boolean apart) {
        @Override
        public String toString() {
            return (head.length() > 600 ? head.substring(0, 600) : head) + new String(body, StandardCharsets.UTF_8);
        }
    }

    private record Operation(String method, String path, JsonNode says) {}

    /**
     * Begins.
     *
     * @param skipped paths that are left alone
     * @param spared how often another request is drawn in the place of one that hashes a password, from 0 to 1
     */
    Requests(JsonNode document, String authorization, List<String> skipped, double spared, long seed) {
        this.spared = spared;
        this.document = document;
        this.authorization = authorization;
        this.random = new Random(seed);
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!skipped.contains(path.getKey())) {
                    operations.add(new Operation(
                            operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()));
                }
            }
        }
    }

    private Operation draw() {
        return operations.get(random.nextInt(operations.size()));
    }

    Request next() {
        Operation drawn = draw();
        Operation operation = HASHING.contains(drawn.method() + " " + drawn.path()) && chance(spared) ? draw() : drawn;
        String method = chance(0.02) ? pick("PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "POST") : operation.method();
        StringBuilder head = new StringBuilder(1024);
        head.append(method).append(' ').append(address(operation)).append(" HTTP/1.1\r\nHost: localhost\r\n");
        if (!chance(0.05)) {
            header(head, "Authorization", chance(0.05) ? "Bearer x" : authorization);
        }
        for (JsonNode parameter : operation.says().path("parameters")) {
            if (parameter.path("in").asText().equals("header") && chance(0.1)) {
                String value = chance(0.5) ? "key-" + random.nextInt(50) : pick(HOSTILE);
                header(head, parameter.path("name").asText(), value);
            }
        }
        JsonNode body = operation.says().path("requestBody").path("content").path("application/json");
        byte[] sent = {};
        if (!body.isMissingNode() || chance(0.1)) {
            header(head, "Content-Type", chance(0.03) ? pick(HOSTILE) + "x" : "application/json");
            sent = body(body);
            if (chance(0.1)) {
                header(head, "Transfer-Encoding", "chunked");
                sent = chunked(sent);
            } else {
                header(head, "Content-Length", Integer.toString(sent.length));
            }
        }
        head.append("\r\n");
        return new Request(method, head.toString(), sent, chance(0.2));
    }

    /** A line of the head; what would end it is left out. */
    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value.replaceAll("[^ -~]", "")).append("\r\n");
    }

    private static byte[] chunked(byte[] body) {
        String begin = body.length == 0 ? "" : Integer.toHexString(body.length) + "\r\n";
        String end = body.length == 0 ? "0\r\n\r\n" : "\r\n0\r\n\r\n";
        byte[] all =
                Arrays.copyOf(begin.getBytes(StandardCharsets.US_ASCII), begin.length() + body.length + end.length());
        System.arraycopy(body, 0, all, begin.length(), body.length);
        System.arraycopy(end.getBytes(StandardCharsets.US_ASCII), 0, all, begin.length() + body.length, end.length());
        return all;
    }

    private String address(Operation operation) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.says().path("parameters")) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                String given = parameter.has("example") && !chance(0.3)
                        ? parameter.path("example").asText()
                        : pick(HOSTILE);
                path = path.replace("{" + name + "}", encoded(given));
            } else if (parameter.path("in").asText().equals("header")) {
                continue;
            } else if (parameter.path("required").asBoolean() ? !chance(0.1) : chance(0.5)) {
                String given = chance(0.3)
                        ? pick(HOSTILE)
                        : value(parameter.path("schema"), 0).asText();
                query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append('=')
                        .append(encoded(given));
            }
        }
        if (chance(0.03)) {
            query.append(query.isEmpty() ? "?" : "&").append("unknown=1");
        }
        return "/api/v1" + path + query;
    }

    private static String encoded(String text) {
        return Router.segment(text);
    }

    private byte[] body(JsonNode described) {
        if (chance(0.1)) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            return noise;
        }
        if (chance(0.1) || described.isMissingNode()) {
            return pick(BODIES).getBytes(StandardCharsets.UTF_8);
        }
        JsonNode body = described.has("example") && chance(0.5)
                ? described.path("example").deepCopy()
                : value(described.path("schema"), 0);
        if (body instanceof ObjectNode object && !object.isEmpty() && chance(0.6)) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            object.set(names.get(random.nextInt(names.size())), spoiled());
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A value that a schema allows, most of the time. */
    private JsonNode value(JsonNode schema, int depth) {
        if (chance(0.05) || depth > DEEPEST) {
            return spoiled();
        }
        if (schema.has("$ref")) {
            return value(document.at(schema.path("$ref").asText().substring(1)), depth);
        }
        if (schema.has("anyOf")) {
            return value(
                    schema.path("anyOf").get(random.nextInt(schema.path("anyOf").size())), depth);
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "string" -> Client.MAPPER.getNodeFactory().textNode(pick(HOSTILE));
            case "boolean" -> Client.MAPPER.getNodeFactory().booleanNode(random.nextBoolean());
            case "integer" -> Client.MAPPER.getNodeFactory().numberNode(random.nextInt(20) - 2);
            case "number" -> Client.MAPPER.getNodeFactory().numberNode(random.nextGaussian());
            case "array" -> list(schema, depth);
            case "object" -> object(schema, depth);
            default -> Client.MAPPER.getNodeFactory().nullNode();
        };
    }

    private ArrayNode list(JsonNode schema, int depth) {
        ArrayNode list = Client.MAPPER.createArrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(value(schema.path("items"), depth + 1));
        }
        return list;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = Client.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (chance(0.6)) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            object.set(pick(HOSTILE), value(schema.path("additionalProperties"), depth + 1));
        }
        return object;
    }

    private JsonNode spoiled() {
        return switch (random.nextInt(6)) {
            case 0 -> Client.MAPPER.getNodeFactory().nullNode();
            case 1 -> Client.MAPPER.getNodeFactory().numberNode(random.nextLong());
            case 2 -> Client.MAPPER.createArrayNode().add(pick(HOSTILE));
            case 3 -> Client.MAPPER.createObjectNode().put(pick(HOSTILE), 1);
            case 4 -> Client.MAPPER.getNodeFactory().numberNode(Math.pow(10, 400 * random.nextDouble() - 100));
            default -> Client.MAPPER.getNodeFactory().textNode(pick(HOSTILE));
        };
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}
