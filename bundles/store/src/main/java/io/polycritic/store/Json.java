package io.polycritic.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** The JSON mappers of the platform's files: bounded in depth and size, duplicate keys refused. */
public final class Json {
    /** The largest document that is read, in characters. */
    public static final int MAX_LENGTH = 1 << 20;

    /** The deepest nesting that is read. */
    public static final int MAX_DEPTH = 32;

    /** The largest document that is read of those that the platform alone writes, in characters. */
    public static final int MAX_OWN_LENGTH = 1 << 26;

    private static final ObjectMapper MAPPER = bounded(MAX_LENGTH);
    private static final ObjectMapper OWN = bounded(MAX_OWN_LENGTH);

    private Json() {}

    private static ObjectMapper bounded(int length) {
        return new ObjectMapper(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxDocumentLength(length)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The mapper; not to be configured further. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Reads files that grow with what was measured, such as reports of studies; not to be configured further. */
    public static ObjectMapper ownMapper() {
        return OWN;
    }

    /** Writes a value as one line, keys of maps in order. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    /** Writes a value for people, keys of maps as they come: the order of a run's slots is part of what it computes. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter()
                            .without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                            .writeValueAsString(value)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }
}
