package io.polycritic.bench.guest;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;

/**
 * The part of {@link GuestCritic}. It does what parts do: fields of a batch, a compiled program, metrics, random
 * numbers, a message in the log, state.
 */
final class GuestPart implements ScoringCritic {
    private final PartContext context;
    private final double discount;
    private final double rate;
    private final double[] mean = new double[1];
    private Program program;
    private int rows;

    GuestPart(PartContext context, double discount, double rate) {
        this.context = context;
        this.discount = discount;
        this.rate = rate;
        context.logger().log(System.Logger.Level.DEBUG, () -> "made with discount " + discount);
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
        float[] rewards = batch.numbers(Fields.rewards(context.name()));
        float[] endings = batch.numbers(Fields.ENDING);
        float[] returns = batch.put(FieldSpec.numbers(Fields.returns(context.name())));
        float[] advantages = batch.put(FieldSpec.numbers(Fields.advantages(context.name())));
        int lanes = batch.leading().length(-1);
        for (int row = batch.rows() - 1; row >= 0; row--) {
            boolean goesOn = endings[row] == Ending.RUNNING.ordinal() && row + lanes < batch.rows();
            returns[row] = (float) (rewards[row] + (goesOn ? discount * returns[row + lanes] : 0));
            advantages[row] = (float) (returns[row] - mean[0]);
        }
    }

    @Override
    public void learn(Batch batch) {
        if (program == null || rows != batch.rows()) {
            close();
            rows = batch.rows();
            program = context.compute()
                    .compile(new Computation().output("mean", Reduce.mean(Graphs.input("returns", rows))));
        }
        program.set("returns", batch.numbers(Fields.returns(context.name())), 0);
        program.run();
        double jitter = 1e-6 * context.random("jitter").nextDouble();
        mean[0] += rate * (program.scalar("mean") + jitter - mean[0]);
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
        if (program != null) {
            program.close();
            program = null;
        }
    }
}
