package io.polycritic.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads and writes JSON. Reading is strict: no unknown or repeated names, no text where a number belongs, at most
 * {@value #MAX_BYTES} bytes, {@value #MAX_DEPTH} levels. Numbers that are not finite are written as the texts
 * {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}: a loss that became infinite is worth knowing, null would
 * hide it.
 */
final class Json {
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .maxStringLength(MAX_BYTES)
                            .maxNumberLength(100)
                            .maxNameLength(1000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Json() {}

    /**
     * The bytes of a value as JSON.
     *
     * @throws IllegalStateException if it has no JSON form
     */
    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form: " + e.getOriginalMessage(), e);
        }
    }

    /** A value as JSON text. */
    static String text(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /**
     * Reads a JSON object.
     *
     * @param text the document
     * @return the object
     * @throws HttpProblem if it is no JSON object
     */
    static ObjectNode object(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw HttpProblem.user("", "the body must be a JSON object");
        } catch (JsonProcessingException e) {
            throw JsonFaults.explain(e);
        }
    }

    /** The members of a JSON object that this server has written. */
    static Map<String, Object> map(String text) {
        return MAPPER.convertValue(object(text), new TypeReference<Map<String, Object>>() {});
    }

    /**
     * Makes a record of a JSON object.
     *
     * @param node the object
     * @param type the record
     * @return the record
     * @throws HttpProblem if a member is unknown or of the wrong type
     */
    static <T> T convert(ObjectNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw JsonFaults.explain(e);
        }
    }
}
