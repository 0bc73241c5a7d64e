package io.polycritic.vlm;

import io.polycritic.critique.PathSpace;

/** What a vision-language model writes, and what stands in the slots of its prompt. */
public enum Written {
    /** A path, from the question, the path before and its critique. */
    PATH,
    /** A critique, from the question and the path. */
    CRITIQUE;

    /** The fields of the prompt in the order of their slots. */
    public String[] prompt() {
        return this == PATH
                ? new String[] {PathSpace.QUESTION, PathSpace.PATH, PathSpace.CRITIQUE}
                : new String[] {PathSpace.QUESTION, PathSpace.PATH};
    }

    /** The room of a field's slot. */
    static int room(PathSpace space, String field) {
        return switch (field) {
            case PathSpace.QUESTION -> space.question();
            case PathSpace.PATH -> space.path();
            default -> space.critique();
        };
    }

    /** The room of the prompt: P. */
    public int promptLength(PathSpace space) {
        int length = 0;
        for (String field : prompt()) {
            length += room(space, field);
        }
        return length;
    }

    /** The room of what is written, its ends included: G. */
    public int length(PathSpace space) {
        return this == PATH ? space.path() + 2 : space.critique();
    }
}
