package io.polycritic.itests.late;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.concurrent.Semaphore;

/** The part of {@link LateBaseline}. */
record LateCritic(PartContext context, double discount, boolean closes, Semaphore gate, double[] mean)
        implements ScoringCritic {
    LateCritic(PartContext context, double discount, boolean closes, Semaphore gate) {
        this(context, discount, closes, gate, new double[1]);
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

    @Override
    public void score(Batch batch) {
        if (gate != null) {
            gate.acquireUninterruptibly();
        }
        float[] rewards = batch.numbers(Fields.rewards(context.name()));
        float[] endings = batch.numbers(Fields.ENDING);
        float[] returns = batch.put(FieldSpec.numbers(Fields.returns(context.name())));
        float[] advantages = batch.put(FieldSpec.numbers(Fields.advantages(context.name())));
        int lanes = batch.leading().length(-1);
        double sum = 0;
        for (int row = batch.rows() - 1; row >= 0; row--) {
            boolean goesOn = endings[row] == Ending.RUNNING.ordinal() && row + lanes < batch.rows();
            returns[row] = (float) (rewards[row] + (goesOn ? discount * returns[row + lanes] : 0));
            sum += returns[row];
        }
        mean[0] = sum / batch.rows();
        for (int row = 0; row < batch.rows(); row++) {
            advantages[row] = (float) (returns[row] - mean[0]);
        }
    }

    @Override
    public void learn(Batch batch) {
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

    @Override
    public void close() {
        if (!closes) {
            throw new IllegalStateException("cannot be closed, as the test has asked for");
        }
    }
}
