package io.polycritic.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.control.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The API's description (OpenAPI 3.1), made of its routes. */
final class OpenApi {
    private static final String JSON = "application/json";

    /** Values of the variables of paths, for people to see what they look like. */
    private static final Map<String, String> EXAMPLES = Map.of(
            "run", "slim-1",
            "ticket", "2",
            "kind", "critic",
            "id", "v-critic",
            "study", "slim",
            "plot", "intervals",
            "user", "ada",
            "recipe", "slim");

    /**
     * An error, as a problem document (RFC 9457).
     *
     * @param title the status in words
     * @param status the HTTP status
     * @param code whose fault it is
     * @param path where in the request, the run spec or the run
     * @param message what is wrong, and what is allowed
     */
    record ProblemDocument(String title, int status, String code, String path, String message) {}

    private final Schemas schemas = new Schemas();
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private OpenApi() {}

    /** The document of all routes. */
    static ObjectNode of(List<Router.Route> routes, String version) {
        OpenApi api = new OpenApi();
        api.document.put("openapi", "3.1.0");
        api.document
                .putObject("info")
                .put("title", "Polycritic")
                .put("version", version)
                .put(
                        "description",
                        "Runs, their parts and swaps, studies, plugins and accounts of a Polycritic server.");
        api.document.putArray("servers").addObject().put("url", ApiServlet.ROOT);
        ObjectNode paths = api.document.putObject("paths");
        for (Router.Route route : routes) {
            paths.withObjectProperty(route.path()).set(route.method().toLowerCase(Locale.ROOT), api.operation(route));
        }
        api.problem();
        api.document.withObject("/components").set("schemas", api.schemas.all());
        api.security();
        return api.document;
    }

    private void problem() {
        ObjectNode answer = document.withObject("/components/responses/Problem");
        answer.put("description", "The request is refused, or it failed.");
        answer.putObject("content")
                .putObject("application/problem+json")
                .set("schema", schemas.of(ProblemDocument.class));
    }

    private void security() {
        ObjectNode schemes = document.withObject("/components/securitySchemes");
        schemes.putObject("token").put("type", "http").put("scheme", "bearer");
        schemes.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "polycritic-<port>")
                .put("description", "Changes by a session also carry its token against forgery in a header.");
    }

    private ObjectNode operation(Router.Route route) {
        Operation says = route.operation();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("tags")
                .add(route.segments().isEmpty() ? "api" : route.segments().get(0));
        node.put("operationId", id(route));
        node.put("summary", says.summary());
        ArrayNode parameters = node.putArray("parameters");
        for (String name : route.variables()) {
            ObjectNode variable = parameter(parameters, name, "path", true);
            variable.putObject("schema").put("type", "string");
            if (EXAMPLES.containsKey(name)) {
                variable.put("example", EXAMPLES.get(name));
            }
        }
        for (Parameter parameter : says.query()) {
            parameter(parameters, parameter.name(), "query", parameter.required())
                    .put("description", parameter.description())
                    .set("schema", parameter.schema());
        }
        headers(parameters, route);
        if (says.media() != null) {
            ObjectNode body = node.putObject("requestBody").put("required", true);
            ObjectNode content = body.putObject("content").putObject(says.media());
            content.set("schema", bytesOr(says.body()));
            if (says.example() != null) {
                content.set("example", Json.object(says.example()));
            }
        }
        answer(node.putObject("responses"), says.answer(), route.method().equals("GET"));
        guard(node, route.role());
        return node;
    }

    /** What makes a change happen once, or only if nobody else has changed the same thing. */
    private static void headers(ArrayNode parameters, Router.Route route) {
        if (route.method().equals("GET")) {
            if (JSON.equals(route.operation().answer().media())) {
                header(parameters, EntityTags.IF_NONE_MATCH, "An entity tag: what has it is not sent again (304).");
            }
            return;
        }
        if (route.role() != null) {
            String once =
                    "A key of the client's: sent again with it, a request is answered as the first time (422 if it"
                            + " is another request).";
            header(parameters, Idempotency.HEADER, once);
        }
        if (Preconditions.applies(route)) {
            header(parameters, EntityTags.IF_MATCH, "An entity tag: what has been changed since is left alone (412).");
        }
    }

    private static void header(ArrayNode parameters, String name, String description) {
        parameter(parameters, name, "header", false)
                .put("description", description)
                .putObject("schema")
                .put("type", "string");
    }

    private static ObjectNode parameter(ArrayNode parameters, String name, String in, boolean required) {
        return parameters.addObject().put("name", name).put("in", in).put("required", required);
    }

    private void answer(ObjectNode responses, Operation.Answer gives, boolean read) {
        ObjectNode success = responses.putObject(String.valueOf(gives.status()));
        success.put("description", gives.status() == 201 ? "It was made." : "It was done.");
        if (gives.media() != null) {
            ObjectNode content = success.putObject("content").putObject(gives.media());
            content.set("schema", JSON.equals(gives.media()) ? counted(gives) : bytesOr(null));
        }
        if (JSON.equals(gives.media())) {
            success.putObject("headers").putObject("ETag").putObject("schema").put("type", "string");
            if (read) {
                responses.putObject("304").put("description", "The reader has it already.");
            }
        }
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
    }

    private ObjectNode bytesOr(Class<?> type) {
        return type == null ? JsonNodeFactory.instance.objectNode() : schemas.of(type);
    }

    private ObjectNode counted(Operation.Answer gives) {
        ObjectNode one = schemas.of(gives.type());
        if (gives.number() == Operation.Number.ONE) {
            return one;
        }
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = list.putObject("properties");
        properties.putObject("items").put("type", "array").set("items", one);
        ArrayNode required = list.putArray("required").add("items");
        if (gives.number() == Operation.Number.PAGE) {
            ArrayNode next = properties.putObject("next").putArray("anyOf");
            next.addObject().put("type", "string");
            next.addObject().put("type", "null");
            required.add("next");
            properties.putObject("total").put("type", "integer");
        }
        return list;
    }

    private static void guard(ObjectNode node, Role role) {
        ArrayNode security = node.putArray("security");
        if (role != null) {
            node.put("x-role", role.name());
            security.addObject().putArray("token");
            security.addObject().putArray("session");
        }
    }

    /** GET /runs/{run}/swaps: get-runs-run-swaps. */
    private static String id(Router.Route route) {
        return (route.method().toLowerCase(Locale.ROOT) + route.path())
                .replaceAll("[{}]", "")
                .replaceAll("/$", "")
                .replace('/', '-');
    }
}
