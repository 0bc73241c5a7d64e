package io.polycritic.api.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which runs are exported for other tools. */
public enum ExportFormat {
    /** Metrics: a header, then one number a line. */
    CSV("text/csv; charset=utf-8"),
    /** Metrics: one JSON object a line, one number in each. */
    JSONL("application/jsonl"),
    /** Metrics and the run's spec as an event file of TensorBoard. */
    TENSORBOARD("application/octet-stream"),
    /** A learned function as an ONNX model. */
    ONNX("application/octet-stream"),
    /** A run spec by itself, as {@link RunControl#spec} has it. */
    SPEC("application/json");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * What HTTP calls it.
     *
     * @return the media type
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * What people call it.
     *
     * @return the name in small letters
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a format.
     *
     * @param word what people call it
     * @return the format, if there is one of that name
     */
    public static Optional<ExportFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /**
     * Lists the formats.
     *
     * @return the words
     */
    public static List<String> words() {
        return Arrays.stream(values()).map(ExportFormat::word).toList();
    }
}
