package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.Actor;
import io.polycritic.rl.ActorPolicy;
import io.polycritic.rl.Driver;
import io.polycritic.rl.EpisodeLedger;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.LaneDriver;
import io.polycritic.rl.LaneStepper;
import java.util.List;

/**
 * PPO whose advantage is made of several critics' advantages, each normalised by itself ("SLIM: Skill learning with
 * multiple critics", arXiv 2402.00823). With one critic it is PPO.
 */
final class PpoLearner implements PolicyLearner {
    private final PpoSettings settings;
    private final PartContext context;
    private final EnvironmentSpec environment;
    private final Actor actor;
    private final Rollouts rollouts;
    private final PpoTrainer trainer;
    private final EpisodeLedger ledger;
    private final float[] combined;
    private final PolicyWrapper wrapper;

    /** Makes the policy that others see from the actor's own. */
    @FunctionalInterface
    private interface PolicyWrapper {
        Policy wrap(Policy policy, int rows);
    }

    private PpoLearner(
            PpoSettings settings, PartContext context, ActionHead head, Driver driver, PolicyWrapper wrapper) {
        this.settings = settings;
        this.context = context;
        this.environment = context.environment();
        this.actor = new Actor(
                new FeatureMap(environment.observation(), settings.skillDimension()),
                head,
                settings.hidden(),
                settings.activation(),
                context.random("initial"));
        this.rollouts = new Rollouts(actor, driver, settings, context, environment);
        this.trainer = new PpoTrainer(actor, settings, context);
        this.ledger = new EpisodeLedger(environment.signals(), settings.lanes());
        this.combined = new float[settings.rows()];
        this.wrapper = wrapper;
    }

    /** A learner whose actions are those of the world. */
    static PpoLearner of(PpoSettings settings, PartContext context) {
        Space actions = context.environment().action();
        LaneStepper stepper = new LaneStepper(settings.threads(), "polycritic-lanes");
        return new PpoLearner(
                settings,
                context,
                ActionHead.of(actions, settings.initialLogStd()),
                new LaneDriver(settings.lanes(), actions.width(), stepper),
                (policy, rows) -> policy);
    }

    /** A learner whose actions are skills that a frozen policy carries out. */
    static PpoLearner choosing(PpoSettings settings, PartContext context, FrozenSkills skills, int interval) {
        LaneStepper stepper = new LaneStepper(settings.threads(), "polycritic-lanes");
        return new PpoLearner(
                settings,
                context,
                ActionHead.of(skills.actions(), settings.initialLogStd()),
                new SkillDriver(skills, context.environment(), settings.lanes(), interval, stepper),
                (policy, rows) -> new SkillPolicy(policy, skills, rows, interval));
    }

    @Override
    public Wiring wiring() {
        int o = environment.observation().width();
        int f = actor.features().width();
        Wiring.Builder wiring = Wiring.builder()
                .offers(FieldSpec.numbers(Fields.OBSERVATION, o))
                .offers(FieldSpec.numbers(Fields.NEXT_OBSERVATION, o))
                .offers(FieldSpec.numbers(Fields.ACTION, actor.head().width()))
                .offers(FieldSpec.numbers(Fields.SIGNALS, environment.signals().width()))
                .offers(FieldSpec.category(Fields.ENDING, Ending.values().length))
                .offers(FieldSpec.numbers(Fields.FEATURES, f))
                .offers(FieldSpec.numbers(Fields.NEXT_FEATURES, f))
                .calls("environment", World.class, 1)
                .calls("critics.*", ScoringCritic.class, 1)
                .calls("rewards.*", RewardModel.class, 0)
                .calls(settings.optimizer(), GradientOptimizer.class, 1);
        if (settings.skillDimension() > 0) {
            wiring.offers(FieldSpec.numbers(Fields.SKILL, settings.skillDimension()));
        }
        return wiring.build();
    }

    @Override
    public Update update() {
        List<Slot<ScoringCritic>> critics = critics();
        List<Slot<RewardModel>> rewards = context.slots(Kind.REWARD_MODEL, RewardModel.class);
        if (rollouts.open(context.slot("environment", World.class))) {
            ledger.clear();
        }
        long steps = rollouts.collect();
        Batch batch = rollouts.batch();
        for (Slot<RewardModel> reward : rewards) {
            reward.get().score(batch);
        }
        List<String> names = rewards.stream().map(Slot::name).toList();
        long episodes = ledger.read(batch, names, context.metrics());
        for (Slot<ScoringCritic> critic : critics) {
            critic.get().score(batch);
        }
        AdvantageMix.combine(batch, critics, combined);
        trainer.train(batch, combined);
        for (Slot<ScoringCritic> critic : critics) {
            critic.get().learn(batch);
        }
        for (Slot<RewardModel> reward : rewards) {
            reward.get().learn(batch);
        }
        double logStd = actor.head().logStd(actor.parameters());
        if (!Double.isNaN(logStd)) {
            context.metrics().record("logStd", logStd);
        }
        return new Update(steps, episodes);
    }

    private List<Slot<ScoringCritic>> critics() {
        List<Slot<ScoringCritic>> critics = context.slots(Kind.CRITIC, ScoringCritic.class);
        if (critics.isEmpty()) {
            throw new InvalidConfigException(
                    "critics", settings.plugin() + " needs at least one critic slot (critics.<name>)");
        }
        if (critics.size() > settings.mostCritics()) {
            throw new InvalidConfigException(
                    "critics",
                    settings.plugin() + " takes one critic slot, found "
                            + critics.stream().map(Slot::path).toList() + "; multi-critic-ppo takes several");
        }
        return critics;
    }

    @Override
    public Space condition() {
        return settings.skillDimension() == 0
                ? Space.EMPTY
                : Space.of(FieldSpec.numbers(Fields.SKILL, settings.skillDimension())
                        .within(-1, 1));
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        Policy policy = new ActorPolicy(
                actor,
                context.compute(),
                rows,
                environment.observation().width(),
                settings.skillDimension(),
                mode == Mode.EXPLORE ? context.random("policy") : null);
        return wrapper.wrap(policy, rows);
    }

    @Override
    public void save(StateWriter out) {
        out.put(actor.parameters());
        rollouts.save(out.under("rollouts"));
        ledger.save(out.under("episodes"));
    }

    @Override
    public void load(StateReader in) {
        in.read(actor.parameters());
        rollouts.load(in.under("rollouts"));
        ledger.load(in.under("episodes"));
    }

    @Override
    public void close() {
        trainer.close();
        rollouts.close();
    }
}
