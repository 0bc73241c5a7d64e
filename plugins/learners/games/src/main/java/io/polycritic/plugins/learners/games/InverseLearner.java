package io.polycritic.plugins.learners.games;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Batch;
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
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.games.Game;
import io.polycritic.games.ImpliedRewards;
import io.polycritic.games.InferredReward;
import io.polycritic.games.JointDemonstrations;
import io.polycritic.games.Players;
import io.polycritic.games.PlayersPolicy;
import io.polycritic.games.Team;
import io.polycritic.rl.EpisodeLedger;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.ReplayMemory;
import java.util.List;
import java.util.stream.Stream;

/**
 * Inverse Q-learning of a team from minibatches (Haynam, Khoja, Kumar, Myers and Biyik, "Multi-agent inverse Q-learning
 * from demonstrations", 2025; for one decider Garg et al., "IQ-Learn", 2021). In an update all policies are those of
 * the critics before it, so the order of the agents does not matter.
 */
final class InverseLearner implements PolicyLearner, InferredReward {
    private static final int INFERENCE_ROWS = 512;

    private final Team team;
    private final Constants constants;
    private final PartContext context;
    private final FeatureMap map;
    private final Critics critics;
    private final JointDemonstrations demonstrations;
    private final Slot<GradientOptimizer> optimizer;
    private final JointLanes lanes;
    private final EpisodeLedger ledger;
    private final Slot<ReplayMemory> memory;
    private final Batch demonstrated;
    private final Batch replayed;
    private final Rows rows;
    private final RandomStream actionRandom;
    private final RandomStream othersRandom;
    private Minimisation minimisation;
    private Players acting;
    private int memoryRevision = -1;
    private long updates;

    /** What the settings say; slots by their paths. */
    record Constants(
            boolean online,
            String demonstrations,
            String replay,
            int demonstrated,
            int replayed,
            int lanes,
            int updatesPerStep,
            String objective,
            String optimizer) {}

    InverseLearner(Team team, Constants constants, PartContext context) {
        this.team = team;
        this.constants = constants;
        this.context = context;
        this.map = new FeatureMap(context.environment().observation(), 0);
        this.critics = new Critics(team, constants.objective, context);
        this.demonstrations = new JointDemonstrations(
                context.slot(constants.demonstrations, DataStream.class), context.environment(), "marginal critic");
        this.optimizer = context.slot(constants.optimizer, GradientOptimizer.class);
        this.lanes = constants.online ? new JointLanes(context.environment(), map, 1, constants.lanes) : null;
        this.ledger = new EpisodeLedger(context.environment().signals(), constants.lanes);
        this.memory = constants.online ? context.slot(constants.replay, ReplayMemory.class) : null;
        this.demonstrated = new Batch(Shape.of(constants.demonstrated));
        this.replayed = new Batch(Shape.of(constants.replayed));
        this.rows = Rows.of(context.environment(), map, constants.demonstrated, constants.replayed);
        this.actionRandom = context.random("actions");
        this.othersRandom = context.random("others");
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder()
                .calls(constants.demonstrations, DataStream.class, 1)
                .calls(constants.optimizer, GradientOptimizer.class, 1);
        critics.declare(wiring);
        if (constants.online) {
            wiring.calls(Kind.ENVIRONMENT.single(), World.class, 1).calls(constants.replay, ReplayMemory.class, 1);
        }
        return wiring.build();
    }

    @Override
    public Update update() {
        if (critics.changed() || minimisation == null) {
            compile();
        }
        Update made = new Update(constants.online ? 0 : constants.demonstrated, 0);
        if (constants.online) {
            openMemory();
            if (updates % constants.updatesPerStep == 0 || memory.get().size() == 0) {
                made = play();
            }
        }
        demonstrations.draw(demonstrated);
        rows.take(demonstrated, 0);
        if (minimisation.initial()) {
            rows.takeInitial(demonstrated);
        }
        if (constants.online) {
            memory.get().next(replayed);
            rows.take(replayed, constants.demonstrated);
        }
        minimisation.step(rows, optimizer.get());
        updates++;
        return made;
    }

    private void compile() {
        critics.check();
        free();
        minimisation = new Minimisation(
                team,
                critics,
                new AgentStep.Shape(constants.demonstrated, constants.replayed, map.width()),
                context,
                othersRandom);
        if (constants.online) {
            acting = players(constants.lanes, othersRandom);
        }
    }

    private Players players(int count, RandomStream random) {
        return new Players(team, critics.all(), map.width(), count, context.compute(), random);
    }

    /** Says what rows of the memory consist of, where that is not known yet. */
    private void openMemory() {
        if (memory.revision() != memoryRevision) {
            Batch batch = lanes.batch();
            memory.get()
                    .open(
                            Stream.of(Fields.OBSERVATION, Fields.NEXT_OBSERVATION, Fields.ACTION, Fields.ENDING)
                                    .map(batch::spec)
                                    .toList(),
                            constants.lanes);
            memoryRevision = memory.revision();
        }
    }

    private Update play() {
        ReplayMemory replay = memory.get();
        if (lanes.open(context.slot(Kind.ENVIRONMENT.single(), World.class))) {
            ledger.clear();
            replay.cut();
        }
        long steps = lanes.collect(this::act);
        long episodes = ledger.read(lanes.batch(), List.of(), context.metrics());
        replay.append(lanes.batch());
        return new Update(steps, episodes);
    }

    private void act(float[] features, int first, float[] actions) {
        acting.look(features, first * map.width());
        int n = rows.actions().agents();
        for (int lane = 0; lane < constants.lanes; lane++) {
            PlayersPolicy.act(acting, lane, actionRandom, rows.actions(), actions, (first + lane) * n);
        }
    }

    @Override
    public double[] inferred(Game game, int agent) {
        int decider = team.decider(agent);
        try (Players players = players(INFERENCE_ROWS, context.random("inference"))) {
            return ImpliedRewards.of(game, players, map, critics.critic(decider), decider);
        }
    }

    @Override
    public Space condition() {
        return Space.EMPTY;
    }

    @Override
    public Policy policy(int count, Mode mode) {
        RandomStream random = context.random("policy");
        return new PlayersPolicy(
                players(count, random),
                rows.actions(),
                map,
                context.environment().observation().width(),
                mode == Mode.EXPLORE ? random : null);
    }

    @Override
    public void save(StateWriter out) {
        out.put("updates", updates);
        ledger.save(out.under("episodes"));
        if (lanes != null) {
            lanes.save(out.under("lanes"));
        }
    }

    @Override
    public void load(StateReader in) {
        long[] saved = new long[1];
        if (in.read("updates", saved)) {
            updates = saved[0];
        }
        ledger.load(in.under("episodes"));
        if (lanes != null) {
            lanes.load(in.under("lanes"));
        }
    }

    private void free() {
        if (minimisation != null) {
            minimisation.close();
            minimisation = null;
        }
        if (acting != null) {
            acting.close();
            acting = null;
        }
    }

    @Override
    public void close() {
        free();
        if (lanes != null) {
            lanes.close();
        }
    }
}
