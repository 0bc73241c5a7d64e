package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part's settings as a person writes them on the command line. */
final class PartSettings {
    private static final String OPTION = "--config";
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private PartSettings() {}

    /**
     * Reads settings; of two values of one key the later counts.
     *
     * @param words each {@code key=value}, a JSON object, or the path of a file that holds one
     */
    static Map<String, Object> read(List<String> words) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (word.strip().startsWith("{")) {
                settings.putAll(object(word));
            } else if (equals > 0) {
                settings.put(word.substring(0, equals).strip(), value(word.substring(equals + 1)));
            } else {
                settings.putAll(object(file(word)));
            }
        }
        return settings;
    }

    private static Map<String, Object> object(String json) {
        try {
            return Json.MAPPER.readValue(json, OBJECT);
        } catch (JsonProcessingException e) {
            throw Failure.usage(OPTION, "is no JSON object: " + e.getOriginalMessage());
        }
    }

    /** Numbers, truth values and lists are what JSON takes them for; anything else is text. */
    static Object value(String text) {
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private static String file(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw Failure.usage(
                    OPTION, "'" + path + "' is neither key=value nor a JSON object nor a file that can be read");
        }
    }
}
