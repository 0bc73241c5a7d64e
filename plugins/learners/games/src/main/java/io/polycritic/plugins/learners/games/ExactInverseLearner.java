package io.polycritic.plugins.learners.games;

import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.InferredReward;
import io.polycritic.games.InverseObjective;
import io.polycritic.games.JointActions;
import io.polycritic.games.JointPolicy;
import io.polycritic.games.MarginalCritic;
import io.polycritic.games.Players;
import io.polycritic.games.PopulationObjective;
import io.polycritic.games.Team;
import io.polycritic.games.Visits;
import io.polycritic.numerics.Lbfgs;
import io.polycritic.rl.FeatureMap;
import java.util.Arrays;
import java.util.List;

/**
 * Inverse Q-learning of a team with the exact expectations of a game that can be listed: in an update each agent's
 * objective is minimised to the end by L-BFGS, the others' policies being those before the update. Critics are tables;
 * policies are kept in double precision, since each is a function of a critic and of the others' policies before.
 */
final class ExactInverseLearner implements PolicyLearner, InferredReward {
    private static final int MEMORY = 20;
    private static final double TOLERANCE = 1e-11;

    private final Team team;
    private final int iterations;
    private final PartContext context;
    private final Critics critics;
    private final Slot<GameWorld> world;
    private final FeatureMap map;
    private double[][] policies;
    private double[] occupancy;
    private int generation = -1;

    ExactInverseLearner(Team team, String objective, int iterations, PartContext context) {
        this.team = team;
        this.iterations = iterations;
        this.context = context;
        this.critics = new Critics(team, objective, context);
        this.world = context.slot(Kind.ENVIRONMENT.single(), GameWorld.class);
        this.map = new FeatureMap(context.environment().observation(), 0);
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder().calls(Kind.ENVIRONMENT.single(), GameWorld.class, 1);
        critics.declare(wiring);
        return wiring.build();
    }

    /** One alternation, which counts as one step. */
    @Override
    public Update update() {
        Game game = world.get().game();
        if (generation != world.generation()) {
            occupancy = demonstrated(game);
            generation = world.generation();
        }
        if (policies == null
                || policies[0].length != game.states() * game.actions().count(0)) {
            policies = uniform(game);
        }
        double[][] next = new double[team.size()][];
        double moved = 0;
        for (int i = 0; i < team.size(); i++) {
            next[i] = improve(game, i);
            for (int at = 0; at < next[i].length; at++) {
                moved = Math.max(moved, Math.abs(next[i][at] - policies[i][at]));
            }
        }
        policies = next;
        context.metrics().record("moved", moved);
        return new Update(1, 0);
    }

    private static double[][] uniform(Game game) {
        double[][] all = new double[game.size()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new double[game.states() * game.actions().count(i)];
            Arrays.fill(all[i], 1.0 / game.actions().count(i));
        }
        return all;
    }

    /** The experts' discounted occupancy [S J], of sum 1. */
    private double[] demonstrated(Game game) {
        JointPolicy experts = JointPolicy.of(game, world.get().experts());
        double discount = critics.critic(0).discount();
        require(discount, critics.path(0));
        double[] visits = Visits.discounted(game, experts, discount).expected();
        double[] all = experts.probabilities();
        int n = game.actions().size();
        double total = 0;
        for (int at = 0; at < all.length; at++) {
            all[at] *= visits[at / n];
            total += all[at];
        }
        for (int at = 0; at < all.length; at++) {
            all[at] /= total;
        }
        return all;
    }

    private static void require(double discount, String path) {
        if (!(discount < 1)) {
            throw new InvalidConfigException(
                    path + ".config.discount", "found gamma = " + discount + "; the exact form needs gamma < 1");
        }
    }

    private double[] improve(Game game, int agent) {
        MarginalCritic critic = critics.critic(agent);
        if (critic.parameters().isEmpty()) {
            return fixed(game, agent);
        }
        PopulationObjective objective = objective(game, agent);
        float[] logits = critic.parameters().get(0).values();
        if (logits.length != objective.size()) {
            throw new InvalidConfigException(
                    critics.path(agent) + ".config.table",
                    "found a critic of " + logits.length + " parameters, the exact form needs a table of "
                            + objective.size());
        }
        double[] start = new double[logits.length];
        for (int at = 0; at < start.length; at++) {
            start[at] = logits[at] / critic.rationality();
        }
        Lbfgs.Result found = new Lbfgs(MEMORY, TOLERANCE, iterations).minimise(objective, start);
        for (int at = 0; at < start.length; at++) {
            logits[at] = (float) (found.x()[at] * critic.rationality());
        }
        critic.follow();
        String name = "." + team.names().get(agent);
        context.metrics().record("objective" + name, -found.value());
        context.metrics().record("gradientNorm" + name, found.gradientNorm());
        return objective.policy(found.x());
    }

    private PopulationObjective objective(Game game, int agent) {
        MarginalCritic critic = critics.critic(agent);
        require(critic.discount(), critics.path(agent));
        InverseObjective term = critics.objective();
        return new PopulationObjective(
                game,
                agent,
                new PopulationObjective.Setting(critic.rationality(), critic.discount(), term::phi, term::slope),
                occupancy,
                PopulationObjective.others(game, policies, agent),
                critic.joint());
    }

    /** The policy of a critic that does not learn, which values its own actions. */
    private double[] fixed(Game game, int agent) {
        int n = game.actions().count(agent);
        Team alone = new Team(List.of(team.names().get(agent)), JointActions.of(n));
        double[] policy = new double[game.states() * n];
        float[] features = new float[game.states() * map.width()];
        float[] observation = new float[game.observation().width()];
        for (int state = 0; state < game.states(); state++) {
            game.observe(state, observation, 0);
            map.write(observation, 0, observation, 0, features, state * map.width());
        }
        try (Players players = new Players(
                alone, List.of(critics.critic(agent)), map.width(), game.states(), context.compute(), null)) {
            players.look(features, 0);
            for (int state = 0; state < game.states(); state++) {
                System.arraycopy(players.at(state).policy(0), 0, policy, state * n, n);
            }
        }
        return policy;
    }

    @Override
    public double[] inferred(Game game, int agent) {
        if (policies == null) {
            return new double[game.states() * game.actions().size()];
        }
        if (occupancy == null) {
            occupancy = demonstrated(game);
        }
        MarginalCritic critic = critics.critic(agent);
        if (critic.parameters().isEmpty()) {
            return new double[game.states() * game.actions().size()];
        }
        double[] q = new double[critic.parameters().get(0).size()];
        float[] logits = critic.parameters().get(0).values();
        for (int at = 0; at < q.length; at++) {
            q[at] = logits[at] / critic.rationality();
        }
        return objective(game, agent).implied(q);
    }

    @Override
    public Space condition() {
        return Space.EMPTY;
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        Game game = world.get().game();
        RandomStream random = mode == Mode.EXPLORE ? context.random("policy") : null;
        return new TablePolicy(game, policies == null ? uniform(game) : policies, rows, random);
    }

    @Override
    public void save(StateWriter out) {
        for (int i = 0; policies != null && i < policies.length; i++) {
            out.put("policies/" + team.names().get(i), policies[i]);
        }
    }

    @Override
    public void load(StateReader in) {
        double[][] read = new double[team.size()][];
        boolean whole = true;
        for (int i = 0; i < read.length; i++) {
            read[i] = in.doubles("policies/" + team.names().get(i)).orElse(null);
            whole &= read[i] != null;
        }
        policies = whole ? read : null;
        generation = -1;
    }
}
