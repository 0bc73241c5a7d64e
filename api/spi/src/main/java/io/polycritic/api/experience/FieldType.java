package io.polycritic.api.experience;

/** What a field's entries are. */
public enum FieldType {
    /** 32-bit floats. */
    NUMBER,
    /** Whole numbers from 0 to a field's {@code high}: classes, discrete actions, endings. */
    CATEGORY,
    /** Text. */
    TEXT
}
