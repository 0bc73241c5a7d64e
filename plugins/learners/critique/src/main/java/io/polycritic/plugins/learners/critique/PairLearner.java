package io.polycritic.plugins.learners.critique;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Shape;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import io.polycritic.language.Contrasts;
import io.polycritic.vlm.TinyVlm;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.VlmWriter;
import java.util.Arrays;
import java.util.List;

/**
 * Learns from pairs of critiques of the same path: K are drawn from the frozen critic that it began with, reward models
 * score them, and best and worst make a pair if they are far enough apart (Zhang et al., "Critic-V", 2025, section
 * 3.2).
 */
final class PairLearner implements VlmLearner {
    private static final String ENVIRONMENT = "environment";

    private final VlmModel model;
    private final VlmLearner reference;
    private final TinyVlmPreference.Config config;
    private final PartContext context;
    private final Slot<DataStream> stream;
    private final Slot<PathStream> world;
    private final Slot<GradientOptimizer> optimizer;
    private final Pairs pairs;
    private VlmWriter writer;
    private PairStep step;

    PairLearner(VlmModel model, VlmLearner reference, TinyVlmPreference.Config config, PartContext context) {
        this.model = model;
        this.reference = reference;
        this.config = config;
        this.context = context;
        this.stream = context.slot(streamPath(), DataStream.class);
        this.world = context.slot(ENVIRONMENT, PathStream.class);
        this.optimizer = context.slot(optimizerPath(), GradientOptimizer.class);
        this.pairs = new Pairs(model.model().space());
    }

    private String streamPath() {
        return "streams." + config.stream();
    }

    private String optimizerPath() {
        return "optimizers." + config.optimizer();
    }

    @Override
    public TinyVlm model() {
        return model.model();
    }

    @Override
    public Parameters parameters() {
        return model.parameters();
    }

    @Override
    public Wiring wiring() {
        PathSpace space = model.model().space();
        Wiring.Builder wiring = Wiring.builder()
                .calls(ENVIRONMENT, PathStream.class, 1)
                .calls(streamPath(), DataStream.class, 1)
                .calls(optimizerPath(), GradientOptimizer.class, 1)
                .calls("rewards.*", RewardModel.class, 1)
                .calls("critics.*", LossCritic.class, 1)
                .offers(space.critiques(PathSpace.ERRORS))
                .offers(space.critiques(PathSpace.RESPONSE));
        Contrasts.FIELDS.forEach(field -> wiring.offers(FieldSpec.numbers(field)));
        return wiring.build();
    }

    /** Counts paths that were criticised as steps. */
    @Override
    public Update update() {
        if (writer == null) {
            writer = new VlmWriter(context.compute(), reference.model(), reference.parameters(), config.rows());
            step = new PairStep(model, reference, config, context);
        }
        gather();
        while (pairs.count() >= config.minibatch()) {
            step.take(pairs, world.get(), optimizer.get());
            pairs.remove(config.minibatch());
        }
        return new Update(config.items(), 0);
    }

    private void gather() {
        Batch items = new Batch(Shape.of(config.items()));
        if (!stream.get().next(items)) {
            throw new PolycriticException(ErrorCode.USER, streamPath(), "has ended; pairs need a stream that goes on");
        }
        Batch drawn = repeated(items);
        int[][] texts = writer.write(drawn, config.temperature(), context.random("critiques"));
        PathSpace space = model.model().space();
        float[] responses = drawn.put(space.critiques(PathSpace.RESPONSE));
        for (int row = 0; row < texts.length; row++) {
            PathSpace.write(PathSpace.begun(texts[row]), responses, row, space.critique());
        }
        double[] scores = scores(drawn);
        double gained = 0;
        long before = pairs.made();
        for (int item = 0; item < config.items(); item++) {
            gained += pair(item, items, responses, scores);
        }
        context.metrics().record("pairs", (pairs.made() - before) / (double) config.items());
        context.metrics().record("reward", Arrays.stream(scores).average().orElse(0));
        context.metrics().record("gap", gained / config.items());
        if (pairs.made() == 0 && pairs.tied() >= config.minibatch()) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    context.path(),
                    "preference stream empty: the critiques of all " + pairs.tied() + " paths score the same");
        }
    }

    /** Each row K times: what is drawn and judged. */
    private Batch repeated(Batch items) {
        int k = config.samples();
        Batch many = new Batch(Shape.of(config.items() * k));
        for (String name : List.of(Fields.IMAGE, PathSpace.QUESTION, PathSpace.PATH, PathSpace.ERRORS)) {
            int width = items.spec(name).width();
            float[] from = items.numbers(name);
            float[] into = many.put(items.spec(name));
            for (int row = 0; row < config.items() * k; row++) {
                System.arraycopy(from, row / k * width, into, row * width, width);
            }
        }
        return many;
    }

    private double[] scores(Batch drawn) {
        double[] scores = new double[drawn.rows()];
        for (Slot<RewardModel> slot : context.slots(Kind.REWARD_MODEL, RewardModel.class)) {
            slot.get().score(drawn);
            float[] rewards = drawn.numbers(Fields.rewards(slot.name()));
            for (int row = 0; row < scores.length; row++) {
                scores[row] += slot.weight() * rewards[row];
            }
        }
        return scores;
    }

    /** Makes the pair of an item, if there is one; the distance of its rewards. */
    private double pair(int item, Batch items, float[] responses, double[] scores) {
        int first = item * config.samples();
        int best = first;
        int worst = first;
        for (int row = first + 1; row < first + config.samples(); row++) {
            best = scores[row] > scores[best] ? row : best;
            worst = scores[row] < scores[worst] ? row : worst;
        }
        double distance = scores[best] - scores[worst];
        if (best == worst || distance < config.gap()) {
            pairs.tie();
            return distance;
        }
        float number = items.numbers(Fields.ITEM)[item];
        pairs.add(number, items.numbers(PathSpace.PATH), item, responses, best, worst);
        return distance;
    }

    @Override
    public void save(StateWriter out) {
        out.put(model.parameters());
        pairs.save(out);
    }

    @Override
    public void load(StateReader in) {
        in.read(model.parameters());
        pairs.load(in);
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
            step.close();
        }
    }
}
