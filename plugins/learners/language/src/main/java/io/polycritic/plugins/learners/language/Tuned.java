package io.polycritic.plugins.learners.language;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSpace;
import io.polycritic.language.TinyLm;

/**
 * A model that begins as a copy of another run's policy and is to stay near it.
 *
 * @param space what the texts of the run's environment are like
 * @param model the copy, which learns
 * @param reference the other run's policy, which does not
 */
record Tuned(TextSpace space, LanguageModel model, TextPolicy reference) {
    /** Takes the policy of a run. */
    static Tuned of(PartContext context, String run) {
        TextPolicy reference = context.frozen(run)
                .part("learner", TextPolicy.class)
                .orElseThrow(() -> new InvalidConfigException("run", "the run " + run + " has no text policy"));
        TextSpace space = TextSpace.of(context.environment().observation());
        return new Tuned(space, copy(context, reference, space, "policy"), reference);
    }

    /** Another copy of the reference, in a vector of its own. */
    LanguageModel copy(PartContext context, String vector) {
        return copy(context, reference, space, vector);
    }

    private static LanguageModel copy(PartContext context, TextPolicy reference, TextSpace space, String vector) {
        LanguageModel theirs = reference.languageModel();
        LanguageModel copy = TinyLm.like(theirs.model()).create(vector, space, context.random("initial"));
        copy.copyFrom(theirs);
        return copy;
    }
}
