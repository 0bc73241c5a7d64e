package io.polycritic.plugins.learners.games;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
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
import io.polycritic.api.tensor.Program;
import io.polycritic.games.GameFields;
import io.polycritic.games.JointActions;
import io.polycritic.games.JointDemonstrations;
import io.polycritic.rl.EpisodeLedger;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.Moments;
import io.polycritic.rl.ProgramObjective;
import java.util.ArrayList;
import java.util.List;

/**
 * Advantage actor-critic of each agent, on rewards of discriminators that tell its steps from demonstrated ones. Each
 * agent has a reward model {@code rewards.<agent>}, which gets demonstrated transitions beside the rollout, and a
 * critic {@code critics.<agent>} of that reward. Advantages are brought to mean 0 and variance 1, each agent's by
 * itself.
 */
final class AdversarialLearner implements PolicyLearner {
    private static final float EPSILON = 1e-6f;

    private final PartContext context;
    private final EnvironmentSpec environment;
    private final AdversarialConfig config;
    private final boolean logs;
    private final FeatureMap map;
    private final JointActions actions;
    private final ActorTeam team;
    private final JointLanes lanes;
    private final EpisodeLedger ledger;
    private final Imitation imitation;
    private final ActorTeamPolicy acting;
    private final ActorTeamPolicy judging;
    private final Program training;
    private final ProgramObjective objective;
    private final Slot<GradientOptimizer> optimizer;
    private final List<Slot<RewardModel>> rewards = new ArrayList<>();
    private final List<Slot<ScoringCritic>> critics = new ArrayList<>();
    private final float[] column;

    /** Makes a learner; one with logs offers log-probabilities of all actions, which rewards may need. */
    AdversarialLearner(AdversarialConfig config, boolean logs, PartContext context) {
        this.context = context;
        this.environment = context.environment();
        this.config = config;
        this.logs = logs;
        this.map = new FeatureMap(environment.observation(), 0);
        this.actions = JointActions.of(environment.action());
        this.team = new ActorTeam(
                environment.agents(),
                actions,
                map.width(),
                config.hidden(),
                config.activation(),
                context.random("initial"));
        this.lanes = new JointLanes(environment, map, config.horizon(), config.lanes());
        this.ledger = new EpisodeLedger(environment.signals(), config.lanes());
        this.imitation = new Imitation(
                new JointDemonstrations(
                        context.slot("streams." + config.demonstrations(), DataStream.class),
                        environment,
                        "a discriminator of each agent"),
                lanes.batch());
        int o = environment.observation().width();
        int rows = lanes.batch().rows();
        this.acting = new ActorTeamPolicy(team, map, o, context.compute(), config.lanes(), context.random("actions"));
        this.judging = new ActorTeamPolicy(team, map, o, context.compute(), rows, null);
        this.training = team.training(context.compute(), rows, config.entropy());
        this.objective = new ProgramObjective("policies", training, "loss", "gradient");
        this.optimizer = context.slot("optimizers." + config.optimizer(), GradientOptimizer.class);
        for (String agent : environment.agents()) {
            rewards.add(context.slot("rewards." + agent, RewardModel.class));
            critics.add(context.slot("critics." + agent, ScoringCritic.class));
        }
        this.column = new float[rows];
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder()
                .calls(Kind.ENVIRONMENT.single(), World.class, 1)
                .calls("streams." + config.demonstrations(), DataStream.class, 1)
                .calls("optimizers." + config.optimizer(), GradientOptimizer.class, 1);
        rewards.forEach(slot -> wiring.calls(slot.path(), RewardModel.class, 1));
        critics.forEach(slot -> wiring.calls(slot.path(), ScoringCritic.class, 1));
        Imitation.declare(wiring, environment, map.width());
        for (int i = 0; logs && i < environment.agents().size(); i++) {
            String field = GameFields.logProbability(environment.agents().get(i));
            wiring.offers(FieldSpec.numbers(field)).offers(FieldSpec.numbers(GameFields.demonstrated(field)));
        }
        return wiring.build();
    }

    @Override
    public Update update() {
        if (lanes.open(context.slot(Kind.ENVIRONMENT.single(), World.class))) {
            ledger.clear();
        }
        long steps = lanes.collect(this::act);
        Batch batch = lanes.batch();
        imitation.draw(batch);
        if (logs) {
            log(batch.numbers(Fields.FEATURES), batch.numbers(Fields.ACTION), "");
            logDemonstrated(batch);
        }
        for (int i = 0; i < rewards.size(); i++) {
            rewards.get(i).get().score(batch);
        }
        for (int i = 0; i < critics.size(); i++) {
            critics.get(i).get().score(batch);
        }
        long episodes = ledger.read(batch, environment.agents(), context.metrics());
        improve(batch);
        for (int i = 0; i < critics.size(); i++) {
            critics.get(i).get().learn(batch);
        }
        for (int i = 0; i < rewards.size(); i++) {
            rewards.get(i).get().learn(batch);
        }
        return new Update(steps, episodes);
    }

    private void act(float[] features, int first, float[] taken) {
        acting.look(features, first * map.width());
        int n = actions.agents();
        for (int lane = 0; lane < config.lanes(); lane++) {
            for (int i = 0; i < n; i++) {
                taken[(first + lane) * n + i] = acting.choose(i, lane);
            }
        }
    }

    private void log(float[] features, float[] taken, String prefix) {
        judging.look(features, 0);
        int n = actions.agents();
        for (int i = 0; i < n; i++) {
            String field =
                    prefix + GameFields.logProbability(environment.agents().get(i));
            float[] into = lanes.batch().put(FieldSpec.numbers(field));
            for (int row = 0; row < into.length; row++) {
                into[row] = judging.log(i, row, (int) taken[row * n + i]);
            }
        }
    }

    private void logDemonstrated(Batch batch) {
        int o = environment.observation().width();
        float[] observations = batch.numbers(GameFields.demonstrated(Fields.OBSERVATION));
        float[] features = batch.put(FieldSpec.numbers(GameFields.demonstrated(Fields.FEATURES), map.width()));
        for (int row = 0; row < batch.rows(); row++) {
            map.write(observations, row * o, observations, 0, features, row * map.width());
        }
        log(features, batch.numbers(GameFields.demonstrated(Fields.ACTION)), GameFields.demonstrated(""));
    }

    private void improve(Batch batch) {
        float[] taken = batch.numbers(Fields.ACTION);
        int n = actions.agents();
        training.set("features", batch.numbers(Fields.FEATURES), 0);
        for (int i = 0; i < n; i++) {
            for (int row = 0; row < column.length; row++) {
                column[row] = taken[row * n + i];
            }
            training.set("taken" + i, column, 0);
            float[] advantages =
                    batch.numbers(Fields.advantages(environment.agents().get(i)));
            Moments moments = Moments.of(advantages);
            for (int row = 0; row < column.length; row++) {
                column[row] = (float) ((advantages[row] - moments.mean()) / (moments.std() + EPSILON));
            }
            training.set("advantages" + i, column, 0);
        }
        optimizer.get().step(context.path(), team.parameters(), objective);
        context.metrics().record("entropy", training.scalar("entropy"));
    }

    @Override
    public Space condition() {
        return Space.EMPTY;
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        return new ActorTeamPolicy(
                team,
                map,
                environment.observation().width(),
                context.compute(),
                rows,
                mode == Mode.EXPLORE ? context.random("policy") : null);
    }

    @Override
    public void save(StateWriter out) {
        out.put(team.parameters());
        lanes.save(out.under("lanes"));
        ledger.save(out.under("episodes"));
    }

    @Override
    public void load(StateReader in) {
        in.read(team.parameters());
        lanes.load(in.under("lanes"));
        ledger.load(in.under("episodes"));
    }

    @Override
    public void close() {
        acting.close();
        judging.close();
        training.close();
        lanes.close();
    }
}
