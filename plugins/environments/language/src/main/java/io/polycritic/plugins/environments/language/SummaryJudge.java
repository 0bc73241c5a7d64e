package io.polycritic.plugins.environments.language;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.language.HiddenJudge;
import io.polycritic.language.TextSpace;
import io.polycritic.preference.Judge;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Compares summaries by their quality q and the number of their facts n: the log-odds of the first one are (q - q') /
 * temperature + c sin(2 pi (n - n') / 3). By the second term one fact more is preferred and two more are not, so that
 * three summaries of equal quality can go round in a circle.
 */
final class SummaryJudge implements HiddenJudge {
    private static final int CYCLE = 3;

    private final double temperature;
    private final double cyclic;
    private long passes;

    SummaryJudge(double temperature, double cyclic) {
        this.temperature = temperature;
        this.cyclic = cyclic;
    }

    @Override
    public List<Measure> measures(Batch responses) {
        Quality[] read = read(responses);
        return List.of(
                measure(QUALITY, "", Measure.Better.HIGHER, read, Quality::score),
                measure("coverage", "", Measure.Better.HIGHER, read, Quality::coverage),
                measure("correctness", "", Measure.Better.HIGHER, read, Quality::correctness),
                measure("brevity", "", Measure.Better.HIGHER, read, Quality::brevity),
                measure("order", "", Measure.Better.HIGHER, read, quality -> quality.ordered() ? 1 : 0),
                measure("form", "", Measure.Better.HIGHER, read, Quality::form),
                measure("facts", "facts", Measure.Better.NEITHER, read, Quality::facts),
                measure("wrong", "facts", Measure.Better.LOWER, read, Quality::wrong),
                measure("needless", "facts", Measure.Better.LOWER, read, Quality::needless),
                measure("duplicates", "facts", Measure.Better.LOWER, read, Quality::duplicates));
    }

    private static Measure measure(
            String name, String unit, Measure.Better better, Quality[] read, ToDoubleFunction<Quality> number) {
        double[] samples = new double[read.length];
        for (int row = 0; row < read.length; row++) {
            samples[row] = number.applyAsDouble(read[row]);
        }
        return new Measure(name, unit, better, samples);
    }

    private Quality[] read(Batch batch) {
        int p = batch.spec(TextSpace.PROMPT).width();
        int r = batch.spec(TextSpace.RESPONSE).width();
        float[] prompts = batch.numbers(TextSpace.PROMPT);
        float[] responses = batch.numbers(TextSpace.RESPONSE);
        Quality[] read = new Quality[batch.rows()];
        for (int row = 0; row < read.length; row++) {
            Post post = Post.read(prompts, row * p, TextSpace.length(prompts, row * p, p));
            read[row] = Quality.of(post, responses, row * r, r);
        }
        passes += read.length;
        return read;
    }

    private double logit(Quality first, Quality second) {
        int more = first.facts() - second.facts();
        return (first.score() - second.score()) / temperature + cyclic * Math.sin(2 * Math.PI * more / CYCLE);
    }

    @Override
    public void scores(Batch sets, float[] scores) {
        Quality[] read = read(sets);
        int k = sets.leading().length(1);
        for (int i = 0; i < read.length; i++) {
            int set = i / k * k;
            for (int j = 0; j < k; j++) {
                scores[i * k + j] = (float) logit(read[i], read[set + j]);
            }
        }
    }

    @Override
    public void probabilities(Batch sets, float[] probabilities) {
        scores(sets, probabilities);
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) Judge.OF_LOG_ODDS.probability(probabilities[i]);
        }
    }

    @Override
    public long passes() {
        return passes;
    }

    @Override
    public void score(Batch batch) {
        // It offers no reward.
    }

    @Override
    public void learn(Batch batch) {
        // It knows all that it needs.
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // It has no state.
    }

    @Override
    public void load(StateReader in) {
        // It has no state.
    }
}
