package io.polycritic.plugins.learners.critique;

import io.polycritic.critique.PathSpace;
import io.polycritic.vlm.Written;

/** What a vision-language model is taught. */
public enum Lesson {
    /** What lies in each cell of a picture; the encoder learns it alone. */
    ATTRIBUTES(Written.PATH, ""),
    /** To write right paths. */
    PATH(Written.PATH, PathSpace.REFERENCE),
    /** To write critiques of paths. */
    CRITIQUE(Written.CRITIQUE, PathSpace.CRITIQUE);

    private final Written written;
    private final String field;

    Lesson(Written written, String field) {
        this.written = written;
        this.field = field;
    }

    Written written() {
        return written;
    }

    /** The field that holds what is to be written. */
    String field() {
        return field;
    }
}
