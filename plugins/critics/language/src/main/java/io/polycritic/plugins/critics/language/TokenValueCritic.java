package io.polycritic.plugins.critics.language;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.language.TextSpace;
import io.polycritic.rl.Gae;

/**
 * Judges tokens as steps of an episode that ends with its response. Advantages and returns of padding are 0. Learns the
 * returns by their mean squared distance over real tokens.
 */
final class TokenValueCritic implements ScoringCritic {
    private final PartContext context;
    private final ValueModel model;
    private final Gae gae;
    private final int epochs;
    private final String optimizer;
    private final FieldSpec advantages;
    private final FieldSpec returns;
    private Appraisal appraisal;

    TokenValueCritic(PartContext context, ValueModel model, Gae gae, int epochs, String optimizer) {
        this.context = context;
        this.model = model;
        this.gae = gae;
        this.epochs = epochs;
        this.optimizer = optimizer;
        this.advantages = FieldSpec.numbers(
                TextSpace.tokenAdvantages(context.name()), model.space().response());
        this.returns = FieldSpec.numbers(
                TextSpace.tokenReturns(context.name()), model.space().response());
    }

    @Override
    public Wiring wiring() {
        TextSpace space = model.space();
        return Wiring.builder()
                .needs(space.promptField())
                .needs(space.responseField())
                .needs(FieldSpec.numbers(TextSpace.TOKEN_REWARDS, space.response()))
                .offers(advantages)
                .offers(returns)
                .calls(optimizer, GradientOptimizer.class, 1)
                .build();
    }

    private Appraisal of(Batch batch) {
        if (appraisal == null || appraisal.rows() != batch.rows()) {
            close();
            appraisal = new Appraisal(context.compute(), model, batch.rows());
        }
        return appraisal;
    }

    @Override
    public void score(Batch batch) {
        of(batch).score(batch, gae, batch.put(advantages), batch.put(returns));
    }

    @Override
    public void learn(Batch batch) {
        GradientOptimizer stepper =
                context.slot(optimizer, GradientOptimizer.class).get();
        Appraisal present = of(batch);
        present.set(batch, batch.numbers(returns.name()));
        double loss = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            loss += stepper.step(context.path(), model.parameters(), present.objective());
        }
        context.metrics().record("loss", loss / epochs);
    }

    @Override
    public void save(StateWriter out) {
        out.put(model.parameters());
    }

    @Override
    public void load(StateReader in) {
        in.read(model.parameters());
    }

    @Override
    public void close() {
        if (appraisal != null) {
            appraisal.close();
            appraisal = null;
        }
    }
}
