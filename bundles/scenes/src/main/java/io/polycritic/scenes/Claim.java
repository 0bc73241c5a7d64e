package io.polycritic.scenes;

/**
 * That an object of some size, colour and shape lies in a cell.
 *
 * @param cell 0 .. 15
 * @param size 0 small, 1 large
 * @param colour 0 red, 1 green, 2 blue, 3 yellow
 * @param shape 0 square, 1 disc, 2 triangle
 */
public record Claim(int cell, int size, int colour, int shape) {
    /** The value of an attribute. */
    public int value(Attribute attribute) {
        return switch (attribute) {
            case SIZE -> size;
            case COLOUR -> colour;
            case SHAPE -> shape;
        };
    }

    /** The same claim with another value of an attribute. */
    public Claim with(Attribute attribute, int value) {
        return switch (attribute) {
            case SIZE -> new Claim(cell, value, colour, shape);
            case COLOUR -> new Claim(cell, size, value, shape);
            case SHAPE -> new Claim(cell, size, colour, value);
        };
    }
}
