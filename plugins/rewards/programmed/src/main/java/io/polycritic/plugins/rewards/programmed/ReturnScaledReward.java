package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.rl.Moments;

/**
 * r_t / std(R) with the running standard deviation of R_t = discount R_t-1 + r_t, which begins anew with each episode
 * (Engstrom et al., "Implementation matters in deep policy gradients", 2020, algorithm 1). The mean is left in, so that
 * the sign of a reward stays what it is. What scoring divides by changes in {@link #learn} alone.
 */
final class ReturnScaledReward extends FixedReward {
    private final PartContext context;
    private final String field;
    private final double discount;
    private final float clip;
    private final Moments moments = new Moments();
    private double[] running = {};
    private float[] returns = {};

    ReturnScaledReward(PartContext context, String of, double discount, double clip) {
        super(context);
        this.context = context;
        this.field = Fields.rewards(of);
        this.discount = discount;
        this.clip = clip == 0 ? Float.POSITIVE_INFINITY : (float) clip;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(FieldSpec.numbers(field))
                .needs(FieldSpec.category(Fields.ENDING, Ending.values().length))
                .offers(offer())
                .build();
    }

    /** Before anything was learned, the batch's own standard deviation stands for the running one. */
    @Override
    protected void score(Batch batch, float[] rewards) {
        float[] raw = batch.numbers(field);
        double scale = moments.scale();
        if (moments.count() == 0) {
            returns(batch, new double[batch.leading().length(-1)]);
            scale = Moments.of(returns).scale();
        }
        float factor = (float) (1 / scale);
        for (int row = 0; row < rewards.length; row++) {
            rewards[row] = Math.max(-clip, Math.min(clip, factor * raw[row]));
        }
        context.metrics().record("scale", scale);
    }

    @Override
    public void learn(Batch batch) {
        int lanes = batch.leading().length(-1);
        if (running.length != lanes) {
            running = new double[lanes];
        }
        returns(batch, running);
        moments.add(returns);
    }

    /** R of each row, going on from R of each lane. */
    private void returns(Batch batch, double[] last) {
        float[] raw = batch.numbers(field);
        float[] endings = batch.numbers(Fields.ENDING);
        if (returns.length != raw.length) {
            returns = new float[raw.length];
        }
        for (int row = 0; row < raw.length; row++) {
            int lane = row % last.length;
            last[lane] = discount * last[lane] + raw[row];
            returns[row] = (float) last[lane];
            if (endings[row] != Ending.RUNNING.ordinal()) {
                last[lane] = 0;
            }
        }
    }

    @Override
    public void save(StateWriter out) {
        moments.save(out, "moments");
        out.put("running", running);
    }

    @Override
    public void load(StateReader in) {
        moments.load(in, "moments");
        running = in.doubles("running").orElseGet(() -> new double[0]);
    }
}
