package io.polycritic.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON Schemas of the records that the API reads and writes, each once under its name. A component that is no primitive
 * may be null or left out. Numbers with a fraction may be the texts {@code "NaN"}, {@code "Infinity"} and
 * {@code "-Infinity"}.
 */
final class Schemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> known = new TreeMap<>();
    private final Map<String, Class<?>> types = new TreeMap<>();

    /** The schemas of all records that were asked for and of those in them, by name. */
    ObjectNode all() {
        ObjectNode all = NODES.objectNode();
        known.forEach(all::set);
        return all;
    }

    /** The schema of a type, for records a reference to it. */
    ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isArray()) {
            return typed("array").set("items", of(plain.getComponentType()));
        }
        if (plain.isEnum()) {
            ObjectNode schema = typed("string");
            for (Object constant : plain.getEnumConstants()) {
                schema.withArray("enum").add(((Enum<?>) constant).name());
            }
            return schema;
        }
        return simple(plain);
    }

    private static ObjectNode simple(Class<?> type) {
        if (type == Object.class) {
            return NODES.objectNode();
        }
        if (type == String.class) {
            return typed("string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return typed("integer");
        }
        if (type == double.class || type == Double.class) {
            ObjectNode schema = NODES.objectNode();
            ArrayNode either = schema.putArray("anyOf");
            either.add(typed("number"));
            either.addObject().putArray("enum").add("NaN").add("Infinity").add("-Infinity");
            return schema;
        }
        throw new IllegalStateException("the API's description knows no schema of " + type);
    }

    private ObjectNode generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            return typed("array").set("items", of(arguments[0]));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return typed("object").set("additionalProperties", of(arguments[1]));
        }
        throw new IllegalStateException("the API's description knows no schema of " + type);
    }

    private ObjectNode record(Class<?> type) {
        String name = type.getSimpleName();
        Class<?> named = types.putIfAbsent(name, type);
        if (named != null && named != type) {
            throw new IllegalStateException("the API's description has one name for " + named + " and " + type);
        }
        if (!known.containsKey(name)) {
            ObjectNode schema = typed("object");
            known.put(name, schema); // before its components, which may contain it
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = NODES.arrayNode();
            for (RecordComponent component : type.getRecordComponents()) {
                boolean primitive = component.getType().isPrimitive();
                ObjectNode own = of(component.getGenericType());
                properties.set(component.getName(), primitive ? own : orNull(own));
                if (primitive) {
                    required.add(component.getName());
                }
            }
            if (!required.isEmpty()) {
                schema.set("required", required);
            }
            schema.put("additionalProperties", false);
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(schema).add(typed("null"));
        return either;
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }
}
