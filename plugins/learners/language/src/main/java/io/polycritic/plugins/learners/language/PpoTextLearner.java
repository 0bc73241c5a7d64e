package io.polycritic.plugins.learners.language;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.environment.DataStream;
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
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shape;
import io.polycritic.language.HiddenJudge;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.Text;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSampler;
import io.polycritic.language.TextScorer;
import io.polycritic.language.TextSpace;
import io.polycritic.nn.TokenChoice;
import io.polycritic.rl.ProgramObjective;

/**
 * The clipped objective of proximal policy optimisation (Schulman et al., "Proximal policy optimization algorithms",
 * 2017, equation 7) over the tokens of responses: the mean of min(w A, clip(w) A) with w = pi(y_t) / pi_old(y_t), over
 * real tokens, with advantages of mean 0 and variance 1 over them.
 */
final class PpoTextLearner implements TextPolicy {
    private static final String TEXT = "text";

    private final PartContext context;
    private final Tuned policy;
    private final Constants constants;
    private final Prompts prompts;
    private final Slot<RewardModel> reward;
    private final Slot<ScoringCritic> critic;
    private final Program program;
    private final ProgramObjective objective;
    private final TextSampler sampler;
    private final TextScorer own;
    private final TextScorer reference;
    private final Batch batch;
    private final float[] logs;
    private final float[] theirs;
    private final float[] whitened;

    /** What the settings say; the optimizer by its path. */
    record Constants(
            String reward, String critic, String optimizer, double beta, double clip, int prompts, int epochs) {}

    PpoTextLearner(PartContext context, Tuned policy, Constants constants) {
        this.context = context;
        this.policy = policy;
        this.constants = constants;
        int rows = constants.prompts;
        TextSpace space = policy.space();
        this.prompts = new Prompts(context, rows);
        this.reward = context.slot("rewards." + constants.reward, RewardModel.class);
        this.critic = context.slot("critics." + constants.critic, ScoringCritic.class);
        Node loss = loss(policy.model(), Text.input(TEXT, rows, space), (float) constants.clip);
        this.program = context.compute()
                .compile(new Computation()
                        .output("loss", loss)
                        .gradient("gradient", loss, policy.model().parameters()));
        this.objective = new ProgramObjective("reward", program, "loss", "gradient");
        this.sampler = sampler(context.compute(), rows, space, TokenChoice.PLAIN);
        this.own = scorer(context.compute(), rows, space);
        this.reference = policy.reference().scorer(context.compute(), rows, space);
        this.batch = new Batch(Shape.of(rows));
        this.logs = new float[rows * space.response()];
        this.theirs = new float[rows * space.response()];
        this.whitened = new float[rows * space.response()];
    }

    private static Node loss(LanguageModel model, Text text, float clip) {
        int rows = text.rows();
        int length = text.length();
        Node advantages = Graphs.input("advantages", rows, length);
        Node moved = Elementwise.subtract(model.logProbabilities(text), Graphs.input("logs", rows, length));
        Node ratio = Elementwise.exp(moved);
        Node free = Elementwise.multiply(ratio, advantages);
        Node bound = Elementwise.multiply(Elementwise.clip(ratio, 1 - clip, 1 + clip), advantages);
        Node gain = Elementwise.multiply(Elementwise.minimum(free, bound), text.counts());
        return Elementwise.negate(Elementwise.divide(Reduce.sum(gain), Reduce.sum(text.counts())));
    }

    @Override
    public Wiring wiring() {
        TextSpace space = policy.space();
        return Wiring.builder()
                .needs(FieldSpec.numbers(Fields.rewards(constants.reward)))
                .needs(FieldSpec.numbers(TextSpace.tokenAdvantages(constants.critic), space.response()))
                .offers(FieldSpec.numbers(TextSpace.TOKEN_REWARDS, space.response()))
                .offers(space.tokens(TextSpace.WRITTEN, space.response()))
                .calls(Prompts.SLOT, DataStream.class, 1)
                .calls(reward.path(), RewardModel.class, 1)
                .calls(critic.path(), ScoringCritic.class, 1)
                .calls(constants.optimizer, GradientOptimizer.class, 1)
                .build();
    }

    /** Counts prompts as steps and episodes. */
    @Override
    public Update update() {
        float[] asked = prompts.next();
        float[] texts = batch.put(policy.space().promptField());
        float[] responses = batch.put(policy.space().responseField());
        System.arraycopy(asked, 0, texts, 0, texts.length);
        float[] written = batch.put(
                policy.space().tokens(TextSpace.WRITTEN, policy.space().response()));
        System.arraycopy(prompts.written(), 0, written, 0, written.length);
        sampler.sample(texts, responses, context.random("responses"));
        own.score(texts, responses, logs);
        reference.score(texts, responses, theirs);
        float[] rewards = rewards();
        float[] earned = batch.put(
                FieldSpec.numbers(TextSpace.TOKEN_REWARDS, policy.space().response()));
        TokenRewards.write(responses, rewards, logs, theirs, constants.beta, earned);
        critic.get().score(batch);
        float[] judged = batch.numbers(TextSpace.tokenAdvantages(constants.critic));
        System.arraycopy(judged, 0, whitened, 0, whitened.length);
        TokenRewards.whiten(whitened, responses);
        double loss = improve(texts, responses);
        critic.get().learn(batch);
        record(rewards, loss);
        return new Update(constants.prompts, constants.prompts);
    }

    private float[] rewards() {
        HiddenJudge.notOf(reward);
        for (Slot<RewardModel> model : context.slots(Kind.REWARD_MODEL, RewardModel.class)) {
            model.get().score(batch);
        }
        return batch.numbers(Fields.rewards(constants.reward));
    }

    private double improve(float[] texts, float[] responses) {
        Text.set(program, TEXT, texts, responses);
        program.set("logs", logs, 0);
        program.set("advantages", whitened, 0);
        GradientOptimizer stepper =
                context.slot(constants.optimizer, GradientOptimizer.class).get();
        double loss = 0;
        for (int epoch = 0; epoch < constants.epochs; epoch++) {
            loss = stepper.step(context.path(), policy.model().parameters(), objective);
        }
        return loss;
    }

    private void record(float[] rewards, double loss) {
        double reached = 0;
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            reached += logs[i] - theirs[i];
        }
        for (float number : rewards) {
            sum += number;
        }
        context.metrics().record("loss", loss);
        context.metrics().record("reward", sum / constants.prompts);
        context.metrics().record("divergence", reached / constants.prompts);
    }

    @Override
    public TextSpace space() {
        return policy.space();
    }

    @Override
    public LanguageModel languageModel() {
        return policy.model();
    }

    @Override
    public void save(StateWriter out) {
        out.put(policy.model().parameters());
    }

    @Override
    public void load(StateReader in) {
        in.read(policy.model().parameters());
    }

    @Override
    public void close() {
        program.close();
        sampler.close();
        own.close();
        reference.close();
    }
}
