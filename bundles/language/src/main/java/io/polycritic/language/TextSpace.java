package io.polycritic.language;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.InputScale;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Shape;

/**
 * What prompts and responses of an environment are like.
 *
 * @param vocabulary V
 * @param prompt P
 * @param response R, its stop token included
 */
public record TextSpace(int vocabulary, int prompt, int response) {
    /** What stands behind the end of a shorter text. Models never say it. */
    public static final int PAD = 0;

    /** The first token of a prompt. */
    public static final int BEGIN = 1;

    /** The last token of a prompt, where it has one. */
    public static final int SEPARATOR = 2;

    /** The token that ends a response. */
    public static final int END = 3;

    /** The field of prompts: [P]. */
    public static final String PROMPT = "prompt";

    /** The field of responses, or of those that are to be learned: [R]. */
    public static final String RESPONSE = "response";

    /** The field of what somebody wrote about the prompts that a policy has answered: [R]. */
    public static final String WRITTEN = "written";

    /** The field of what each token of a response earns: [R]. */
    public static final String TOKEN_REWARDS = "tokenRewards";

    /**
     * The texts of an environment.
     *
     * @param space fields that an environment yields
     * @return its texts
     * @throws InvalidConfigException if it has no prompts or responses
     */
    public static TextSpace of(Space space) {
        if (!space.has(PROMPT) || !space.has(RESPONSE)) {
            throw new InvalidConfigException(
                    "environment",
                    "yields " + space.fields().stream().map(FieldSpec::name).toList() + "; needed are the fields '"
                            + PROMPT + "' and '" + RESPONSE + "'");
        }
        FieldSpec prompt = space.field(PROMPT);
        return new TextSpace(
                (int) prompt.high() + 1, prompt.width(), space.field(RESPONSE).width());
    }

    /**
     * The field of what a critic of tokens says of each token of a response against what was to be expected: [R].
     *
     * @param name the critic's slot
     * @return {@code tokenAdvantages.<name>}
     */
    public static String tokenAdvantages(String name) {
        return "tokenAdvantages." + name;
    }

    /**
     * The field of what is earned from each token of a response on, as a critic of tokens estimates it: [R].
     *
     * @param name the critic's slot
     * @return {@code tokenReturns.<name>}
     */
    public static String tokenReturns(String name) {
        return "tokenReturns." + name;
    }

    /** The longest text, P + R. */
    public int length() {
        return prompt + response;
    }

    /** The field of prompts. */
    public FieldSpec promptField() {
        return tokens(PROMPT, prompt);
    }

    /** The field of responses. */
    public FieldSpec responseField() {
        return tokens(RESPONSE, response);
    }

    /** A field of so many tokens. */
    public FieldSpec tokens(String name, int length) {
        return new FieldSpec(name, FieldType.CATEGORY, Shape.of(length), 0, vocabulary - 1, "", InputScale.NONE);
    }

    /**
     * Counts the tokens of a text before its padding.
     *
     * @param texts texts in rows
     * @param at the index of the first token
     * @param width the length of a row
     * @return 0 .. width
     */
    public static int length(float[] texts, int at, int width) {
        int length = 0;
        while (length < width && texts[at + length] != PAD) {
            length++;
        }
        return length;
    }
}
