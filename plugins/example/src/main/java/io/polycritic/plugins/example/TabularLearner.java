package io.polycritic.plugins.example;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import java.util.List;

/** The part of {@link ExampleTabular}. */
record TabularLearner(PartContext context, Table table, Walks walks, String optimizer) implements PolicyLearner {
    @Override
    public Wiring wiring() {
        return walks.offers()
                .calls("environment", World.class, 1)
                .calls("critics.*", ScoringCritic.class, 1)
                .calls("rewards.*", RewardModel.class, 0)
                .calls(optimizer, GradientOptimizer.class, 1)
                .build();
    }

    @Override
    public Update update() {
        List<Slot<ScoringCritic>> critics = context.slots(Kind.CRITIC, ScoringCritic.class);
        List<Slot<RewardModel>> rewards = context.slots(Kind.REWARD_MODEL, RewardModel.class);
        long episodes = walks.collect(context.slot("environment", World.class), table, context.random("actions"));
        rewards.forEach(reward -> reward.get().score(walks.batch()));
        critics.forEach(critic -> critic.get().score(walks.batch()));
        PolicyGradient objectives = new PolicyGradient(table, walks.batch(), critics);
        GradientOptimizer descent =
                context.slot(optimizer, GradientOptimizer.class).get();
        context.metrics().record("loss", descent.step(context.path(), table.parameters(), objectives));
        critics.forEach(critic -> critic.get().learn(walks.batch()));
        rewards.forEach(reward -> reward.get().learn(walks.batch()));
        return new Update(walks.batch().rows(), episodes);
    }

    @Override
    public Space condition() {
        return Space.EMPTY;
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        return new TablePolicy(table, mode == Mode.EXPLORE ? context.random("policy") : null);
    }

    @Override
    public void save(StateWriter out) {
        out.put(table.parameters());
        walks.save(out);
    }

    @Override
    public void load(StateReader in) {
        in.read(table.parameters());
        walks.load(in);
    }
}
