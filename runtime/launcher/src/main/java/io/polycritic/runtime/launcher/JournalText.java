package io.polycritic.runtime.launcher;

import io.polycritic.api.control.JournalEntry;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a journal entry says, on one line. */
final class JournalText {
    private static final int MOST_LETTERS = 100;

    private JournalText() {}

    static String of(JournalEntry entry) {
        Map<String, Object> data = entry.data();
        return brief(
                switch (entry.type()) {
                    case "swap" -> {
                        Object plugin = data.get("plugin");
                        yield ticket(data) + (plugin == null || plugin.equals("") ? "nothing" : plugin) + ", "
                                + within(data, "how", "mode");
                    }
                    case "set" -> ticket(data) + within(data, "how", "setting") + "=" + within(data, "how", "value");
                    case "park" -> text(data.get("slot")) + ": " + within(data, "problem", "message");
                    case "ticket", "rollback" -> record(data);
                    default ->
                        data.entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(", "));
                });
    }

    private static String ticket(Map<String, Object> data) {
        return "ticket " + text(data.get("ticket")) + ", " + text(data.get("slot")) + ": ";
    }

    private static String record(Map<String, Object> data) {
        String why =
                data.get("record") instanceof Map<?, ?> record && record.get("problem") instanceof Map<?, ?> problem
                        ? ": " + text(problem.get("message"))
                        : "";
        return "ticket " + within(data, "record", "id") + ", " + within(data, "record", "slot") + " is "
                + within(data, "record", "state") + why;
    }

    private static String within(Map<String, Object> data, String object, String key) {
        return data.get(object) instanceof Map<?, ?> inner ? text(inner.get(key)) : "?";
    }

    private static String text(Object value) {
        return Objects.requireNonNullElse(value, "?").toString();
    }

    /** What fits on a line; {@code --json} prints all of it. */
    static String brief(String text) {
        String line = text.replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= MOST_LETTERS ? line : line.substring(0, MOST_LETTERS) + " ...";
    }
}
