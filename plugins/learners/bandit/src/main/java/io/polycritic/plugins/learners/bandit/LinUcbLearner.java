package io.polycritic.plugins.learners.bandit;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.rl.EpisodeCondition;
import io.polycritic.rl.EpisodeLedger;
import java.util.List;
import java.util.Optional;

/** The part of {@link LinUcb}. Within an update it chooses by the models that it had at the beginning. */
final class LinUcbLearner implements PolicyLearner {
    private final PartContext context;
    private final Settings settings;
    private final EnvironmentSpec environment;
    private final EpisodeCondition condition;
    private final RidgeModel model;
    private final UpperBound rule;
    private final Batch batch;
    private final EpisodeLedger ledger;
    private final float[] preferences;
    private long generation = -1;

    /** What the settings say. */
    record Settings(
            int objectives, String reward, String preference, double alpha, double ridge, int lanes, int horizon) {}

    LinUcbLearner(PartContext context, Settings settings) {
        this.context = context;
        this.settings = settings;
        this.environment = context.environment();
        this.condition = EpisodeCondition.preference(settings.objectives, settings.preference, context);
        Rows.of(environment, "lin-ucb");
        this.model = new RidgeModel(UpperBound.inputs(environment), settings.objectives, settings.ridge);
        this.rule = new UpperBound(model, environment, settings.alpha);
        this.batch = new Batch(Shape.of(settings.horizon, settings.lanes));
        this.ledger = new EpisodeLedger(environment.signals(), settings.lanes);
        this.preferences = new float[settings.lanes * settings.objectives];
        fields().forEach(batch::put);
    }

    private List<FieldSpec> fields() {
        int o = environment.observation().width();
        return List.of(
                FieldSpec.numbers(Fields.OBSERVATION, o),
                FieldSpec.numbers(Fields.NEXT_OBSERVATION, o),
                FieldSpec.numbers(Fields.ACTION, 1),
                FieldSpec.numbers(Fields.SIGNALS, environment.signals().width()),
                FieldSpec.category(Fields.ENDING, Ending.values().length),
                condition.space().fields().get(0));
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder()
                .needs(FieldSpec.numbers(Fields.rewards(settings.reward), settings.objectives))
                .calls(Kind.ENVIRONMENT.single(), World.class, 1)
                .calls("rewards.*", RewardModel.class, 1);
        fields().stream()
                .filter(field -> !field.name().equals(Fields.PREFERENCE))
                .forEach(wiring::offers);
        condition.wire(wiring);
        return wiring.build();
    }

    @Override
    public Update update() {
        Slot<World> world = context.slot(Kind.ENVIRONMENT.single(), World.class);
        List<Lane> lanes = world.get().lanes(settings.lanes);
        if (generation != world.generation()) {
            generation = world.generation();
            ledger.clear();
            for (int lane = 0; lane < lanes.size(); lane++) {
                begin(lanes, lane);
            }
        }
        for (int row = 0; row < batch.rows(); row++) {
            step(lanes, row);
        }
        List<Slot<RewardModel>> rewards = context.slots(Kind.REWARD_MODEL, RewardModel.class);
        rewards.forEach(reward -> reward.get().score(batch));
        long episodes = ledger.read(batch, rewards.stream().map(Slot::name).toList(), context.metrics());
        learn();
        rewards.forEach(reward -> reward.get().learn(batch));
        return new Update(batch.rows(), episodes);
    }

    private void begin(List<Lane> lanes, int lane) {
        lanes.get(lane).reset();
        condition.draw(preferences, lane * settings.objectives);
    }

    private void step(List<Lane> lanes, int row) {
        int index = row % settings.lanes;
        Lane lane = lanes.get(index);
        float[] action = batch.numbers(Fields.ACTION);
        copy(lane.observation(), Fields.OBSERVATION, row);
        System.arraycopy(
                preferences,
                index * settings.objectives,
                batch.numbers(Fields.PREFERENCE),
                row * settings.objectives,
                settings.objectives);
        action[row] = rule.choose(lane.observation(), 0, preferences, index * settings.objectives);
        Ending ending = lane.step(action, row);
        copy(lane.observation(), Fields.NEXT_OBSERVATION, row);
        copy(lane.signals(), Fields.SIGNALS, row);
        batch.numbers(Fields.ENDING)[row] = ending.ordinal();
        if (ending != Ending.RUNNING) {
            begin(lanes, index);
        }
    }

    private void copy(float[] from, String field, int row) {
        System.arraycopy(from, 0, batch.numbers(field), row * from.length, from.length);
    }

    private void learn() {
        float[] observations = batch.numbers(Fields.OBSERVATION);
        float[] actions = batch.numbers(Fields.ACTION);
        float[] rewards = batch.numbers(Fields.rewards(settings.reward));
        int o = environment.observation().width();
        for (int row = 0; row < batch.rows(); row++) {
            model.learn(rule.input(observations, row * o, (int) actions[row]), rewards, row * settings.objectives);
        }
    }

    @Override
    public Space condition() {
        return condition.space();
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        return policy(environment, rows, mode).orElseThrow();
    }

    /** The models fit each world whose rows are described by as many numbers. */
    @Override
    public Optional<Policy> policy(EnvironmentSpec world, int rows, Mode mode) {
        if (UpperBound.inputs(world) != UpperBound.inputs(environment)) {
            return Optional.empty();
        }
        RowRule chooser = new UpperBound(model, world, mode == Mode.EXPLORE ? settings.alpha : 0);
        Policy policy = new RowPolicy(chooser, rows, world.observation().width(), settings.objectives);
        return Optional.of(condition.guard(policy, rows));
    }

    @Override
    public void save(StateWriter out) {
        model.save(out);
        out.put("generation", generation);
        out.put("preferences", preferences);
        ledger.save(out.under("episodes"));
    }

    @Override
    public void load(StateReader in) {
        model.load(in);
        long[] saved = new long[1];
        if (in.read("generation", saved) & in.read("preferences", preferences)) {
            generation = saved[0];
        }
        ledger.load(in.under("episodes"));
    }
}
