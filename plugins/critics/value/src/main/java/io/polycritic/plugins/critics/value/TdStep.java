package io.polycritic.plugins.critics.value;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.rl.ProgramObjective;
import io.polycritic.rl.Transitions;
import java.util.ArrayList;
import java.util.List;

/** The compiled step of all networks of a critic on batches of one form: targets, loss and gradient in one program. */
final class TdStep implements AutoCloseable {
    /** Keeps a network out of a minimum. */
    private static final float OUT = 1e12f;

    private final QSettings settings;
    private final boolean finite;
    private final Form form;
    private final Program program;
    private final ProgramObjective objective;
    private final float[] discounts;
    private final float[] rewards;
    private final String[] penalties;
    private final float[] penalty;
    private final int[] order;

    /** What decides the graph. */
    record Form(int rows, int features, boolean probabilities, boolean bonus, boolean importance) {
        static Form of(Batch batch, Judged judged) {
            return new Form(
                    batch.rows(),
                    batch.spec(Fields.FEATURES).width(),
                    batch.has(Transitions.NEXT_PROBABILITIES),
                    batch.has(judged.bonus()),
                    batch.has(Transitions.IMPORTANCE));
        }
    }

    TdStep(
            QSettings settings,
            QNetworks networks,
            Estimator estimator,
            ActionShape actions,
            Form form,
            Compute compute,
            String name) {
        this.settings = settings;
        this.rewards = new float[form.rows];
        this.finite = actions.finite();
        this.form = form;
        this.discounts = new float[form.rows];
        boolean subset = settings.subset() < settings.networks();
        this.penalties = new String[subset ? settings.networks() : 0];
        this.penalty = new float[1];
        this.order = new int[penalties.length];
        for (int i = 0; i < penalties.length; i++) {
            penalties[i] = "penalty" + i;
        }
        this.program = compute.compile(computation(networks, estimator, actions));
        this.objective = new ProgramObjective(name, program, "loss", "gradient");
    }

    private Computation computation(QNetworks networks, Estimator estimator, ActionShape actions) {
        int rows = form.rows;
        Node features = Graphs.input("features", rows, form.features);
        Node sample = actions.input("sample", rows);
        List<Node> now = networks.apply(networks.trained(), actions.inputs(features, sample));
        Node nextFeatures = Graphs.input("nextFeatures", rows, form.features);
        Node after = finite ? nextFeatures : actions.inputs(nextFeatures, actions.input("nextSample", rows));
        Node next = pessimistic(networks.apply(networks.target(), after));
        TdTerms terms = estimator.terms(
                now,
                next,
                finite ? greedy(networks, estimator, actions.count(), after, next) : null,
                new TdTerms.Inputs(
                        QNetworks.column("rewards", rows),
                        QNetworks.column("discounts", rows),
                        finite ? Shaping.oneHot(sample, actions.count()) : null,
                        form.probabilities ? Graphs.input("probabilities", rows, actions.count()) : null,
                        form.bonus ? QNetworks.column("bonus", rows) : null));
        Node each = form.importance
                ? Elementwise.multiply(terms.loss(), QNetworks.column("importance", rows))
                : terms.loss();
        Node loss = Reduce.mean(each);
        return new Computation()
                .output("loss", loss)
                .output("errors", terms.errors())
                .output("value", Reduce.mean(terms.values()))
                .gradient("gradient", loss, networks.trained());
    }

    /** The least of the target networks' outputs, over all of them or over those that are drawn. */
    private Node pessimistic(List<Node> outputs) {
        List<Node> counted = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            counted.add(
                    penalties.length == 0
                            ? outputs.get(i)
                            : Elementwise.add(outputs.get(i), Graphs.input(penalties[i], 1)));
        }
        return PolicyValue.MINIMUM.of(counted);
    }

    private Node greedy(QNetworks networks, Estimator estimator, int actions, Node after, Node next) {
        if (!settings.doubled()) {
            return Estimator.greedy(estimator.expected(next, actions));
        }
        List<Node> own = new ArrayList<>();
        for (Node outputs : networks.apply(networks.trained(), after)) {
            own.add(estimator.expected(outputs, actions));
        }
        return Elementwise.stopGradient(Estimator.greedy(PolicyValue.MINIMUM.of(own)));
    }

    Form form() {
        return form;
    }

    /** Takes over a batch; draws which networks count. */
    ProgramObjective objective(Batch batch, RandomStream random) {
        program.set("features", batch.numbers(Fields.FEATURES), 0);
        program.set("nextFeatures", batch.numbers(Fields.NEXT_FEATURES), 0);
        program.set("sample", batch.numbers(Transitions.SAMPLE), 0);
        program.set("rewards", settings.judged().read(batch, rewards), 0);
        discounts(batch);
        program.set("discounts", discounts, 0);
        if (!finite) {
            program.set("nextSample", batch.numbers(Transitions.NEXT_SAMPLE), 0);
        } else if (form.probabilities) {
            program.set("probabilities", batch.numbers(Transitions.NEXT_PROBABILITIES), 0);
        }
        if (form.bonus) {
            program.set("bonus", batch.numbers(settings.judged().bonus()), 0);
        }
        if (form.importance) {
            program.set("importance", batch.numbers(Transitions.IMPORTANCE), 0);
        }
        draw(random);
        return objective;
    }

    /** gamma to the power of the steps that a row spans; 0 after a termination. */
    private void discounts(Batch batch) {
        float[] endings = batch.numbers(Fields.ENDING);
        float[] elapsed = batch.has(Transitions.ELAPSED) ? batch.numbers(Transitions.ELAPSED) : null;
        float gamma = (float) settings.discount();
        for (int row = 0; row < discounts.length; row++) {
            float factor = elapsed == null ? gamma : (float) Math.pow(settings.discount(), elapsed[row]);
            discounts[row] = endings[row] == Ending.TERMINATED.ordinal() ? 0 : factor;
        }
    }

    /** Draws the networks whose least value is the target (Chen et al., 2021, algorithm 1, line 6). */
    private void draw(RandomStream random) {
        if (penalties.length == 0) {
            return;
        }
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        random.shuffle(order);
        for (int i = 0; i < order.length; i++) {
            penalty[0] = i < settings.subset() ? 0 : OUT;
            program.set(penalties[order[i]], penalty, 0);
        }
    }

    void errors(float[] into) {
        program.get("errors", into, 0);
    }

    double value() {
        return program.scalar("value");
    }

    @Override
    public void close() {
        program.close();
    }
}
