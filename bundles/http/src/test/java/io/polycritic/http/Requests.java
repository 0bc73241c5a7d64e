package io.polycritic.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Requests that the API's description allows, and requests that somebody spoiled: the same ones for the same seed. */
final class Requests {
    private static final int DEEPEST = 5;
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
    private final URI base;
    private final String authorization;
    private final Random random;
    private final List<Operation> operations = new ArrayList<>();

    private record Operation(String method, String path, JsonNode says) {}

    /** @param skipped paths that are left alone */
    Requests(JsonNode document, URI base, String authorization, List<String> skipped, long seed) {
        this.document = document;
        this.base = base;
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

    HttpRequest next() {
        Operation operation = operations.get(random.nextInt(operations.size()));
        HttpRequest.Builder request = HttpRequest.newBuilder(address(operation));
        if (!chance(0.05)) {
            request.header("Authorization", chance(0.05) ? "Bearer x" : authorization);
        }
        for (JsonNode parameter : operation.says().path("parameters")) {
            if (parameter.path("in").asText().equals("header") && chance(0.1)) {
                String value = pick(HOSTILE).replaceAll("[^ -~]", "");
                request.header(parameter.path("name").asText(), chance(0.5) ? "key-" + random.nextInt(50) : value);
            }
        }
        JsonNode body = operation.says().path("requestBody").path("content").path("application/json");
        HttpRequest.BodyPublisher sent = HttpRequest.BodyPublishers.noBody();
        if (!body.isMissingNode() || chance(0.1)) {
            request.header(
                    "Content-Type", chance(0.03) ? pick(HOSTILE).replaceAll("[^ -~]", "") + "x" : "application/json");
            sent = HttpRequest.BodyPublishers.ofByteArray(body(body));
        }
        String method = chance(0.02) ? pick("PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "POST") : operation.method();
        return request.method(method, sent).build();
    }

    private URI address(Operation operation) {
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
        return base.resolve("/api/v1" + path + query);
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
