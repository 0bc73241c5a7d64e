package io.polycritic.plugins.critics.surrogate;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;

/**
 * Predicts a score of candidates from their features. Learning forgets what was learned before: a batch to learn from
 * has all measured candidates. The state is what it was fitted to; a fit is a function of that.
 */
final class Surrogate implements ScoringCritic {
    private final Choosing choosing;
    private final PartContext context;
    private double[] features = {};
    private double[] targets = {};
    private Choosing.Fitted fitted;

    Surrogate(Choosing choosing, PartContext context) {
        this.choosing = choosing;
        this.context = context;
    }

    /** Features are not declared, because their number is that of the search's space, which no part knows before. */
    @Override
    public Wiring wiring() {
        return Wiring.builder().offers(scores()).build();
    }

    private FieldSpec scores() {
        return FieldSpec.numbers(Fields.scores(context.name()));
    }

    @Override
    public void score(Batch batch) {
        if (fitted == null) {
            throw new PolycriticException(ErrorCode.USER, context.path(), "has not learned from any candidate yet");
        }
        float[] from = batch.numbers(Fields.FEATURES);
        float[] into = batch.put(scores());
        int width = batch.spec(Fields.FEATURES).width();
        if (width * targets.length != features.length) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    context.path(),
                    "has learned from candidates of " + features.length / targets.length + " features, found " + width);
        }
        double[] row = new double[width];
        for (int i = 0; i < into.length; i++) {
            for (int j = 0; j < width; j++) {
                row[j] = from[i * width + j];
            }
            into[i] = (float) fitted.model().predict(row);
        }
    }

    @Override
    public void learn(Batch batch) {
        features = doubles(batch.numbers(Fields.FEATURES));
        targets = doubles(batch.numbers(Fields.returns(context.name())));
        fit();
        context.metrics().record("error", fitted.error());
        context.metrics().record("tau", fitted.tau());
        context.metrics().record("supportVectors", fitted.method() instanceof SupportVectors ? 1 : 0);
    }

    private static double[] doubles(float[] numbers) {
        double[] copy = new double[numbers.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = numbers[i];
        }
        return copy;
    }

    private void fit() {
        int width = features.length / targets.length;
        double[][] rows = new double[targets.length][width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(features, i * width, rows[i], 0, width);
        }
        fitted = choosing.fit(rows, targets);
    }

    @Override
    public void save(StateWriter out) {
        out.put("features", features);
        out.put("targets", targets);
    }

    @Override
    public void load(StateReader in) {
        features = in.doubles("features").orElse(features);
        targets = in.doubles("targets").orElse(targets);
        if (targets.length > 0) {
            fit();
        }
    }
}
