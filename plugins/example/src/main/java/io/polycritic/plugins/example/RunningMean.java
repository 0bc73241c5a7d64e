package io.polycritic.plugins.example;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;

/** The part of {@link ExampleBaseline}. */
final class RunningMean implements ScoringCritic {
    private final PartContext context;
    private final double discount;
    private final double rate;
    private final double[] mean = new double[1];

    RunningMean(PartContext context, double discount, double rate) {
        this.context = context;
        this.discount = discount;
        this.rate = rate;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(FieldSpec.category(Fields.ENDING, Ending.values().length))
                .needs(FieldSpec.numbers(Fields.rewards(context.name())))
                .offers(FieldSpec.numbers(Fields.advantages(context.name())))
                .offers(FieldSpec.numbers(Fields.returns(context.name())))
                .build();
    }

    /** Row t * L + l is step t of lane l; what follows a cut is worth the mean. */
    @Override
    public void score(Batch batch) {
        float[] rewards = batch.numbers(Fields.rewards(context.name()));
        float[] returns = batch.put(FieldSpec.numbers(Fields.returns(context.name())));
        float[] advantages = batch.put(FieldSpec.numbers(Fields.advantages(context.name())));
        int lanes = batch.leading().length(-1);
        for (int row = batch.rows() - 1; row >= 0; row--) {
            Ending ending = Ending.values()[(int) batch.numbers(Fields.ENDING)[row]];
            boolean cut = ending == Ending.TRUNCATED || row + lanes >= batch.rows();
            double next = ending == Ending.TERMINATED ? 0 : cut ? mean[0] : returns[row + lanes];
            returns[row] = (float) (rewards[row] + discount * next);
            advantages[row] = (float) (returns[row] - mean[0]);
        }
    }

    @Override
    public void learn(Batch batch) {
        double sum = 0;
        for (float value : batch.numbers(Fields.returns(context.name()))) {
            sum += value;
        }
        mean[0] += rate * (sum / batch.rows() - mean[0]);
        context.metrics().record("mean", mean[0]);
    }

    @Override
    public void save(StateWriter out) {
        out.put("mean", mean);
    }

    @Override
    public void load(StateReader in) {
        in.read("mean", mean);
    }
}
