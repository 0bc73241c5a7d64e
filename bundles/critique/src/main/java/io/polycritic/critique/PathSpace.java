package io.polycritic.critique;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.InputScale;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Shape;
import java.util.Arrays;

/**
 * What questions, paths and critiques of a world are like.
 *
 * @param vocabulary V, how many tokens there are
 * @param question Q, the room of a question
 * @param path P, the room of a path, its ends not included
 * @param critique N, the room of a critique, its ends included
 */
public record PathSpace(int vocabulary, int question, int path, int critique) {
    /** Begins a path or a critique. */
    public static final int BEGIN = 0;

    /** Ends a path or a critique. */
    public static final int END = 1;

    /** Begins a note. */
    public static final int AT = 2;

    /** Says that nothing is wrong. */
    public static final int OK = 3;

    /** Says that something is wrong, and not what. */
    public static final int WRONG = 4;

    /** The first place of notes; the others follow. Where there are pictures, places begin with their cells. */
    public static final int PLACE = 5;

    /** The question: [Q]. */
    public static final String QUESTION = "question";

    /** A right path: [P]. */
    public static final String REFERENCE = "reference";

    /** The path that is judged or was tried last: [P], empty if there is none. */
    public static final String PATH = "path";

    /** The critique that names exactly what is wrong with the path: [N]. */
    public static final String ERRORS = "errors";

    /** A critique of the path that somebody wrote: [N], empty if there is none. */
    public static final String CRITIQUE = "critique";

    /** A critique of the path that is judged: [N]. */
    public static final String RESPONSE = "response";

    /** What stands where no token is. */
    public static final int NONE = -1;

    /**
     * The space of an environment.
     *
     * @param rows fields that an environment yields
     * @return its space
     * @throws InvalidConfigException if it has no such fields
     */
    public static PathSpace of(Space rows) {
        if (!rows.has(QUESTION) || !rows.has(REFERENCE) || !rows.has(CRITIQUE)) {
            throw new InvalidConfigException(
                    "environment",
                    "yields " + rows.fields().stream().map(FieldSpec::name).toList() + "; needed are the fields '"
                            + QUESTION + "', '" + REFERENCE + "' and '" + CRITIQUE + "'");
        }
        FieldSpec question = rows.field(QUESTION);
        return new PathSpace(
                (int) question.high() + 1,
                question.width(),
                rows.field(REFERENCE).width(),
                rows.field(CRITIQUE).width());
    }

    /** A field of tokens. */
    public FieldSpec tokens(String name, int length) {
        return new FieldSpec(name, FieldType.CATEGORY, Shape.of(length), NONE, vocabulary - 1.0, "", InputScale.NONE);
    }

    /** A field of paths. */
    public FieldSpec paths(String name) {
        return tokens(name, path);
    }

    /** A field of critiques. */
    public FieldSpec critiques(String name) {
        return tokens(name, critique);
    }

    /**
     * Writes tokens into a row of a field, and empties what is left of it.
     *
     * @param tokens the tokens, cut where they are longer than the row
     * @param into the field's numbers
     * @param row which row
     * @param length the row's length
     */
    public static void write(int[] tokens, float[] into, int row, int length) {
        int count = Math.min(length, tokens.length);
        for (int i = 0; i < count; i++) {
            into[row * length + i] = tokens[i];
        }
        Arrays.fill(into, row * length + count, (row + 1) * length, NONE);
    }

    /**
     * Reads the tokens of a row up to the first empty place.
     *
     * @param from the field's numbers
     * @param row which row
     * @param length the row's length
     * @return the tokens
     */
    public static int[] read(float[] from, int row, int length) {
        int count = 0;
        while (count < length && from[row * length + count] >= 0) {
            count++;
        }
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++) {
            tokens[i] = (int) from[row * length + i];
        }
        return tokens;
    }

    /**
     * A text with its ends, as critiques are kept: what a model wrote behind {@link #BEGIN}.
     *
     * @param tokens what was written, with {@link #END} if it came
     * @return the same behind the token that begins it
     */
    public static int[] begun(int[] tokens) {
        int[] all = new int[tokens.length + 1];
        all[0] = BEGIN;
        System.arraycopy(tokens, 0, all, 1, tokens.length);
        return all;
    }

    /**
     * A path without its ends, as paths are kept: what a model wrote behind {@link #BEGIN}.
     *
     * @param tokens what was written, with {@link #END} if it came
     * @return what stands before the end, cut to the room that paths have
     */
    public int[] ended(int[] tokens) {
        int length = 0;
        while (length < tokens.length && length < path && tokens[length] != END) {
            length++;
        }
        return Arrays.copyOf(tokens, length);
    }
}
