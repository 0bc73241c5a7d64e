package io.polycritic.preference;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import java.util.Optional;

/**
 * The names of the fields of comparisons and of sets of responses. A prompt and a response are numbers (features) or
 * categories (tokens), whatever the environment has; the fields of one run have the same type and shape wherever they
 * occur.
 */
public final class Comparisons {
    /** What is responded to: [c]. Absent where there is nothing to respond to. */
    public static final String PROMPT = "prompt";

    /** The first response of a comparison: [d]. */
    public static final String FIRST = "first";

    /** The second response of a comparison: [d]. */
    public static final String SECOND = "second";

    /** The label: 1 if the first response is preferred, 0 if the second is; a share of judges in between. */
    public static final String PREFERRED = "preferred";

    /** A response of a set, in a batch of leading axes [G, K]: [d]. */
    public static final String RESPONSE = "response";

    private Comparisons() {}

    /**
     * The rows of a stream of comparisons.
     *
     * @param prompt the prompt, of any name; null where there is none
     * @param response a response, of any name
     * @return the fields prompt, first, second and preferred
     */
    public static Space rows(FieldSpec prompt, FieldSpec response) {
        FieldSpec preferred = FieldSpec.numbers(PREFERRED).within(0, 1);
        FieldSpec first = named(response, FIRST);
        FieldSpec second = named(response, SECOND);
        return prompt == null
                ? Space.of(first, second, preferred)
                : Space.of(named(prompt, PROMPT), first, second, preferred);
    }

    /**
     * The prompt's field in the rows of a stream.
     *
     * @param rows the stream's observations
     * @return the field, or nothing
     */
    public static Optional<FieldSpec> prompt(Space rows) {
        return rows.has(PROMPT) ? Optional.of(rows.field(PROMPT)) : Optional.empty();
    }

    /**
     * The field of a response in a set, as the rows of a stream of comparisons have it.
     *
     * @param rows the stream's observations
     * @return the field {@value #RESPONSE}
     * @throws IllegalArgumentException if the rows have no field {@value #FIRST}, naming those that exist
     */
    public static FieldSpec response(Space rows) {
        return named(rows.field(FIRST), RESPONSE);
    }

    private static FieldSpec named(FieldSpec field, String name) {
        return new FieldSpec(name, field.type(), field.shape(), field.low(), field.high(), field.unit(), field.scale());
    }
}
