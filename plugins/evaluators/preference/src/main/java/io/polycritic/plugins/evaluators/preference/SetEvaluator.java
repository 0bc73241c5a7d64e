package io.polycritic.plugins.evaluators.preference;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Measure.Better;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.preference.ComparisonStream;
import io.polycritic.preference.PreferenceModel;
import java.util.Arrays;
import java.util.List;

/** Measures what a preference model does with one set of responses that were kept apart. */
final class SetEvaluator implements StatelessEvaluator {
    private final HeldOut heldOut;
    private final int responses;
    private final What what;

    /** What is measured. */
    @FunctionalInterface
    interface What {
        Measure of(PreferenceModel model, Batch set);
    }

    SetEvaluator(HeldOut heldOut, int responses, What what) {
        this.heldOut = heldOut;
        this.responses = responses;
        this.what = what;
    }

    @Override
    public Wiring wiring() {
        return heldOut.wiring();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        ComparisonStream stream = heldOut.stream(subject);
        int[] items = new int[Math.min(responses, stream.items(Split.TEST))];
        Arrays.setAll(items, i -> i);
        Batch set = HeldOut.set(stream, HeldOut.read(stream, items));
        return List.of(what.of(heldOut.model(subject), set));
    }

    /** max |s(i, j) + s(j, i)|. */
    static Measure skewness(PreferenceModel model, Batch set) {
        int n = set.rows();
        float[] scores = new float[n * n];
        model.scores(set, scores);
        double worst = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                worst = Math.max(worst, Math.abs((double) scores[i * n + j] + scores[j * n + i]));
            }
        }
        return new Measure("error", "", Better.LOWER, worst);
    }

    /** Passes of the model's network, as the model counts them. */
    static Measure queries(PreferenceModel model, Batch set) {
        long before = model.passes();
        model.scores(set, new float[set.rows() * set.rows()]);
        return new Measure("passes", "", Better.LOWER, model.passes() - before);
    }
}
