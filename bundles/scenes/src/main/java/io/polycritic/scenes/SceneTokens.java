package io.polycritic.scenes;

import io.polycritic.critique.NoteGrammar;
import io.polycritic.critique.PathSpace;
import java.util.Arrays;
import java.util.List;

/** The tokens of questions, paths and critiques about scenes. */
public final class SceneTokens {
    /** All tokens by their number. */
    public static final List<String> WORDS = List.of(("begin end at ok wrong"
                    + " c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 c10 c11 c12 c13 c14 c15 res"
                    + " size colour shape absent missed arith ans"
                    + " small large red green blue yellow square disc triangle"
                    + " 0 1 2 3 4 5 6 7 8 9 10 11 12"
                    + " count exist compare left-right above-below sum difference"
                    + " yes no more fewer same left right above below")
            .split(" "));

    /** Comes before the answer. */
    public static final int ANSWER = 28;

    /** The first cell. */
    public static final int CELL = PathSpace.PLACE;

    /** The number 0. */
    public static final int NUMBER = 38;

    /** The greatest number that has a token. */
    public static final int GREATEST = 12;

    /** The place of the derivation behind those of the cells. */
    public static final int RESULT = Scene.CELLS;

    /** Kinds of notes behind those of the attributes: nothing is there. */
    public static final int ABSENT = 3;

    /** Something that is there was not said. */
    public static final int MISSED = 4;

    /** The derivation does not follow from the claims. */
    public static final int ARITH = 5;

    /** What is said of an empty cell: the word of the kind {@link #ABSENT}. */
    public static final int NOTHING = CELL + RESULT + 1 + ABSENT;

    /** The room of a question: its kind, and size, colour and shape of either filter. */
    public static final int QUESTION = 7;

    /** The room of a path. */
    public static final int PATH = 30;

    private static final int SIZE = 29;
    private static final int COLOUR = 31;
    private static final int SHAPE = 35;
    private static final int QUESTION_KIND = 51;
    private static final int YES = 58;
    private static final int MORE = 60;
    private static final int LEFT = 63;
    private static final int MOST_NOTES = 5;
    private static final NoteGrammar NOTES = grammar();

    private SceneTokens() {}

    /** How critiques are written. */
    public static NoteGrammar notes() {
        return NOTES;
    }

    /** What questions, paths and critiques are like. */
    public static PathSpace space() {
        return new PathSpace(WORDS.size(), QUESTION, PATH, NOTES.length());
    }

    private static NoteGrammar grammar() {
        boolean[][] allowed = new boolean[RESULT + 1][ARITH + 1];
        for (int place = 0; place <= RESULT; place++) {
            for (int kind = 0; kind <= ARITH; kind++) {
                allowed[place][kind] = place == RESULT == (kind == ARITH);
            }
        }
        return new NoteGrammar(allowed, MOST_NOTES, Scene.CELLS);
    }

    /** The token of an attribute's value. */
    public static int of(Attribute attribute, int value) {
        return first(attribute) + value;
    }

    /** The value of an attribute that a token says, or -1. */
    public static int value(Attribute attribute, int token) {
        int value = token - first(attribute);
        return value >= 0 && value < attribute.count() ? value : -1;
    }

    private static int first(Attribute attribute) {
        return switch (attribute) {
            case SIZE -> SIZE;
            case COLOUR -> COLOUR;
            case SHAPE -> SHAPE;
        };
    }

    /** The token of a number, 0 to 12; greater ones have that of 12. */
    public static int number(int number) {
        return NUMBER + Math.min(GREATEST, number);
    }

    /** The token of yes or no. */
    static int exists(boolean any) {
        return any ? YES : YES + 1;
    }

    /** The token of more, fewer or same, from the sign of a difference. */
    static int compared(int sign) {
        return sign > 0 ? MORE : sign < 0 ? MORE + 1 : MORE + 2;
    }

    /** The token of left or right, above or below. */
    static int placed(boolean vertical, boolean before) {
        return LEFT + (vertical ? 2 : 0) + (before ? 0 : 1);
    }

    /**
     * The tokens of a question: its kind, then size, colour and shape of f, then those of g, empty where the filter has
     * no condition.
     *
     * @param question the question
     * @return {@link #QUESTION} tokens
     */
    public static int[] write(Question question) {
        int[] tokens = new int[QUESTION];
        Arrays.fill(tokens, PathSpace.NONE);
        tokens[0] = QUESTION_KIND + question.kind().ordinal();
        for (Attribute attribute : Attribute.values()) {
            int at = 1 + attribute.ordinal();
            tokens[at] = wanted(question.f(), attribute);
            if (question.kind().two()) {
                tokens[at + Attribute.values().length] = wanted(question.g(), attribute);
            }
        }
        return tokens;
    }

    private static int wanted(Filter filter, Attribute attribute) {
        int value = filter.value(attribute);
        return value == Filter.ANY ? PathSpace.NONE : of(attribute, value);
    }

    /** Tokens as words. */
    public static String text(int[] tokens) {
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            text.append(text.isEmpty() ? "" : " ").append(token < 0 ? "-" : WORDS.get(token));
        }
        return text.toString();
    }
}
