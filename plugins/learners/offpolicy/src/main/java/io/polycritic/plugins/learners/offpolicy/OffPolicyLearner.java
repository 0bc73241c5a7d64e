package io.polycritic.plugins.learners.offpolicy;

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
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.rl.ActionValueCritic;
import io.polycritic.rl.EpisodeCondition;
import io.polycritic.rl.EpisodeLedger;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.ReplayMemory;
import java.util.List;
import java.util.Optional;

/**
 * Learns from replayed steps: steps the world, remembers, draws a minibatch, lets the critics learn from it, improves
 * the policy. One update is one optimisation with the steps that belong to it, or, before learning begins, a bounded
 * number of steps.
 */
final class OffPolicyLearner implements PolicyLearner, ModelSource {
    /** Steps of each lane in an update without optimisation, at least. */
    private static final int CHUNK = 64;

    private static final FieldSpec ENDING = FieldSpec.category(Fields.ENDING, Ending.values().length);

    private final PartContext context;
    private final Schedule schedule;
    private final EnvironmentSpec environment;
    private final FeatureMap map;
    private final Actions actions;
    private final Method method;
    private final EpisodeCondition condition;
    private final CriticRoles roles;
    private final Experience experience;
    private final EpisodeLedger ledger;
    private final Signals signals;
    private final Slot<World> world;
    private final float[] errors;
    private Batch drawn;
    private long made;
    private long owed;

    OffPolicyLearner(PartContext context, Schedule schedule, FeatureMap map, Actions actions, Method method) {
        this(context, schedule, map, actions, method, EpisodeCondition.NONE, CriticRoles.NONE);
    }

    OffPolicyLearner(
            PartContext context,
            Schedule schedule,
            FeatureMap map,
            Actions actions,
            Method method,
            EpisodeCondition condition,
            CriticRoles roles) {
        this.condition = condition;
        this.roles = roles;
        this.context = context;
        this.schedule = schedule;
        this.environment = context.environment();
        this.map = map;
        this.actions = actions;
        this.method = method;
        this.experience = new Experience(environment, map, condition, actions, schedule);
        this.ledger = new EpisodeLedger(environment.signals(), schedule.lanes());
        this.signals = new Signals(context, schedule.memory(), roles);
        this.world = context.slot(Kind.ENVIRONMENT.single(), World.class);
        this.errors = new float[schedule.batch()];
    }

    @Override
    public Wiring wiring() {
        int o = environment.observation().width();
        Wiring.Builder wiring = Wiring.builder()
                .offers(FieldSpec.numbers(Fields.OBSERVATION, o))
                .offers(FieldSpec.numbers(Fields.NEXT_OBSERVATION, o))
                .offers(FieldSpec.numbers(Fields.ACTION, actions.width()))
                .offers(FieldSpec.numbers(Fields.SIGNALS, environment.signals().width()))
                .offers(ENDING)
                .offers(FieldSpec.numbers(Fields.FEATURES, map.width()))
                .offers(FieldSpec.numbers(Fields.NEXT_FEATURES, map.width()))
                .offers(actions.sample())
                .calls(Kind.ENVIRONMENT.single(), World.class, 1)
                .calls(schedule.memory(), ReplayMemory.class, 1)
                .calls("critics.*", ActionValueCritic.class, 1)
                .calls("rewards.*", RewardModel.class, 1);
        condition.wire(wiring);
        method.offers().forEach(wiring::offers);
        method.optimizers().forEach(path -> wiring.calls(path, GradientOptimizer.class, 1));
        return wiring.build();
    }

    @Override
    public Update update() {
        signals.look();
        if (signals.newCritics()) {
            method.listen(signals.critics());
        }
        if (signals.newMemory()) {
            signals.memory().open(signals.columns(experience.batch()), schedule.lanes());
            drawn = new Batch(Shape.of(schedule.batch()));
        }
        if (experience.open(world)) {
            ledger.clear();
            signals.memory().cut();
        }
        long before = made;
        long episodes = 0;
        if (made < schedule.warmup()) {
            for (int t = 0; t < CHUNK && made < schedule.warmup(); t += schedule.trainEvery()) {
                episodes += gather(true);
            }
        } else {
            if (owed == 0) {
                episodes += gather(false);
                owed = schedule.updates();
            }
            owed--;
            optimise();
        }
        return new Update(made - before, episodes);
    }

    /** Steps the lanes and remembers; returns how many episodes ended. */
    private long gather(boolean random) {
        made += experience.collect(method, random, made);
        Batch batch = experience.batch();
        signals.memory().refresh();
        List<Slot<RewardModel>> rewards = signals.rewards();
        for (int i = 0; i < rewards.size(); i++) {
            rewards.get(i).get().score(batch);
        }
        long episodes = ledger.read(batch, signals.rewardNames(), context.metrics());
        signals.memory().append(batch);
        for (int i = 0; i < rewards.size(); i++) {
            rewards.get(i).get().learn(batch);
        }
        return episodes;
    }

    private void optimise() {
        ReplayMemory memory = signals.memory();
        if (!memory.next(drawn)) {
            return;
        }
        condition.relabel(drawn);
        method.prepare(drawn);
        List<Slot<ActionValueCritic>> critics = signals.critics().critics();
        for (int i = 0; i < critics.size(); i++) {
            critics.get(i).get().learn(drawn);
        }
        if (memory.usesErrors()) {
            signals.critics().errors(drawn, errors);
            memory.learned(errors);
        }
        method.improve(drawn);
    }

    @Override
    public Space condition() {
        return condition.space();
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        return condition.guard(method.policy(rows, mode, critics()), rows);
    }

    private CriticMix critics() {
        return new CriticMix(context.slots(Kind.CRITIC, ActionValueCritic.class), roles);
    }

    @Override
    public List<GraphModel> models(int rows) {
        return List.of(method.model(rows, critics()));
    }

    @Override
    public Optional<Policy> policy(EnvironmentSpec other, int rows, Mode mode) {
        return method.policy(other, rows, mode).map(policy -> condition.guard(policy, rows));
    }

    @Override
    public void save(StateWriter out) {
        out.put("made", made, owed);
        experience.save(out.under("experience"));
        ledger.save(out.under("episodes"));
        method.save(out);
    }

    @Override
    public void load(StateReader in) {
        long[] saved = new long[2];
        if (in.read("made", saved)) {
            made = saved[0];
            owed = saved[1];
        }
        experience.load(in.under("experience"));
        ledger.load(in.under("episodes"));
        method.load(in);
    }

    @Override
    public void close() {
        method.close();
        experience.close();
    }
}
