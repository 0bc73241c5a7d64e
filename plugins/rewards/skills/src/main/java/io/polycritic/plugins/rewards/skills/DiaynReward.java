package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Program;
import io.polycritic.rl.Minibatches;
import io.polycritic.rl.ProgramObjective;
import io.polycritic.rl.SkillModel;

/**
 * r = log q(bin(z) | o') - log p(bin) (Eysenbach, Gupta, Ibarz and Levine, "Diversity is all you need", 2019, equation
 * 3), for skills on the unit circle that are told apart by sectors of equal probability.
 */
final class DiaynReward implements SkillModel {
    private static final int DIMENSION = 2;

    private final PartContext context;
    private final ObjectField field;
    private final float scale;
    private final Discriminator discriminator;
    private final int epochs;
    private final int minibatch;
    private final String optimizer;
    private Buffers buffers;

    /** Programs and arrays for one number of rows. */
    private record Buffers(
            int rows,
            Program classify,
            Program step,
            Minibatches split,
            float[] objects,
            float[] logs,
            float[] bins,
            float[] someObjects,
            float[] someBins) {
        void close() {
            classify.close();
            step.close();
        }
    }

    DiaynReward(
            PartContext context,
            ObjectField field,
            float scale,
            Discriminator discriminator,
            int epochs,
            int minibatch,
            String optimizer) {
        this.context = context;
        this.field = field;
        this.scale = scale;
        this.discriminator = discriminator;
        this.epochs = epochs;
        this.minibatch = minibatch;
        this.optimizer = optimizer;
    }

    @Override
    public String field() {
        return field.name();
    }

    @Override
    public int components() {
        return field.components();
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(FieldSpec.numbers(Fields.NEXT_OBSERVATION, field.row()))
                .needs(FieldSpec.numbers(Fields.SKILL, DIMENSION))
                .offers(FieldSpec.numbers(Fields.rewards(context.name())))
                .calls(optimizer, GradientOptimizer.class, 1)
                .build();
    }

    @Override
    public void score(Batch batch) {
        fill(batch);
        buffers.classify.set("objects", buffers.objects, 0);
        buffers.classify.run();
        buffers.classify.get("logs", buffers.logs, 0);
        float[] rewards = batch.put(FieldSpec.numbers(Fields.rewards(context.name())));
        int bins = discriminator.bins();
        float uniform = (float) Math.log(1.0 / bins);
        double sum = 0;
        for (int row = 0; row < rewards.length; row++) {
            rewards[row] = buffers.logs[row * bins + (int) buffers.bins[row]] - uniform;
            sum += rewards[row];
        }
        context.metrics().record("mean", sum / rewards.length);
    }

    @Override
    public void learn(Batch batch) {
        fill(batch);
        GradientOptimizer steps =
                context.slot(optimizer, GradientOptimizer.class).get();
        ProgramObjective objective = new ProgramObjective(context.name(), buffers.step, "loss", "gradient");
        Minibatches split = buffers.split;
        double loss = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            split.shuffle(context.random("minibatches"));
            for (int i = 0; i < split.count(); i++) {
                split.gather(i, buffers.objects, components(), buffers.someObjects);
                split.gather(i, buffers.bins, 1, buffers.someBins);
                buffers.step.set("objects", buffers.someObjects, 0);
                buffers.step.set("bins", buffers.someBins, 0);
                loss += steps.step(context.path(), discriminator.parameters(), objective);
            }
        }
        context.metrics().record("loss", loss / (epochs * split.count()));
    }

    /** Reads places after the step and skills. */
    private void fill(Batch batch) {
        fit(batch.rows());
        field.gather(batch, Fields.NEXT_OBSERVATION, scale, buffers.objects);
        float[] skills = batch.numbers(Fields.SKILL);
        for (int row = 0; row < buffers.rows; row++) {
            buffers.bins[row] = discriminator.bin(skills[row * DIMENSION], skills[row * DIMENSION + 1]);
        }
    }

    private void fit(int rows) {
        if (buffers != null && buffers.rows == rows) {
            return;
        }
        close();
        int some = Math.min(minibatch, rows);
        buffers = new Buffers(
                rows,
                discriminator.classifying(rows),
                discriminator.training(some),
                new Minibatches(rows, some),
                new float[rows * components()],
                new float[rows * discriminator.bins()],
                new float[rows],
                new float[some * components()],
                new float[some]);
    }

    @Override
    public Planner planner(int rows) {
        return new SectorPlanner(discriminator, rows, components(), scale);
    }

    @Override
    public void save(StateWriter out) {
        out.put(discriminator.parameters());
    }

    @Override
    public void load(StateReader in) {
        in.read(discriminator.parameters());
    }

    @Override
    public void close() {
        if (buffers != null) {
            buffers.close();
            buffers = null;
        }
    }
}
