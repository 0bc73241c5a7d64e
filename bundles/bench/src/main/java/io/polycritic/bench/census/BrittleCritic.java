package io.polycritic.bench.census;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.Arrays;

/**
 * The part of {@link BrittleCritics}: the reward is the advantage, as long as it does not break.
 *
 * @param scored how many batches it has scored
 */
record BrittleCritic(PartContext context, BrittleCritics.Breaks breaks, long[] scored) implements ScoringCritic {
    private static final long LATER = 3;
    private static final String REWARD = "side";

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(FieldSpec.numbers(Fields.rewards(REWARD)))
                .offers(FieldSpec.numbers(Fields.advantages(context.name())))
                .offers(FieldSpec.numbers(Fields.returns(context.name())))
                .build();
    }

    @Override
    public void score(Batch batch) {
        long stands = breaks == BrittleCritics.Breaks.AT_ONCE ? 0 : LATER;
        if (breaks != BrittleCritics.Breaks.NO_NUMBERS && scored[0]++ >= stands) {
            throw new IllegalStateException("breaks after " + stands + " updates");
        }
        float[] rewards = batch.numbers(Fields.rewards(REWARD));
        float[] advantages = batch.put(FieldSpec.numbers(Fields.advantages(context.name())));
        System.arraycopy(rewards, 0, advantages, 0, batch.rows());
        System.arraycopy(rewards, 0, batch.put(FieldSpec.numbers(Fields.returns(context.name()))), 0, batch.rows());
        if (breaks == BrittleCritics.Breaks.NO_NUMBERS) {
            Arrays.fill(advantages, Float.NaN);
        }
    }

    @Override
    public void learn(Batch batch) {
        // Nothing is learned.
    }

    @Override
    public void save(StateWriter out) {
        out.put("scored", scored);
    }

    @Override
    public void load(StateReader in) {
        if (breaks == BrittleCritics.Breaks.LOADED) {
            throw new IllegalStateException("breaks when it takes over state");
        }
        in.read("scored", scored);
    }
}
