package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.Pooling;
import io.polycritic.language.TextEncoder;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSpace;
import io.polycritic.language.TinyLm;
import io.polycritic.nn.SequenceModel;
import io.polycritic.preference.ResponseEncoder;

/**
 * How a model of tokens begins: with the form and the values of the model of another run's policy.
 *
 * @param context the part's view of its run
 * @param run the other run's id
 * @param pooling which tokens of a response count
 */
record TokenStart(PartContext context, String run, Pooling pooling) {
    /** Reads one response, or several behind one another, for which the context may be longer than the policy's. */
    ResponseEncoder encoder(RowFields fields, int responses) {
        if (run.isEmpty()) {
            throw new InvalidConfigException(
                    "run", "is required where responses are tokens: the run of a policy whose model it begins with");
        }
        LanguageModel start = context.frozen(run)
                .part("learner", TextPolicy.class)
                .orElseThrow(() -> new InvalidConfigException("run", "the run " + run + " has no text policy"))
                .languageModel();
        int vocabulary = (int) fields.response().high() + 1;
        if (vocabulary != start.model().vocabulary()) {
            throw new InvalidConfigException(
                    "run",
                    "the reward model expects a vocabulary of " + start.model().vocabulary()
                            + ", the environment provides " + vocabulary);
        }
        int prompt = fields.prompt() == null ? 0 : fields.prompt().width();
        int length = prompt + responses * fields.response().width();
        int longest = Math.max(length, start.model().context());
        TinyLm form = TinyLm.like(start.model()).reading(longest);
        SequenceModel model = form.model(new TextSpace(vocabulary, prompt, length - prompt));
        return new TextEncoder(model, pooling, start);
    }
}
