package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads a stream of server-sent events whose data is JSON on one line.
 *
 * @param <T> what an event holds
 */
final class EventLines<T> {
    /** The first event of a stream only says that it is open. */
    private static final String GREETING = "hello";

    private final Class<T> type;
    private final Consumer<T> listener;
    private String event = "";

    EventLines(Class<T> type, Consumer<T> listener) {
        this.type = type;
        this.listener = listener;
    }

    void read(Stream<String> lines) {
        lines.forEach(this::line);
    }

    private void line(String line) {
        if (line.startsWith("event: ")) {
            event = line.substring("event: ".length());
        } else if (line.startsWith("data: ") && !event.equals(GREETING)) {
            try {
                listener.accept(Json.MAPPER.readValue(line.substring("data: ".length()), type));
            } catch (JsonProcessingException e) {
                System.getLogger(EventLines.class.getName())
                        .log(System.Logger.Level.WARNING, "an event is not understood: " + line, e);
            }
        }
    }
}
