package io.polycritic.plugins.evaluators.language;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.language.TextPolicy;
import java.util.List;

/** KL(pi, mu) of whole responses: the mean of log(pi(y|x) / mu(y|x)) over responses of the policy, one to a prompt. */
final class DivergenceEvaluator implements StatelessEvaluator {
    private final HeldOutPosts posts;
    private final TextPolicy reference;

    DivergenceEvaluator(HeldOutPosts posts, String reference) {
        this.posts = posts;
        this.reference = posts.policy("reference", reference);
    }

    @Override
    public Wiring wiring() {
        return posts.wiring().build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        Batch texts = posts.read(subject);
        TextPolicy policy = posts.learner(subject);
        float[] responses = posts.responses(policy, texts, 1, "policy");
        double[] ratios = posts.ratios(policy, reference, texts, responses);
        return List.of(new Measure("divergence", "nats", Measure.Better.LOWER, ratios));
    }
}
