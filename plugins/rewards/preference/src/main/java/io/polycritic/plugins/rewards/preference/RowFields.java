package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.FeatureEncoder;
import io.polycritic.preference.ResponseEncoder;

/**
 * The fields of comparisons of the run's environment.
 *
 * @param prompt the prompt, or null where there is none
 * @param response a response in a set
 */
record RowFields(FieldSpec prompt, FieldSpec response) {
    /**
     * Reads them.
     *
     * @param prompted whether there must be a prompt, as the setting {@code promptScale} says
     */
    static RowFields of(PartContext context, boolean prompted) {
        Space rows = context.environment().observation();
        if (prompted && !rows.has(Comparisons.PROMPT)) {
            throw new InvalidConfigException(
                    "promptScale",
                    "needs the field 'prompt', which the environment's comparisons do not have; they have "
                            + rows.fields().stream().map(FieldSpec::name).toList());
        }
        try {
            return new RowFields(Comparisons.prompt(rows).orElse(null), Comparisons.response(rows));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(
                    "environment", "a reward model of comparisons learns from a stream of them: " + e.getMessage());
        }
    }

    /** What reads such rows, one response or two together: a network of features, or a model of tokens. */
    ResponseEncoder encoder(int responses, int[] hidden, boolean scaled, TokenStart tokens) {
        if (response.type() == FieldType.CATEGORY) {
            return tokens.encoder(this, responses);
        }
        if (response.type() != FieldType.NUMBER) {
            throw new InvalidConfigException(
                    "environment", "responses are " + response.type() + ", allowed are numbers and tokens");
        }
        if (hidden.length == 0) {
            throw new InvalidConfigException("hidden", "found no layer, allowed is at least one");
        }
        return new FeatureEncoder(prompt == null ? 0 : prompt.width(), response.width(), responses, hidden, scaled);
    }

    FieldSpec first() {
        return response(Comparisons.FIRST);
    }

    FieldSpec second() {
        return response(Comparisons.SECOND);
    }

    private FieldSpec response(String name) {
        return new FieldSpec(
                name,
                response.type(),
                response.shape(),
                response.low(),
                response.high(),
                response.unit(),
                response.scale());
    }

    /** The prompt as an input of a program of so many rows, or null. */
    Node promptInput(int rows) {
        return prompt == null ? null : input(prompt, Comparisons.PROMPT, rows);
    }

    /** A response as an input of a program of so many rows. */
    Node responseInput(String name, int rows) {
        return input(response, name, rows);
    }

    private static Node input(FieldSpec field, String name, int rows) {
        return Graphs.input(name, rows, field.width());
    }
}
