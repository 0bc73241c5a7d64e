package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.Judge;
import io.polycritic.preference.PreferenceModel;
import io.polycritic.preference.ResponseSets;
import java.util.Optional;

/**
 * A preference model that learns from comparisons: one gradient step a batch. Its probabilities are P(i > j) = (f(i, j)
 * + 1 - f(j, i)) / 2 with f the logistic function of a score divided by the temperature; where scores are
 * skew-symmetric that is f itself.
 */
final class LearnedPreference implements PreferenceModel {
    private final PartContext context;
    private final RowFields fields;
    private final PreferenceNetwork network;
    private final ComparisonLoss loss;
    private final String optimizer;
    private Lesson lesson;
    private Judgement judgement;
    private Rewards rewards;
    private long passes;

    /** Rewards of so many single responses. */
    private record Rewards(int rows, Program program) {}

    LearnedPreference(
            PartContext context, RowFields fields, PreferenceNetwork network, ComparisonLoss loss, String optimizer) {
        this.context = context;
        this.fields = fields;
        this.network = network;
        this.loss = loss;
        this.optimizer = "optimizers." + optimizer;
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder();
        if (fields.prompt() != null) {
            wiring.needs(fields.prompt());
        }
        return wiring.needs(fields.first())
                .needs(fields.second())
                .needs(FieldSpec.numbers(Comparisons.PREFERRED))
                .offers(FieldSpec.numbers(Fields.rewards(context.name())))
                .calls(optimizer, GradientOptimizer.class, 1)
                .build();
    }

    @Override
    public void learn(Batch batch) {
        if (lesson == null || lesson.rows() != batch.rows()) {
            closeLesson();
            lesson = new Lesson(context.compute(), network, fields, loss, batch.rows());
        }
        GradientOptimizer stepper =
                context.slot(optimizer, GradientOptimizer.class).get();
        double error = stepper.step(context.path(), network.parameters(), lesson.of(batch, context.name()));
        context.metrics().record("loss", error);
        context.metrics().record("accuracy", lesson.accuracy());
        context.metrics().record("temperature", network.temperature());
    }

    @Override
    public void score(Batch batch) {
        float[] written = batch.put(FieldSpec.numbers(Fields.rewards(context.name())));
        if (!single(batch, written)) {
            ResponseSets sets = ResponseSets.of(batch, context.path());
            sets.means(judge(batch, sets), written);
        }
    }

    private boolean single(Batch batch, float[] written) {
        int rows = batch.rows();
        if (rewards == null || rewards.rows != rows) {
            Node responses = fields.responseInput(Comparisons.RESPONSE, rows);
            Optional<Node> node = network.rewards(fields.promptInput(rows), responses);
            if (node.isEmpty()) {
                return false;
            }
            closeRewards();
            rewards = new Rewards(rows, context.compute().compile(new Computation().output("rewards", node.get())));
        }
        if (fields.prompt() != null) {
            rewards.program.set(Comparisons.PROMPT, batch.numbers(Comparisons.PROMPT), 0);
        }
        rewards.program.set(Comparisons.RESPONSE, batch.numbers(Comparisons.RESPONSE), 0);
        rewards.program.run();
        rewards.program.get("rewards", written, 0);
        passes += rows;
        return true;
    }

    @Override
    public void scores(Batch batch, float[] scores) {
        ResponseSets sets = ResponseSets.of(batch, context.path());
        System.arraycopy(judge(batch, sets), 0, scores, 0, sets.pairs());
    }

    @Override
    public void probabilities(Batch batch, float[] probabilities) {
        ResponseSets sets = ResponseSets.of(batch, context.path());
        float[] scores = judge(batch, sets);
        Judge logistic = new Judge(network.temperature());
        int k = sets.size();
        for (int place = 0; place < sets.pairs(); place++) {
            int row = place / k;
            int turned = (row / k * k + place % k) * k + row % k;
            double forth = logistic.probability(scores[place]);
            double back = logistic.probability(scores[turned]);
            probabilities[place] = (float) ((forth + 1 - back) / 2);
        }
    }

    private float[] judge(Batch batch, ResponseSets sets) {
        if (judgement == null || !judgement.sets().equals(sets)) {
            closeJudgement();
            judgement = new Judgement(context.compute(), network, fields, sets);
        }
        passes += network.passes(sets);
        return judgement.of(batch);
    }

    @Override
    public long passes() {
        return passes;
    }

    @Override
    public void save(StateWriter out) {
        out.put(network.parameters());
    }

    @Override
    public void load(StateReader in) {
        in.read(network.parameters());
    }

    private void closeLesson() {
        if (lesson != null) {
            lesson.close();
            lesson = null;
        }
    }

    private void closeJudgement() {
        if (judgement != null) {
            judgement.close();
            judgement = null;
        }
    }

    private void closeRewards() {
        if (rewards != null) {
            rewards.program.close();
            rewards = null;
        }
    }

    @Override
    public void close() {
        closeLesson();
        closeJudgement();
        closeRewards();
    }
}
