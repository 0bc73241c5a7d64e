package io.polycritic.plugins.learners.bandit;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.Optional;
import java.util.function.Function;

/** A learner that learns nothing: it acts by a rule that is made for each world. */
final class RuleLearner implements PolicyLearner {
    private final PartContext context;
    private final int objectives;
    private final Function<EnvironmentSpec, RowRule> rules;

    /** The rule in the run's own world; making it finds what does not fit there. */
    private final RowRule own;

    RuleLearner(PartContext context, int objectives, Function<EnvironmentSpec, RowRule> rules) {
        this.context = context;
        this.objectives = objectives;
        this.rules = rules;
        this.own = rules.apply(context.environment());
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    /** One step, so that a run of it comes to its end. */
    @Override
    public Update update() {
        return new Update(1, 0);
    }

    @Override
    public Space condition() {
        return Space.of(FieldSpec.numbers(Fields.PREFERENCE, objectives).within(0, 1));
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        return acting(own, context.environment(), rows);
    }

    @Override
    public Optional<Policy> policy(EnvironmentSpec world, int rows, Mode mode) {
        return Optional.of(
                new RowPolicy(rules.apply(world), rows, world.observation().width(), objectives));
    }

    private Policy acting(RowRule rule, EnvironmentSpec world, int rows) {
        return new RowPolicy(rule, rows, world.observation().width(), objectives);
    }

    @Override
    public void save(StateWriter out) {
        // Nothing is learned.
    }

    @Override
    public void load(StateReader in) {
        // Nothing is learned.
    }
}
