package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.rl.Moments;

/** The part of {@link RewardSum}. */
final class SumReward extends FixedReward {
    private final String[] terms;
    private final float[] weights;
    private final Moments[] moments;

    SumReward(PartContext context, String[] terms, float[] weights, boolean normalise) {
        super(context);
        this.terms = terms;
        this.weights = weights;
        this.moments = new Moments[normalise ? terms.length : 0];
        for (int i = 0; i < moments.length; i++) {
            moments[i] = new Moments();
        }
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder().offers(offer());
        for (String term : terms) {
            wiring.needs(FieldSpec.numbers(Fields.rewards(term)));
        }
        return wiring.build();
    }

    @Override
    protected void score(Batch batch, float[] rewards) {
        java.util.Arrays.fill(rewards, 0);
        for (int i = 0; i < terms.length; i++) {
            float[] term = batch.numbers(Fields.rewards(terms[i]));
            float factor = (float) (weights[i] / divisor(i, term));
            for (int row = 0; row < rewards.length; row++) {
                rewards[row] += factor * term[row];
            }
        }
    }

    /** Before anything was learned, the batch's own standard deviation stands for the running one. */
    private double divisor(int term, float[] values) {
        if (moments.length == 0) {
            return 1;
        }
        return moments[term].count() > 0
                ? moments[term].scale()
                : Moments.of(values).scale();
    }

    @Override
    public void learn(Batch batch) {
        for (int i = 0; i < moments.length; i++) {
            moments[i].add(batch.numbers(Fields.rewards(terms[i])));
        }
    }

    @Override
    public void save(StateWriter out) {
        for (int i = 0; i < moments.length; i++) {
            moments[i].save(out, "moments/" + terms[i]);
        }
    }

    @Override
    public void load(StateReader in) {
        for (int i = 0; i < moments.length; i++) {
            moments[i].load(in, "moments/" + terms[i]);
        }
    }
}
