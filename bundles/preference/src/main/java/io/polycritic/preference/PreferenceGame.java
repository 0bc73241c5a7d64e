package io.polycritic.preference;

import io.polycritic.api.environment.DataStream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A stream of prompts to each of which the same number of responses is possible, with known preferences between them.
 * Rows have the field {@link Comparisons#PROMPT}, the number of a prompt.
 */
@ConsumerType
public interface PreferenceGame extends DataStream {
    /** The field of a batch of leading axes [m] that says whom responses shall be preferred to: [n] probabilities. */
    String OPPONENT = "opponent";

    /** Counts the prompts, m. */
    int prompts();

    /** Counts the responses, n. */
    int responses();

    /** P of a prompt's responses; the same in each copy of a run. */
    PreferenceMatrix preferences(int prompt);

    /** The reference policy mu of a prompt, [n], none of them 0; the same in each copy of a run. */
    double[] reference(int prompt);
}
