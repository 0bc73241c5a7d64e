package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.games.Game;
import io.polycritic.games.GameFields;
import io.polycritic.games.InferredReward;

/** The reward of one agent's steps by a discriminator that learns from them and from demonstrated ones. */
final class AdversarialReward implements RewardModel, InferredReward {
    private final DiscriminatorConfig config;
    private final Form form;
    private final PartContext context;
    private final EnvironmentSpec environment;
    private final int agent;
    private final String own;
    private final FieldSpec reward;
    private final Slot<GradientOptimizer> optimizer;
    private final Discriminator discriminator;

    /** What the discriminator's logit is, and what is earned. */
    enum Form {
        /** Logit d(s, a); reward -log(1 - D) = log(1 + e^d). */
        GAIL,
        /** Logit f - log pi with f = g(s, a) + gamma h(s') - h(s); the logit is the reward, log D - log(1 - D). */
        AIRL
    }

    AdversarialReward(DiscriminatorConfig config, Form form, PartContext context) {
        this.config = config;
        this.form = form;
        this.context = context;
        this.environment = context.environment();
        this.agent = AgentIndex.of(context);
        this.own = GameFields.logProbability(context.name());
        this.reward = FieldSpec.numbers(Fields.rewards(context.name()));
        this.optimizer = context.slot("optimizers." + config.optimizer(), GradientOptimizer.class);
        this.discriminator = new Discriminator(
                new Discriminator.Design(
                        form == Form.AIRL, config.hidden(), config.activation(), config.discount(), agent),
                environment,
                context.compute(),
                context.random("initial"));
    }

    @Override
    public Wiring wiring() {
        int o = environment.observation().width();
        FieldSpec[] fields = {
            FieldSpec.numbers(Fields.OBSERVATION, o),
            FieldSpec.numbers(Fields.NEXT_OBSERVATION, o),
            FieldSpec.numbers(Fields.ACTION, environment.action().width()),
            FieldSpec.category(Fields.ENDING, Ending.values().length)
        };
        Wiring.Builder wiring =
                Wiring.builder().offers(reward).calls("optimizers." + config.optimizer(), GradientOptimizer.class, 1);
        for (FieldSpec field : fields) {
            wiring.needs(field);
            wiring.needs(new FieldSpec(
                    GameFields.demonstrated(field.name()),
                    field.type(),
                    field.shape(),
                    field.low(),
                    field.high(),
                    field.unit(),
                    field.scale()));
        }
        if (form == Form.AIRL) {
            wiring.needs(FieldSpec.numbers(own));
            wiring.needs(FieldSpec.numbers(GameFields.demonstrated(own)));
        }
        return wiring.build();
    }

    @Override
    public void score(Batch batch) {
        float[] into = batch.put(reward);
        discriminator.fit(batch.rows());
        discriminator.judge(batch, form == Form.AIRL ? own : null, into);
        for (int row = 0; form == Form.GAIL && row < into.length; row++) {
            into[row] = (float) (Math.max(into[row], 0) + Math.log1p(Math.exp(-Math.abs(into[row]))));
        }
    }

    @Override
    public void learn(Batch batch) {
        discriminator.fit(batch.rows());
        discriminator.show(batch, form == Form.AIRL ? own : null);
        double loss = 0;
        for (int epoch = 0; epoch < config.epochs(); epoch++) {
            loss = optimizer.get().step(context.path(), discriminator.parameters(), discriminator.objective());
        }
        context.metrics().record("loss", loss);
        context.metrics().record("accuracy", discriminator.accuracy());
    }

    /** g(s, a_i), or d(s, a_i). */
    @Override
    public double[] inferred(Game game, int wanted) {
        return discriminator.inferred(game, wanted);
    }

    @Override
    public void save(StateWriter out) {
        out.put(discriminator.parameters());
    }

    @Override
    public void load(StateReader in) {
        in.read(discriminator.parameters());
    }

    @Override
    public void close() {
        discriminator.close();
    }
}
