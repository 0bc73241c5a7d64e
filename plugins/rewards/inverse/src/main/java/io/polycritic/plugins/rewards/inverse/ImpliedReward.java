package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.ImpliedRewards;
import io.polycritic.games.InferredReward;
import io.polycritic.games.JointActions;
import io.polycritic.games.MarginalCritic;
import io.polycritic.games.Players;
import io.polycritic.games.ShapingProjection;
import io.polycritic.games.Team;
import io.polycritic.games.TrueRewards;
import io.polycritic.rl.FeatureMap;
import java.util.List;

/**
 * x_i = Q_i(s, a) - gamma V_i(s') of given critics, averaged over some agents; or the sum of the weights of the game's
 * events that explain x_i best beside gamma Phi(s') - Phi(s) + c.
 */
final class ImpliedReward implements RewardModel, InferredReward {
    private static final int INFERENCE_ROWS = 512;
    private static final int ITERATIONS = 100;

    private final CriticSource source;
    private final int[] agents;
    private final QImpliedReward.Recovery recovery;
    private final double limit;
    private final PartContext context;
    private final EnvironmentSpec environment;
    private final FeatureMap map;
    private final Team team;
    private final FieldSpec reward;
    private final Slot<GameWorld> world;
    private Players players;
    private Game game;

    /** [S J] for each of the agents, where events are recovered; made once for a game and critics of another run. */
    private double[][] recovered;

    private long revision = -1;
    private float[] features = {};
    private float[] nextFeatures = {};

    ImpliedReward(
            CriticSource source, int[] agents, QImpliedReward.Recovery recovery, double limit, PartContext context) {
        this.source = source;
        this.agents = agents;
        this.recovery = recovery;
        this.limit = limit;
        this.context = context;
        this.environment = context.environment();
        this.map = new FeatureMap(environment.observation(), 0);
        this.team = Team.each(environment);
        this.reward = FieldSpec.numbers(Fields.rewards(context.name()));
        this.world = recovery == QImpliedReward.Recovery.EVENTS
                ? context.slot(Kind.ENVIRONMENT.single(), GameWorld.class)
                : null;
    }

    @Override
    public Wiring wiring() {
        int o = environment.observation().width();
        Wiring.Builder wiring = Wiring.builder()
                .needs(FieldSpec.numbers(Fields.OBSERVATION, o))
                .needs(FieldSpec.numbers(Fields.NEXT_OBSERVATION, o))
                .needs(FieldSpec.numbers(Fields.ACTION, environment.action().width()))
                .needs(FieldSpec.category(Fields.ENDING, Ending.values().length))
                .offers(reward);
        source.slots().forEach(path -> wiring.calls(path, MarginalCritic.class, 1));
        if (world != null) {
            wiring.calls(Kind.ENVIRONMENT.single(), GameWorld.class, 1);
        }
        return wiring.build();
    }

    @Override
    public void score(Batch batch) {
        float[] into = batch.put(reward);
        java.util.Arrays.fill(into, 0);
        if (recovery == QImpliedReward.Recovery.EVENTS) {
            scoreEvents(batch, into);
            return;
        }
        List<MarginalCritic> critics = source.critics();
        fit(critics, batch.rows());
        write(batch.numbers(Fields.OBSERVATION), features);
        write(batch.numbers(Fields.NEXT_OBSERVATION), nextFeatures);
        float[] taken = batch.numbers(Fields.ACTION);
        float[] endings = batch.numbers(Fields.ENDING);
        players.look(features, 0);
        for (int row = 0; row < into.length; row++) {
            int joint = team.actions().joint(taken, row * team.size());
            for (int agent : agents) {
                into[row] += q(critics.get(agent), agent, row, joint) / agents.length;
            }
        }
        players.look(nextFeatures, 0);
        for (int row = 0; row < into.length; row++) {
            for (int agent : agents) {
                if (endings[row] != Ending.TERMINATED.ordinal()) {
                    MarginalCritic critic = critics.get(agent);
                    double next = ImpliedRewards.value(players, critic, agent, row);
                    into[row] -= (float) (critic.discount() * next / agents.length);
                }
            }
        }
    }

    private float q(MarginalCritic critic, int agent, int row, int joint) {
        JointActions actions = team.actions();
        float[] said = players.values(agent);
        return critic.joint()
                ? said[row * actions.size() + joint]
                : said[row * actions.count(agent) + actions.own(agent, joint)];
    }

    private void scoreEvents(Batch batch, float[] into) {
        GameWorld own = world.get();
        if (game != own.game() || revision != source.revision()) {
            recovered = recover(own);
            game = own.game();
            revision = source.revision();
        }
        float[] observations = batch.numbers(Fields.OBSERVATION);
        float[] taken = batch.numbers(Fields.ACTION);
        int o = environment.observation().width();
        for (int row = 0; row < into.length; row++) {
            int at = game.state(observations, row * o) * game.actions().size()
                    + team.actions().joint(taken, row * team.size());
            for (double[] rewards : recovered) {
                into[row] += (float) (rewards[at] / agents.length);
            }
        }
    }

    private double[][] recover(GameWorld own) {
        Game played = own.game();
        TrueRewards truth = new TrueRewards(played, own.experts(), ITERATIONS);
        ShapingProjection projection = TrueRewards.projection(played, own.experts(), ITERATIONS);
        double[][] all = new double[agents.length][];
        for (int i = 0; i < agents.length; i++) {
            List<Integer> events = TrueRewards.events(played.rewards(), agents[i]);
            double[] inferred = implied(played, agents[i]);
            projection.apply(inferred);
            double[] weights = truth.weights(played, projection, inferred, agents[i], limit);
            all[i] = new double[inferred.length];
            for (int at = 0; at < inferred.length; at++) {
                for (int k = 0; k < weights.length; k++) {
                    all[i][at] += weights[k] * played.rewards().occurs(events.get(k), at);
                }
            }
        }
        return all;
    }

    /** The reward of the agents, whichever is asked for. */
    @Override
    public double[] inferred(Game asked, int agent) {
        return implied(asked, agent);
    }

    private double[] implied(Game played, int agent) {
        List<MarginalCritic> critics = source.critics();
        try (Players all = new Players(
                team, critics, map.width(), INFERENCE_ROWS, context.compute(), context.random("inference"))) {
            return ImpliedRewards.of(played, all, map, critics.get(agent), agent);
        }
    }

    private void fit(List<MarginalCritic> critics, int rows) {
        if (players == null || players.rows() != rows || revision != source.revision()) {
            close();
            players = new Players(team, critics, map.width(), rows, context.compute(), context.random("others"));
            features = new float[rows * map.width()];
            nextFeatures = new float[rows * map.width()];
            revision = source.revision();
        }
    }

    private void write(float[] observations, float[] into) {
        int o = environment.observation().width();
        for (int row = 0; row < players.rows(); row++) {
            map.write(observations, row * o, observations, 0, into, row * map.width());
        }
    }

    /** It learns nothing: the critics do. */
    @Override
    public void learn(Batch batch) {
        // Nothing to learn.
    }

    @Override
    public void save(StateWriter out) {
        // The critics have their own state.
    }

    @Override
    public void load(StateReader in) {
        // The critics have their own state.
    }

    @Override
    public void close() {
        if (players != null) {
            players.close();
            players = null;
        }
    }
}
