package io.polycritic.plugins.learners.preference;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.plugins.learners.preference.NashMd.Anchor;
import io.polycritic.plugins.learners.preference.NashMd.Opponent;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.PreferenceGame;
import io.polycritic.preference.TabularPolicy;
import java.util.List;

/**
 * Mirror descent of Munos et al., "Nash learning from human feedback", 2023, arXiv 2312.00886, section 5. With the
 * mixture pi_t^mu(y) ~ pi_t(y)^(1 - eta tau) mu(y)^(eta tau), the next policy is pi_{t+1}(y) ~ pi_t^mu(y) exp(eta
 * r(y)), where r(y) is what reward models say: P(y > pi_t^mu) for Nash-MD. Starts from mu.
 */
final class MirrorDescent implements TabularPolicy {
    private final PartContext context;
    private final Form form;
    private final boolean average;
    private final boolean keep;
    private final Slot<PreferenceGame> game;
    private final int prompts;
    private final int responses;
    private final Batch batch;
    private final Course course;
    private final double[] mixture;

    /** Logarithms of mu [m, n]; null until the environment can be asked. */
    private double[][] references;

    /**
     * What the settings say.
     *
     * @param tau how much distance from the reference costs
     * @param eta constant step, 0 for decreasing steps
     * @param opponent whom responses shall be preferred to
     * @param anchor what the next policy stays near to
     */
    record Form(double tau, double eta, Opponent opponent, Anchor anchor) {
        /** The step after t steps: 2 / (tau (t + 2)), so that the first one forgets where it came from. */
        double step(long t) {
            return eta > 0 ? eta : 2 / (tau * (t + 2));
        }
    }

    MirrorDescent(PartContext context, Form form, boolean average, boolean keep) {
        this.context = context;
        this.form = form;
        this.average = average;
        this.keep = keep;
        this.game = context.slot("environment", PreferenceGame.class);
        this.prompts = classes(context.environment().observation().field(Comparisons.PROMPT));
        this.responses = classes(context.environment().action().field(Comparisons.RESPONSE));
        this.course = new Course(prompts, responses);
        this.mixture = new double[responses];
        this.batch = new Batch(Shape.of(prompts));
        batch.put(opponentField());
        float[] numbers = batch.put(promptField());
        for (int prompt = 0; prompt < prompts; prompt++) {
            numbers[prompt] = prompt;
        }
    }

    private static int classes(FieldSpec field) {
        return (int) field.high() + 1;
    }

    private FieldSpec promptField() {
        return FieldSpec.category(Comparisons.PROMPT, prompts);
    }

    private FieldSpec opponentField() {
        return FieldSpec.numbers(PreferenceGame.OPPONENT, responses);
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .offers(promptField())
                .offers(opponentField())
                .calls("environment", PreferenceGame.class, 1)
                .calls("rewards.*", RewardModel.class, 1)
                .build();
    }

    /** One step for all prompts; counts them as steps. */
    @Override
    public Update update() {
        begin();
        double eta = form.step(course.steps());
        double weight = eta * form.tau;
        float[] opponents = batch.numbers(PreferenceGame.OPPONENT);
        for (int prompt = 0; prompt < prompts; prompt++) {
            switch (form.opponent) {
                case MIXTURE -> mix(prompt, weight);
                case CURRENT -> mix(prompt, 0);
                case REFERENCE -> mix(prompt, 1);
            }
            for (int i = 0; i < responses; i++) {
                opponents[prompt * responses + i] = (float) Math.exp(mixture[i]);
            }
        }
        List<Slot<RewardModel>> rewards = context.slots(Kind.REWARD_MODEL, RewardModel.class);
        for (Slot<RewardModel> reward : rewards) {
            reward.get().score(batch);
        }
        double divergence = 0;
        for (int prompt = 0; prompt < prompts; prompt++) {
            mix(prompt, form.anchor == Anchor.MIXTURE ? weight : 0);
            for (Slot<RewardModel> reward : rewards) {
                float[] said = batch.numbers(Fields.rewards(reward.name()));
                for (int i = 0; i < responses; i++) {
                    mixture[i] += eta * reward.weight() * said[prompt * responses + i];
                }
            }
            normalise(mixture);
            course.move(prompt, mixture);
            divergence += divergence(prompt) / prompts;
        }
        course.step(eta, keep);
        context.metrics().record("eta", eta);
        context.metrics().record("divergence", divergence);
        return new Update(prompts, 0);
    }

    /** Starts from the references, unless a state was loaded. */
    private void begin() {
        if (references == null) {
            references = new double[prompts][];
            for (int prompt = 0; prompt < prompts; prompt++) {
                references[prompt] = game.get().reference(prompt);
                for (int i = 0; i < responses; i++) {
                    references[prompt][i] = Math.log(references[prompt][i]);
                }
            }
        }
        course.begin(references, keep);
    }

    /** The logarithms of the geometric mixture of a prompt's policy and reference. */
    private void mix(int prompt, double weight) {
        double[] logs = course.logs(prompt);
        for (int i = 0; i < responses; i++) {
            mixture[i] = (1 - weight) * logs[i] + weight * references[prompt][i];
        }
        normalise(mixture);
    }

    /** KL(pi, mu). */
    private double divergence(int prompt) {
        double[] logs = course.logs(prompt);
        double sum = 0;
        for (int i = 0; i < responses; i++) {
            sum += Math.exp(logs[i]) * (logs[i] - references[prompt][i]);
        }
        return sum;
    }

    private static void normalise(double[] logs) {
        double top = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            top = Math.max(top, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - top);
        }
        double total = top + Math.log(sum);
        for (int i = 0; i < logs.length; i++) {
            logs[i] -= total;
        }
    }

    @Override
    public double[] policy(int prompt) {
        begin();
        return average ? course.mean(prompt) : Course.exponentials(course.logs(prompt));
    }

    @Override
    public Iterates iterates(int prompt) {
        return course.iterates(prompt);
    }

    @Override
    public void save(StateWriter out) {
        course.save(out);
    }

    @Override
    public void load(StateReader in) {
        course.load(in);
    }
}
