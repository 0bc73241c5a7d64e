package io.polycritic.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what is wrong with a JSON document in words of the document, without names of Java classes. */
final class JsonFaults {
    private static final Map<Class<?>, String> WORDS = Map.of(
            Integer.class, "an integer",
            Long.class, "an integer",
            long.class, "an integer",
            Double.class, "a number",
            double.class, "a number",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            String.class, "a text");

    private JsonFaults() {}

    static HttpProblem explain(JsonProcessingException fault) {
        if (fault instanceof StreamConstraintsException) {
            String limits = "it may have " + Json.MAX_BYTES + " bytes and " + Json.MAX_DEPTH + " levels";
            return HttpProblem.user("", "the JSON document is too large or too deep: " + limits);
        }
        if (fault instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            return unknown(path(unknown), unknown.getPropertyName(), known);
        }
        if (fault instanceof MismatchedInputException mismatch) {
            String path = path(mismatch);
            return HttpProblem.user(path, "must be " + word(mismatch.getTargetType()));
        }
        JsonLocation at = fault.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return HttpProblem.user("", "no valid JSON" + where + ": " + firstLine(fault.getOriginalMessage()));
    }

    private static String word(Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : WORDS.getOrDefault(type, "an object");
    }

    static HttpProblem unknown(String path, String name, Collection<String> known) {
        String near = nearest(name, known);
        String hint = near == null ? "" : "did you mean '" + near + "'? ";
        String allowed = known.isEmpty() ? "nothing is allowed here" : "allowed: " + String.join(", ", known);
        return HttpProblem.user(path, "'" + name + "' is unknown; " + hint + allowed);
    }

    /** The known name with the fewest edits, or null if none is near. */
    static String nearest(String name, Collection<String> known) {
        String best = null;
        int least = Math.max(2, name.length() / 2) + 1;
        for (String candidate : known) {
            int edits = edits(name, candidate);
            if (edits < least) {
                least = edits;
                best = candidate;
            }
        }
        return best;
    }

    /** Levenshtein's distance, by rows. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static String path(JsonMappingException fault) {
        return fault.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
