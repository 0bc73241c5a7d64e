package io.polycritic.plugins.rewards.language;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.language.PromptStream;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSampler;
import io.polycritic.language.TextSpace;
import io.polycritic.nn.TokenChoice;

/**
 * (r - m) / s with m the mean of r over what was written about some prompts (Stiennon et al., "Learning to summarize
 * from human feedback", 2020, section 3.4) and s the standard deviation of r over a policy's responses to them, both
 * taken once.
 */
final class ScaledReward implements RewardModel {
    private static final String ENVIRONMENT = "environment";

    /** Of prompts that are kept apart, those by which rewards are scaled are not those that are reported. */
    private static final long FROM = 2_000_000;

    private final PartContext context;
    private final String other;
    private final TextPolicy policy;
    private final int prompts;
    private final Slot<RewardModel> reward;
    private final FieldSpec field;

    /** Mean and deviation; no number before they are taken. */
    private final double[] scale = {Double.NaN, Double.NaN};

    ScaledReward(PartContext context, String reward, TextPolicy policy, int prompts) {
        this.context = context;
        this.other = Fields.rewards(reward);
        this.policy = policy;
        this.prompts = prompts;
        this.reward = context.slot("rewards." + reward, RewardModel.class);
        this.field = FieldSpec.numbers(Fields.rewards(context.name()));
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(FieldSpec.numbers(other))
                .offers(field)
                .calls(reward.path(), RewardModel.class, 1)
                .calls(ENVIRONMENT, PromptStream.class, 1)
                .build();
    }

    @Override
    public void score(Batch batch) {
        if (Double.isNaN(scale[0])) {
            calibrate();
        }
        float[] raw = batch.numbers(other);
        float[] written = batch.put(field);
        for (int row = 0; row < written.length; row++) {
            written[row] = (float) ((raw[row] - scale[0]) / scale[1]);
        }
    }

    private void calibrate() {
        Batch texts = new Batch(Shape.of(prompts));
        PromptStream stream = context.slot(ENVIRONMENT, PromptStream.class).get();
        stream.heldOut(FROM, texts);
        TextSpace space = TextSpace.of(stream.spec().observation());
        float[] written = texts.put(space.tokens(TextSpace.WRITTEN, space.response()));
        System.arraycopy(texts.numbers(TextSpace.RESPONSE), 0, written, 0, written.length);
        reward.get().score(texts);
        scale[0] = mean(texts.numbers(other));
        try (TextSampler sampler = policy.sampler(context.compute(), prompts, space, TokenChoice.PLAIN)) {
            sampler.sample(
                    texts.numbers(TextSpace.PROMPT), texts.numbers(TextSpace.RESPONSE), context.random("responses"));
        }
        reward.get().score(texts);
        scale[1] = deviation(texts.numbers(other));
        if (scale[1] == 0) {
            throw new PolycriticException(
                    ErrorCode.USER, reward.path(), "gives all responses the same reward, which has no deviation");
        }
        context.metrics().record("mean", scale[0]);
        context.metrics().record("deviation", scale[1]);
    }

    private static double mean(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    private static double deviation(float[] numbers) {
        double mean = mean(numbers);
        double squares = 0;
        for (float number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return Math.sqrt(squares / numbers.length);
    }

    @Override
    public void learn(Batch batch) {
        // Its two numbers stay.
    }

    @Override
    public void save(StateWriter out) {
        out.put("scale", scale);
    }

    @Override
    public void load(StateReader in) {
        in.read("scale", scale);
    }
}
