package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Program;
import io.polycritic.rl.Minibatches;
import io.polycritic.rl.ProgramObjective;
import io.polycritic.rl.SkillModel;
import java.util.Optional;

/**
 * r = f(m) . g(z) / T - log mean_k exp(f(m) . g(z_k) / T) over skills z_k that cover the circle: the log-ratio of q(z |
 * m) to the uniform p(z) where q is the energy model of contrastive intrinsic control (Laskin et al. 2022, arXiv
 * 2202.00161, section 4.2). What teaches f and g is a contrastive critic in a slot of its own.
 */
final class ContrastiveReward implements SkillModel {
    private final PartContext context;
    private final ObjectField field;
    private final SkillCodes codes;
    private final Constants constants;
    private final float[] candidates = SkillCodes.candidates();
    private Buffers buffers;
    private Lesson lesson;

    /** Settings and the paths of the slots that are called. */
    record Constants(double temperature, int epochs, int minibatch, String critic, String optimizer) {}

    /** Programs and arrays for one number of rows. */
    private record Buffers(
            int rows,
            Program agree,
            Program compare,
            float[] before,
            float[] after,
            float[] cosines,
            float[] products) {
        void close() {
            agree.close();
            compare.close();
        }
    }

    /** The critic's step, for one occupant of its slot. */
    private record Lesson(
            int rows,
            int revision,
            Program step,
            Minibatches split,
            float[] someBefore,
            float[] someAfter,
            float[] someSkills) {}

    ContrastiveReward(PartContext context, ObjectField field, SkillCodes codes, Constants constants) {
        this.context = context;
        this.field = field;
        this.codes = codes;
        this.constants = constants;
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
        return SkillCodes.DIMENSION;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(FieldSpec.numbers(Fields.OBSERVATION, field.row()))
                .needs(FieldSpec.numbers(Fields.NEXT_OBSERVATION, field.row()))
                .needs(FieldSpec.numbers(Fields.SKILL, dimension()))
                .offers(FieldSpec.numbers(Fields.rewards(context.name())))
                .calls(constants.critic, LossCritic.class, 0)
                .calls(constants.optimizer, GradientOptimizer.class, 1)
                .build();
    }

    @Override
    public void score(Batch batch) {
        fit(batch.rows());
        gather(batch);
        buffers.agree.set("before", buffers.before, 0);
        buffers.agree.set("after", buffers.after, 0);
        buffers.agree.set("skills", batch.numbers(Fields.SKILL), 0);
        buffers.agree.run();
        buffers.agree.get("cosines", buffers.cosines, 0);
        buffers.compare.set("before", buffers.before, 0);
        buffers.compare.set("after", buffers.after, 0);
        buffers.compare.set("skills", candidates, 0);
        buffers.compare.run();
        buffers.compare.get("products", buffers.products, 0);
        float[] rewards = batch.put(FieldSpec.numbers(Fields.rewards(context.name())));
        double sum = 0;
        for (int row = 0; row < rewards.length; row++) {
            double mean = 0;
            for (int k = 0; k < SkillCodes.CANDIDATES; k++) {
                mean += Math.exp(buffers.products[row * SkillCodes.CANDIDATES + k] / constants.temperature);
            }
            rewards[row] =
                    (float) (buffers.cosines[row] / constants.temperature - Math.log(mean / SkillCodes.CANDIDATES));
            sum += rewards[row];
        }
        context.metrics().record("mean", sum / rewards.length);
    }

    @Override
    public void learn(Batch batch) {
        Optional<Slot<LossCritic>> slot = context.slots(Kind.CRITIC, LossCritic.class).stream()
                .filter(each -> each.path().equals(constants.critic))
                .findFirst();
        if (slot.isEmpty()) {
            return;
        }
        fit(batch.rows());
        fit(slot.get());
        gather(batch);
        GradientOptimizer steps =
                context.slot(constants.optimizer, GradientOptimizer.class).get();
        ProgramObjective objective = new ProgramObjective(context.name(), lesson.step, "loss", "gradient");
        Minibatches split = lesson.split;
        double loss = 0;
        for (int epoch = 0; epoch < constants.epochs; epoch++) {
            split.shuffle(context.random("minibatches"));
            for (int i = 0; i < split.count(); i++) {
                split.gather(i, buffers.before, components(), lesson.someBefore);
                split.gather(i, buffers.after, components(), lesson.someAfter);
                split.gather(i, batch.numbers(Fields.SKILL), dimension(), lesson.someSkills);
                lesson.step.set("before", lesson.someBefore, 0);
                lesson.step.set("after", lesson.someAfter, 0);
                lesson.step.set("skills", lesson.someSkills, 0);
                loss += steps.step(context.path(), codes.parameters(), objective);
            }
        }
        context.metrics().record("loss", loss / (constants.epochs * split.count()));
    }

    private void gather(Batch batch) {
        field.gather(batch, Fields.OBSERVATION, 1, buffers.before);
        field.gather(batch, Fields.NEXT_OBSERVATION, 1, buffers.after);
    }

    private void fit(int rows) {
        if (buffers != null && buffers.rows == rows) {
            return;
        }
        close();
        buffers = new Buffers(
                rows,
                codes.agreeing(rows),
                codes.comparing(rows, SkillCodes.CANDIDATES),
                new float[rows * components()],
                new float[rows * components()],
                new float[rows],
                new float[rows * SkillCodes.CANDIDATES]);
    }

    /** Builds the step on the critic that is there now. */
    private void fit(Slot<LossCritic> critic) {
        if (lesson != null && lesson.revision == critic.revision() && lesson.rows == buffers.rows) {
            return;
        }
        if (lesson != null) {
            lesson.step.close();
        }
        int some = Math.min(constants.minibatch, buffers.rows);
        lesson = new Lesson(
                buffers.rows,
                critic.revision(),
                codes.training(some, critic.get()),
                new Minibatches(buffers.rows, some),
                new float[some * components()],
                new float[some * components()],
                new float[some * dimension()]);
    }

    @Override
    public Planner planner(int rows) {
        return new CandidatePlanner(codes.comparing(rows, SkillCodes.CANDIDATES), rows);
    }

    @Override
    public void save(StateWriter out) {
        out.put(codes.parameters());
    }

    @Override
    public void load(StateReader in) {
        in.read(codes.parameters());
    }

    @Override
    public void close() {
        if (buffers != null) {
            buffers.close();
            buffers = null;
        }
        if (lesson != null) {
            lesson.step.close();
            lesson = null;
        }
    }
}
