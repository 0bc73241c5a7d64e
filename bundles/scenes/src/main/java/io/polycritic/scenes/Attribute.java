package io.polycritic.scenes;

/** What an object is like, besides where it is. */
public enum Attribute {
    /** Small (4 pixels) or large (7 pixels). */
    SIZE(2),
    /** Red, green, blue or yellow. */
    COLOUR(4),
    /** Square, disc or triangle. */
    SHAPE(3);

    private final int count;

    Attribute(int count) {
        this.count = count;
    }

    /** How many values it has. */
    public int count() {
        return count;
    }
}
