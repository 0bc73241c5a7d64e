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
import io.polycritic.rl.Moments;
import io.polycritic.rl.ProgramObjective;
import io.polycritic.rl.SkillModel;

/**
 * r = (phi(o') - phi(o)) . z with phi 1-Lipschitz: the reward of Park, Choi, Kim, Lee and Kim, "Lipschitz-constrained
 * unsupervised skill discovery" (LSD), 2022, arXiv 2202.00914. Phi is trained to make the same expression large.
 */
final class LipschitzReward implements SkillModel {
    private final PartContext context;
    private final ObjectField field;
    private final LipschitzEncoder encoder;
    private final int epochs;
    private final int minibatch;
    private final String optimizer;
    private Buffers buffers;

    /** Programs and arrays for one number of rows. */
    private record Buffers(
            int rows,
            Program encode,
            Program step,
            Minibatches split,
            float[] before,
            float[] after,
            float[] codes,
            float[] nextCodes,
            float[] someBefore,
            float[] someAfter,
            float[] someSkills) {
        void close() {
            encode.close();
            step.close();
        }
    }

    LipschitzReward(
            PartContext context,
            ObjectField field,
            LipschitzEncoder encoder,
            int epochs,
            int minibatch,
            String optimizer) {
        this.context = context;
        this.field = field;
        this.encoder = encoder;
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
        return encoder.outputs();
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(FieldSpec.numbers(Fields.OBSERVATION, field.row()))
                .needs(FieldSpec.numbers(Fields.NEXT_OBSERVATION, field.row()))
                .needs(FieldSpec.numbers(Fields.SKILL, dimension()))
                .offers(FieldSpec.numbers(Fields.rewards(context.name())))
                .calls(optimizer, GradientOptimizer.class, 1)
                .build();
    }

    @Override
    public void score(Batch batch) {
        fit(batch.rows());
        encoder.feed(buffers.encode);
        encode(batch, Fields.OBSERVATION, buffers.before, buffers.codes);
        encode(batch, Fields.NEXT_OBSERVATION, buffers.after, buffers.nextCodes);
        float[] skills = batch.numbers(Fields.SKILL);
        float[] rewards = batch.put(FieldSpec.numbers(Fields.rewards(context.name())));
        int d = dimension();
        for (int row = 0; row < rewards.length; row++) {
            float sum = 0;
            for (int i = row * d; i < (row + 1) * d; i++) {
                sum += (buffers.nextCodes[i] - buffers.codes[i]) * skills[i];
            }
            rewards[row] = sum;
        }
        Moments moments = Moments.of(rewards);
        context.metrics().record("mean", moments.mean());
        context.metrics().record("std", moments.std());
    }

    private void encode(Batch batch, String observations, float[] objects, float[] codes) {
        field.gather(batch, observations, 1, objects);
        buffers.encode.set("objects", objects, 0);
        buffers.encode.run();
        buffers.encode.get("codes", codes, 0);
    }

    @Override
    public void learn(Batch batch) {
        fit(batch.rows());
        field.gather(batch, Fields.OBSERVATION, 1, buffers.before);
        field.gather(batch, Fields.NEXT_OBSERVATION, 1, buffers.after);
        GradientOptimizer steps =
                context.slot(optimizer, GradientOptimizer.class).get();
        ProgramObjective objective = new ProgramObjective(context.name(), buffers.step, "loss", "gradient");
        Minibatches split = buffers.split;
        double loss = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            split.shuffle(context.random("minibatches"));
            for (int i = 0; i < split.count(); i++) {
                split.gather(i, buffers.before, components(), buffers.someBefore);
                split.gather(i, buffers.after, components(), buffers.someAfter);
                split.gather(i, batch.numbers(Fields.SKILL), dimension(), buffers.someSkills);
                buffers.step.set("before", buffers.someBefore, 0);
                buffers.step.set("after", buffers.someAfter, 0);
                buffers.step.set("skills", buffers.someSkills, 0);
                encoder.follow(buffers.step);
                loss += steps.step(context.path(), encoder.parameters(), objective);
            }
        }
        encoder.settle();
        context.metrics().record("loss", loss / (epochs * split.count()));
    }

    private void fit(int rows) {
        if (buffers != null && buffers.rows == rows) {
            return;
        }
        close();
        int n = components();
        int d = dimension();
        int some = Math.min(minibatch, rows);
        buffers = new Buffers(
                rows,
                encoder.encoding(rows),
                encoder.training(some),
                new Minibatches(rows, some),
                new float[rows * n],
                new float[rows * n],
                new float[rows * d],
                new float[rows * d],
                new float[some * n],
                new float[some * n],
                new float[some * d]);
    }

    @Override
    public Planner planner(int rows) {
        Program program = encoder.encoding(rows);
        encoder.feed(program);
        return new DirectionPlanner(program, rows, dimension());
    }

    @Override
    public void save(StateWriter out) {
        encoder.save(out);
    }

    @Override
    public void load(StateReader in) {
        encoder.load(in);
    }

    @Override
    public void close() {
        if (buffers != null) {
            buffers.close();
            buffers = null;
        }
    }
}
