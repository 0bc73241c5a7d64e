package io.polycritic.plugins.evaluators.language;

import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.language.PromptStream;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSampler;
import io.polycritic.language.TextScorer;
import io.polycritic.language.TextSpace;
import io.polycritic.nn.TokenChoice;

/**
 * Prompts that are kept apart, and what policies say to them.
 *
 * @param context the evaluator's view of its run
 * @param slot the stream's slot
 * @param from the number of the first prompt
 * @param count how many prompts
 */
record HeldOutPosts(PartContext context, String slot, long from, int count) {
    private static final String LEARNER = "learner";

    Wiring.Builder wiring() {
        return Wiring.builder().calls(slot, PromptStream.class, 1).calls(LEARNER, TextPolicy.class, 1);
    }

    /** The prompts, and what was written about them. */
    Batch read(Subject subject) {
        Batch batch = new Batch(Shape.of(count));
        part(subject, slot, PromptStream.class).heldOut(from, batch);
        return batch;
    }

    TextPolicy learner(Subject subject) {
        return part(subject, LEARNER, TextPolicy.class);
    }

    <T extends Part> T part(Subject subject, String path, Class<T> role) {
        return subject.part(path, role)
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.USER, path, "is no " + role.getSimpleName() + ", which the evaluator needs"));
    }

    /** The policy of another run. */
    TextPolicy policy(String key, String run) {
        return context.frozen(run)
                .part(LEARNER, TextPolicy.class)
                .orElseThrow(() -> new InvalidConfigException(key, "the run " + run + " has no text policy"));
    }

    static TextSpace space(Batch posts) {
        return new TextSpace(
                (int) posts.spec(TextSpace.PROMPT).high() + 1,
                posts.spec(TextSpace.PROMPT).width(),
                posts.spec(TextSpace.RESPONSE).width());
    }

    /** What a policy says; each evaluation draws the same numbers. */
    float[] responses(TextPolicy policy, Batch posts, double temperature, String stream) {
        float[] responses = new float[posts.numbers(TextSpace.RESPONSE).length];
        RandomStream random = context.random(stream);
        long[] start = random.state();
        try (TextSampler sampler =
                policy.sampler(context.compute(), posts.rows(), space(posts), new TokenChoice(temperature, 0, 1))) {
            sampler.sample(posts.numbers(TextSpace.PROMPT), responses, random);
        } finally {
            random.restore(start);
        }
        return responses;
    }

    /** log pi(y|x) of each response. */
    float[] logs(TextPolicy policy, Batch posts, float[] responses) {
        float[] each = new float[responses.length];
        float[] sums = new float[posts.rows()];
        try (TextScorer scorer = policy.scorer(context.compute(), posts.rows(), space(posts))) {
            scorer.score(posts.numbers(TextSpace.PROMPT), responses, each);
        }
        TextScorer.sums(each, sums);
        return sums;
    }

    /** log pi(y|x) / mu(y|x) of each response. */
    double[] ratios(TextPolicy policy, TextPolicy reference, Batch posts, float[] responses) {
        float[] own = logs(policy, posts, responses);
        float[] theirs = logs(reference, posts, responses);
        double[] ratios = new double[own.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) own[i] - theirs[i];
        }
        return ratios;
    }
}
