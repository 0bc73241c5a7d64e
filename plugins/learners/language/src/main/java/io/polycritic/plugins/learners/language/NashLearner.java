package io.polycritic.plugins.learners.language;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shape;
import io.polycritic.language.HiddenJudge;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.MixedTokens;
import io.polycritic.language.Text;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSampler;
import io.polycritic.language.TextScorer;
import io.polycritic.language.TextSpace;
import io.polycritic.nn.NextToken;
import io.polycritic.nn.SequenceSampler;
import io.polycritic.nn.TokenChoice;
import io.polycritic.preference.PreferenceModel;
import io.polycritic.rl.ProgramObjective;

/** One update: a response of the policy and one of its opponent to each prompt, and a gradient step on their odds. */
final class NashLearner implements TextPolicy {
    private static final String TEXT = "text";

    private final PartContext context;
    private final Tuned policy;
    private final Constants constants;
    private final LanguageModel average;
    private final Prompts prompts;
    private final Slot<PreferenceModel> preference;
    private final Program program;
    private final ProgramObjective objective;
    private final TextSampler sampler;
    private final TextSampler opponent;
    private final TextScorer reference;
    private final Buffers buffers;

    /** What the settings say; slots by their paths. */
    record Constants(
            String preference,
            String optimizer,
            Opponent opponent,
            double beta,
            double averageRate,
            double tau,
            int prompts) {}

    /** Responses of both, and what is thought of them. */
    private record Buffers(
            float[] own, float[] others, Batch sets, float[] chances, float[] preferred, float[] logs, float[] sums) {
        static Buffers of(int rows, TextSpace space) {
            Batch sets = new Batch(Shape.of(rows, 2));
            sets.put(space.promptField());
            sets.put(space.responseField());
            int tokens = rows * space.response();
            return new Buffers(
                    new float[tokens],
                    new float[tokens],
                    sets,
                    new float[4 * rows],
                    new float[rows],
                    new float[tokens],
                    new float[rows]);
        }
    }

    NashLearner(PartContext context, Tuned policy, Constants constants) {
        this.context = context;
        this.policy = policy;
        this.constants = constants;
        this.average = constants.opponent == Opponent.AVERAGE ? policy.copy(context, "average") : null;
        int rows = constants.prompts;
        TextSpace space = policy.space();
        this.prompts = new Prompts(context, rows);
        this.preference = context.slot(constants.preference, PreferenceModel.class);
        Node logs = policy.model().logProbabilities(Text.input(TEXT, rows, space));
        Node loss = PolicyGradient.loss(
                logs, Graphs.input("preferred", rows), Graphs.input("reference", rows), constants.tau);
        this.program = context.compute()
                .compile(new Computation()
                        .output("loss", loss)
                        .output("logs", LanguageModel.ofSequence(logs))
                        .gradient("gradient", loss, policy.model().parameters()));
        this.objective = new ProgramObjective("preference", program, "loss", "gradient");
        this.sampler = new TextSampler(tokens(policy.model()), space, TokenChoice.PLAIN);
        this.opponent = new TextSampler(opponentTokens(), space, TokenChoice.PLAIN);
        this.reference = policy.reference().scorer(context.compute(), rows, space);
        this.buffers = Buffers.of(rows, space);
    }

    private NextToken tokens(LanguageModel model) {
        return new SequenceSampler(context.compute(), model.model(), model.parameters(), constants.prompts);
    }

    private NextToken opponentTokens() {
        return constants.opponent == Opponent.AVERAGE
                ? tokens(average)
                : new MixedTokens(
                        tokens(policy.model()),
                        policy.reference().nextToken(context.compute(), constants.prompts),
                        constants.beta);
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(Prompts.SLOT, DataStream.class, 1)
                .calls(constants.preference, PreferenceModel.class, 1)
                .calls(constants.optimizer, GradientOptimizer.class, 1)
                .build();
    }

    /** Counts prompts as steps and episodes. */
    @Override
    public Update update() {
        float[] asked = prompts.next();
        sampler.sample(asked, buffers.own, context.random("responses"));
        opponent.sample(asked, buffers.others, context.random("opponent"));
        compare(asked);
        reference.score(asked, buffers.own, buffers.logs);
        TextScorer.sums(buffers.logs, buffers.sums);
        Text.set(program, TEXT, asked, buffers.own);
        program.set("preferred", buffers.preferred, 0);
        program.set("reference", buffers.sums, 0);
        double loss = context.slot(constants.optimizer, GradientOptimizer.class)
                .get()
                .step(context.path(), policy.model().parameters(), objective);
        record(loss);
        follow();
        return new Update(constants.prompts, constants.prompts);
    }

    /** Writes P(own > other) of each prompt. */
    private void compare(float[] asked) {
        int p = policy.space().prompt();
        int r = policy.space().response();
        float[] texts = buffers.sets.numbers(TextSpace.PROMPT);
        float[] responses = buffers.sets.numbers(TextSpace.RESPONSE);
        for (int row = 0; row < constants.prompts; row++) {
            System.arraycopy(asked, row * p, texts, 2 * row * p, p);
            System.arraycopy(asked, row * p, texts, (2 * row + 1) * p, p);
            System.arraycopy(buffers.own, row * r, responses, 2 * row * r, r);
            System.arraycopy(buffers.others, row * r, responses, (2 * row + 1) * r, r);
        }
        HiddenJudge.notOf(preference).probabilities(buffers.sets, buffers.chances);
        for (int row = 0; row < constants.prompts; row++) {
            buffers.preferred[row] = buffers.chances[4 * row + 1];
        }
    }

    private void record(double loss) {
        double odds = 0;
        double reached = 0;
        for (int row = 0; row < constants.prompts; row++) {
            odds += buffers.preferred[row];
            reached -= buffers.sums[row];
        }
        program.get("logs", buffers.sums, 0);
        for (float log : buffers.sums) {
            reached += log;
        }
        context.metrics().record("loss", loss);
        context.metrics().record("preferred", odds / constants.prompts);
        context.metrics().record("divergence", reached / constants.prompts);
    }

    /** theta' becomes (1 - b) theta' + b theta. */
    private void follow() {
        if (average != null) {
            float rate = (float) constants.averageRate;
            float[] slow = average.parameters().values();
            float[] fast = policy.model().parameters().values();
            for (int i = 0; i < slow.length; i++) {
                slow[i] = (1 - rate) * slow[i] + rate * fast[i];
            }
        }
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
        if (average != null) {
            out.put("averaged", average.parameters().values());
        }
    }

    @Override
    public void load(StateReader in) {
        in.read(policy.model().parameters());
        if (average != null && !in.read("averaged", average.parameters().values())) {
            average.copyFrom(policy.model());
        }
    }

    @Override
    public void close() {
        program.close();
        sampler.close();
        opponent.close();
        reference.close();
    }
}
