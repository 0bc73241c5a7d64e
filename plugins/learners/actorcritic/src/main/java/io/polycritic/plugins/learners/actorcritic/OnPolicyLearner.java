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
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.model.ModelSource;
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
import io.polycritic.rl.EpisodeCondition;
import io.polycritic.rl.EpisodeLedger;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.LaneDriver;
import io.polycritic.rl.LaneStepper;
import java.util.List;
import java.util.Optional;

/**
 * A learner that gathers a rollout with its policy, lets reward models and critics judge it, changes the policy by what
 * they say, and forgets the rollout. The {@link Method} says how.
 */
final class OnPolicyLearner implements PolicyLearner, ModelSource {
    private final Method method;
    private final EpisodeCondition condition;
    private final PartContext context;
    private final EnvironmentSpec environment;
    private final Actor actor;
    private final Rollouts rollouts;
    private final PolicyTrainer trainer;
    private final CriticConflict conflict;
    private final EpisodeLedger ledger;
    private final float[] judged;
    private final PolicyWrapper wrapper;
    private List<String> rewardPaths = List.of();
    private List<String> rewardNames = List.of();

    /** Null unless the loss asks for one. */
    private final ReferencePolicy reference;

    /** Makes the policy that others see from the actor's own. */
    @FunctionalInterface
    interface PolicyWrapper {
        /** The policy for some rows. */
        Policy wrap(Policy policy, int rows);
    }

    /** What actions are, and what they drive. */
    record Acting(ActionHead head, Driver driver, PolicyWrapper wrapper) {
        /** Actions are those of the world. */
        static Acting inWorld(ActorSettings settings, RolloutShape shape, PartContext context) {
            Space actions = context.environment().action();
            LaneStepper stepper = new LaneStepper(shape.threads(), "polycritic-lanes");
            return new Acting(
                    ActionHead.of(actions, settings.initialLogStd()),
                    new LaneDriver(shape.lanes(), actions.width(), stepper),
                    (policy, rows) -> policy);
        }
    }

    /** A learner without a reference policy whose actions are those of the world. */
    OnPolicyLearner(Method method, ActorSettings settings, RolloutShape shape, PartContext context) {
        this(method, settings, shape, context, Acting.inWorld(settings, shape, context), -1);
    }

    /**
     * A learner.
     *
     * @param referenceInterval updates after which the reference policy is replaced by the present one, 0 for never;
     *     below 0 for no reference policy
     */
    OnPolicyLearner(
            Method method,
            ActorSettings settings,
            RolloutShape shape,
            PartContext context,
            Acting acting,
            int referenceInterval) {
        this.method = method;
        this.condition = settings.condition().in(context);
        this.context = context;
        this.environment = context.environment();
        this.actor = settings.actor(environment, acting.head, context.random("initial"));
        this.rollouts = new Rollouts(actor, acting.driver, shape, condition, context);
        this.ledger = new EpisodeLedger(environment.signals(), shape.lanes());
        this.judged = new float[shape.rows()];
        this.wrapper = acting.wrapper;
        this.reference = referenceInterval < 0
                ? null
                : new ReferencePolicy(
                        actor,
                        settings.actor(environment, acting.head, context.random("reference")),
                        referenceInterval,
                        context.compute(),
                        shape.rows());
        if (reference != null) {
            rollouts.batch().put(FieldSpec.numbers(Rollouts.REFERENCE_LOG_PROBABILITY));
        }
        this.conflict = new CriticConflict(method, actor.parameters().size(), shape.rows(), context.metrics());
        this.trainer = new PolicyTrainer(actor, method, context, rollouts.batch(), judged, conflict);
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
                .calls("critics.*", ScoringCritic.class, method.advantages().fewestCritics())
                .calls("rewards.*", RewardModel.class, 0)
                .calls(method.optimizer(), GradientOptimizer.class, 1);
        condition.wire(wiring);
        return wiring.build();
    }

    @Override
    public void describe(Batch batch) {
        FeatureMap map = actor.features();
        Space space = condition.space();
        int d = space.width();
        int f = actor.features().width();
        int o = environment.observation().width();
        float[] conditions =
                d == 0 ? new float[0] : batch.numbers(space.fields().get(0).name());
        float[] present = batch.put(FieldSpec.numbers(Fields.FEATURES, f));
        float[] next = batch.put(FieldSpec.numbers(Fields.NEXT_FEATURES, f));
        for (int row = 0; row < batch.rows(); row++) {
            map.write(batch.numbers(Fields.OBSERVATION), row * o, conditions, row * d, present, row * f);
            map.write(batch.numbers(Fields.NEXT_OBSERVATION), row * o, conditions, row * d, next, row * f);
        }
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
        score(batch, rewards, critics);
        long episodes = ledger.read(batch, names(rewards), context.metrics());
        method.advantages().judge(batch, critics, rewards, context.metrics(), judged);
        conflict.next(critics);
        trainer.train();
        learn(batch, rewards, critics);
        double logStd = actor.head().logStd(actor.parameters());
        if (!Double.isNaN(logStd)) {
            context.metrics().record("logStd", logStd);
        }
        return new Update(steps, episodes);
    }

    /** Lists are walked by index, which allocates nothing. */
    private void score(Batch batch, List<Slot<RewardModel>> rewards, List<Slot<ScoringCritic>> critics) {
        for (int i = 0; i < rewards.size(); i++) {
            rewards.get(i).get().score(batch);
        }
        for (int i = 0; i < critics.size(); i++) {
            critics.get(i).get().score(batch);
        }
        if (reference != null) {
            reference.follow();
            if (method.loss().usesReference()) {
                reference.score(batch);
            }
        }
    }

    private void learn(Batch batch, List<Slot<RewardModel>> rewards, List<Slot<ScoringCritic>> critics) {
        for (int i = 0; i < critics.size(); i++) {
            critics.get(i).get().learn(batch);
        }
        for (int i = 0; i < rewards.size(); i++) {
            rewards.get(i).get().learn(batch);
        }
        actor.features().learn(batch.numbers(Fields.OBSERVATION), batch.rows());
    }

    /** The names of reward slots, made anew only where the slots are others than in the last update. */
    private List<String> names(List<Slot<RewardModel>> rewards) {
        boolean same = rewards.size() == rewardPaths.size();
        for (int i = 0; same && i < rewards.size(); i++) {
            same = rewards.get(i).path().equals(rewardPaths.get(i));
        }
        if (!same) {
            rewardPaths = rewards.stream().map(Slot::path).toList();
            rewardNames = rewards.stream().map(Slot::name).toList();
        }
        return rewardNames;
    }

    private List<Slot<ScoringCritic>> critics() {
        List<Slot<ScoringCritic>> critics = context.slots(Kind.CRITIC, ScoringCritic.class);
        int most = method.advantages().mostCritics();
        if (critics.size() < method.advantages().fewestCritics()) {
            throw new InvalidConfigException(
                    "critics", method.plugin() + " needs at least one critic slot (critics.<name>)");
        }
        if (critics.size() > most) {
            throw new InvalidConfigException(
                    "critics",
                    method.plugin() + " takes " + (most == 0 ? "no critic" : "one critic slot") + ", found "
                            + critics.stream().map(Slot::path).toList());
        }
        return critics;
    }

    @Override
    public Space condition() {
        return condition.space();
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        return condition.guard(wrapper.wrap(policy(actor, environment, rows, mode), rows), rows);
    }

    @Override
    public Optional<Policy> policy(EnvironmentSpec world, int rows, Mode mode) {
        return actor.in(world, condition.width()).map(other -> condition.guard(policy(other, world, rows, mode), rows));
    }

    private Policy policy(Actor who, EnvironmentSpec world, int rows, Mode mode) {
        return new ActorPolicy(
                who,
                context.compute(),
                rows,
                world.observation().width(),
                condition.width(),
                mode == Mode.EXPLORE ? context.random("policy") : null);
    }

    /** What the policy network says; where actions are skills that others carry out, that is the skill. */
    @Override
    public List<GraphModel> models(int rows) {
        return List.of(actor.model(rows, environment.observation().width(), condition.width()));
    }

    @Override
    public void save(StateWriter out) {
        out.put(actor.parameters());
        actor.features().save(out, "observations");
        rollouts.save(out.under("rollouts"));
        ledger.save(out.under("episodes"));
        conflict.save(out.under("conflict"));
        if (reference != null) {
            reference.save(out.under("reference"));
        }
    }

    @Override
    public void load(StateReader in) {
        in.read(actor.parameters());
        actor.features().load(in, "observations");
        rollouts.load(in.under("rollouts"));
        ledger.load(in.under("episodes"));
        conflict.load(in.under("conflict"));
        if (reference != null) {
            reference.load(in.under("reference"));
        }
    }

    @Override
    public void close() {
        trainer.close();
        if (reference != null) {
            reference.close();
        }
        rollouts.close();
    }
}
