package io.polycritic.plugins.learners.language;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Shape;
import io.polycritic.language.HiddenJudge;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSampler;
import io.polycritic.language.TextScorer;
import io.polycritic.language.TextSpace;
import io.polycritic.nn.SequenceSampler;
import io.polycritic.nn.TokenChoice;
import io.polycritic.plugins.learners.language.Gpo.Pick;
import io.polycritic.plugins.learners.language.Gpo.Target;
import io.polycritic.preference.PreferenceModel;
import io.polycritic.preference.ResponseSets;

/**
 * Iterations of preference optimization: the policy pi_t with which an iteration begins gives K responses to each
 * prompt, and the newest policy is fitted to log pi(y|x) / pi_t(y|x) = s(y|x) / beta, where s is how y compares with
 * the K responses. The partition function's logarithm is left out, as scores have the mean 0 (Zhang et al., arXiv
 * 2410.02197, section 5, and Wu et al., arXiv 2405.00675, equation 4.6). No code of the former's trainer is public: the
 * order of steps is a reconstruction.
 */
final class PreferenceRegression implements TextPolicy {

    private final PartContext context;
    private final Tuned policy;
    private final Constants constants;
    private final Size size;

    /** pi_t. */
    private final LanguageModel speaker;

    private final Prompts prompts;
    private final Slot<PreferenceModel> preference;
    private final TextSampler sampler;
    private final TextScorer spoken;
    private final TextScorer reference;
    private final Comparing comparing;
    private final LogRatios ratios;
    private final Batch sets;
    private final float[] tokens;

    /** log pi_t of each response. */
    private final float[] logs;

    private final float[] referenceLogs;
    private long updates;

    /** What the settings say; slots by their paths. */
    record Constants(
            String preference, String optimizer, Target target, Pick pick, double beta, int epochs, int iteration) {}

    /** Prompts of an update, and responses to each. */
    record Size(int prompts, int responses) {}

    PreferenceRegression(PartContext context, Tuned policy, Constants constants, Size size) {
        this.context = context;
        this.policy = policy;
        this.constants = constants;
        this.size = size;
        TextSpace space = policy.space();
        int rows = size.prompts * size.responses;
        this.speaker = policy.copy(context, "speaker");
        this.prompts = new Prompts(context, size.prompts);
        this.preference = context.slot(constants.preference, PreferenceModel.class);
        this.sampler = new TextSampler(
                new SequenceSampler(context.compute(), speaker.model(), speaker.parameters(), rows),
                space,
                TokenChoice.PLAIN);
        this.spoken = new TextScorer(context.compute(), speaker, rows, space);
        this.reference = policy.reference().scorer(context.compute(), rows, space);
        this.comparing =
                new Comparing(constants.target, constants.pick, new ResponseSets(size.prompts, size.responses));
        this.ratios = new LogRatios(context.compute(), policy.model(), space, comparing.count());
        this.sets = new Batch(Shape.of(size.prompts, size.responses));
        sets.put(space.promptField());
        sets.put(space.responseField());
        this.tokens = new float[rows * space.response()];
        this.logs = new float[rows];
        this.referenceLogs = new float[rows];
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(Prompts.SLOT, DataStream.class, 1)
                .calls(constants.preference, PreferenceModel.class, 1)
                .calls(constants.optimizer, GradientOptimizer.class, 1)
                .build();
    }

    /** Counts prompts as steps and responses as episodes. */
    @Override
    public Update update() {
        if (updates % constants.iteration == 0) {
            speaker.copyFrom(policy.model());
        }
        respond();
        comparing.compare(HiddenJudge.notOf(preference), sets);
        score(spoken, logs);
        ratios.take(sets, comparing, logs, constants.beta);
        GradientOptimizer stepper =
                context.slot(constants.optimizer, GradientOptimizer.class).get();
        double loss = 0;
        for (int epoch = 0; epoch < constants.epochs; epoch++) {
            loss += stepper.step(context.path(), policy.model().parameters(), ratios.objective());
        }
        context.metrics().record("loss", loss / constants.epochs);
        record();
        updates++;
        return new Update(size.prompts, (long) size.prompts * size.responses);
    }

    /** K responses of pi_t to each prompt. */
    private void respond() {
        int p = policy.space().prompt();
        float[] asked = prompts.next();
        float[] repeated = sets.numbers(TextSpace.PROMPT);
        for (int row = 0; row < sets.rows(); row++) {
            System.arraycopy(asked, row / size.responses * p, repeated, row * p, p);
        }
        sampler.sample(repeated, sets.numbers(TextSpace.RESPONSE), context.random("responses"));
    }

    /** How responses differ in what is thought of them, and how far pi_t is from the first policy. */
    private void record() {
        float[] means = comparing.means();
        double squares = 0;
        for (float mean : means) {
            squares += (double) mean * mean / means.length;
        }
        context.metrics().record("spread", Math.sqrt(squares));
        score(reference, referenceLogs);
        context.metrics().record("divergence", mean(logs) - mean(referenceLogs));
    }

    /** The log-probability of each response. */
    private void score(TextScorer scorer, float[] sums) {
        scorer.score(sets.numbers(TextSpace.PROMPT), sets.numbers(TextSpace.RESPONSE), tokens);
        TextScorer.sums(tokens, sums);
    }

    private static double mean(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number / numbers.length;
        }
        return sum;
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
        out.put("speaker", speaker.parameters().values());
        out.put("updates", updates);
    }

    /** Without a speaker that fits, an iteration begins. */
    @Override
    public void load(StateReader in) {
        in.read(policy.model().parameters());
        long[] made = new long[1];
        boolean goesOn = in.read("speaker", speaker.parameters().values()) & in.read("updates", made);
        updates = goesOn ? made[0] : 0;
    }

    @Override
    public void close() {
        sampler.close();
        spoken.close();
        reference.close();
        ratios.close();
    }
}
