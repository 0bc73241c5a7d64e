package io.polycritic.scenes;

/**
 * Which objects a question asks for.
 *
 * @param size a value, or {@link #ANY}
 * @param colour a value, or {@link #ANY}
 * @param shape a value, or {@link #ANY}
 */
public record Filter(int size, int colour, int shape) {
    /** No condition. */
    public static final int ANY = -1;

    /** The value that an attribute must have, or {@link #ANY}. */
    public int value(Attribute attribute) {
        return switch (attribute) {
            case SIZE -> size;
            case COLOUR -> colour;
            case SHAPE -> shape;
        };
    }

    /** Whether an object is asked for. */
    public boolean matches(Claim claim) {
        for (Attribute attribute : Attribute.values()) {
            int wanted = value(attribute);
            if (wanted != ANY && wanted != claim.value(attribute)) {
                return false;
            }
        }
        return true;
    }
}
