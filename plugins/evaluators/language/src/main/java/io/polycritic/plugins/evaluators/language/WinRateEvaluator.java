package io.polycritic.plugins.evaluators.language;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Measure.Better;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Shape;
import io.polycritic.language.HiddenJudge;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSpace;
import io.polycritic.preference.PreferenceModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a policy with an opponent, one response each to a prompt. Measures have a sample for each prompt: whether
 * the policy's is preferred (1/2 where the judge is undecided), how likely it is, and the regularised preference (Munos
 * et al., "Nash learning from human feedback", 2024, section 4) P(y &gt; y') - tau log(pi(y) / mu(y)) + tau log(pi'(y')
 * / mu(y')), whose mean estimates P - tau KL(pi, mu) + tau KL(pi', mu).
 */
final class WinRateEvaluator implements StatelessEvaluator {
    private final HeldOutPosts posts;
    private final Match match;
    private final TextPolicy opponent;
    private final TextPolicy reference;

    /** What the settings say; the judge by its slot, the others by their runs. */
    record Match(
            String judge,
            String opponent,
            String reference,
            double tau,
            double temperature,
            double opponentTemperature) {}

    WinRateEvaluator(HeldOutPosts posts, Match match) {
        this.posts = posts;
        this.match = match;
        this.opponent = match.opponent.isEmpty() ? null : posts.policy("opponent", match.opponent);
        this.reference = match.reference.isEmpty() ? null : posts.policy("reference", match.reference);
    }

    @Override
    public Wiring wiring() {
        return posts.wiring().calls(match.judge, PreferenceModel.class, 1).build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        Batch texts = posts.read(subject);
        TextPolicy policy = posts.learner(subject);
        float[] own = posts.responses(policy, texts, match.temperature, "policy");
        float[] others = opponent == null
                ? texts.numbers(TextSpace.RESPONSE).clone()
                : posts.responses(opponent, texts, match.opponentTemperature, "opponent");
        PreferenceModel judge = posts.part(subject, match.judge, PreferenceModel.class);
        double[] chances = chances(judge, texts, own, others);
        double[] wins = new double[chances.length];
        for (int row = 0; row < wins.length; row++) {
            wins[row] = chances[row] == 0.5 ? 0.5 : chances[row] > 0.5 ? 1 : 0;
        }
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("winRate", "", Better.HIGHER, wins));
        measures.add(new Measure("preference", "", Better.HIGHER, chances));
        if (reference != null) {
            measures.add(
                    new Measure("regularised", "", Better.HIGHER, regularised(policy, texts, own, others, chances)));
        }
        if (judge instanceof HiddenJudge hidden) {
            System.arraycopy(own, 0, texts.numbers(TextSpace.RESPONSE), 0, own.length);
            measures.addAll(hidden.measures(texts));
        }
        return measures;
    }

    private double[] regularised(TextPolicy policy, Batch texts, float[] own, float[] others, double[] chances) {
        double[] mine = posts.ratios(policy, reference, texts, own);
        double[] theirs = posts.ratios(opponent, reference, texts, others);
        double[] values = new double[chances.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = chances[row] - match.tau * (mine[row] - theirs[row]);
        }
        return values;
    }

    /** P(own > other) of each prompt. */
    private static double[] chances(PreferenceModel judge, Batch texts, float[] own, float[] others) {
        int rows = texts.rows();
        TextSpace space = HeldOutPosts.space(texts);
        Batch sets = new Batch(Shape.of(rows, 2));
        float[] prompts = sets.put(space.promptField());
        float[] responses = sets.put(space.responseField());
        int p = space.prompt();
        int r = space.response();
        for (int row = 0; row < rows; row++) {
            System.arraycopy(texts.numbers(TextSpace.PROMPT), row * p, prompts, 2 * row * p, p);
            System.arraycopy(texts.numbers(TextSpace.PROMPT), row * p, prompts, (2 * row + 1) * p, p);
            System.arraycopy(own, row * r, responses, 2 * row * r, r);
            System.arraycopy(others, row * r, responses, (2 * row + 1) * r, r);
        }
        float[] probabilities = new float[4 * rows];
        judge.probabilities(sets, probabilities);
        double[] chances = new double[rows];
        for (int row = 0; row < rows; row++) {
            chances[row] = probabilities[4 * row + 1];
        }
        return chances;
    }
}
