package io.polycritic.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A query parameter, as the API's description has it.
 *
 * @param name its name
 * @param required whether it must be given
 * @param schema what it may be, a JSON Schema
 * @param description what it is for
 */
record Parameter(String name, boolean required, ObjectNode schema, String description) {
    static Parameter text(String name, String description) {
        return new Parameter(name, false, type("string"), description);
    }

    static Parameter flag(String name, String description) {
        return new Parameter(name, false, type("boolean"), description);
    }

    static Parameter integer(String name, int least, int greatest, String description) {
        ObjectNode schema = type("integer").put("minimum", least).put("maximum", greatest);
        return new Parameter(name, false, schema, description);
    }

    static Parameter choice(String name, List<String> allowed, String description) {
        ObjectNode schema = type("string");
        allowed.forEach(schema.putArray("enum")::add);
        return new Parameter(name, false, schema, description);
    }

    /** The same parameter, without which the request is refused. */
    Parameter needed() {
        return new Parameter(name, true, schema, description);
    }

    private static ObjectNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("type", name);
    }
}
