package io.polycritic.plugins.environments.games;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.LogitEquilibrium;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A game that is played in any number of lanes. */
final class Arena implements GameWorld {
    private static final String SEED = "game";

    private final PartContext context;
    private final int maxSteps;
    private final Painter painter;
    private final Function<long[], Solution> solutions;
    private long[] seed;
    private Solution solution;
    private List<GameLane> lanes = List.of();

    /**
     * Makes a world of a game.
     *
     * @param maxSteps after how many steps an episode is truncated
     * @param painter draws states
     * @param seed the state of a random stream that the game is drawn from; empty where games are not drawn
     * @param solutions the game for a seed
     */
    Arena(PartContext context, int maxSteps, Painter painter, long[] seed, Function<long[], Solution> solutions) {
        this.context = context;
        this.maxSteps = maxSteps;
        this.painter = painter;
        this.seed = seed;
        this.solutions = solutions;
        this.solution = solutions.apply(seed);
    }

    @Override
    public EnvironmentSpec spec() {
        Game game = solution.game();
        FieldSpec[] actions = new FieldSpec[game.size()];
        FieldSpec[] signals = new FieldSpec[game.size() + 1];
        signals[0] = FieldSpec.numbers(EnvironmentSpec.REWARD);
        for (int i = 0; i < actions.length; i++) {
            String agent = game.agents().get(i);
            actions[i] = FieldSpec.category(agent, game.actions().count(i));
            signals[i + 1] = FieldSpec.numbers(EnvironmentSpec.REWARD + "." + agent);
        }
        return new EnvironmentSpec(
                game.observation(), Space.of(actions), Space.of(signals), maxSteps, 0, game.agents());
    }

    @Override
    public Game game() {
        return solution.game();
    }

    @Override
    public LogitEquilibrium experts() {
        return solution.experts();
    }

    @Override
    public List<Lane> lanes(int count) {
        if (lanes.size() != count) {
            List<GameLane> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                opened.add(new GameLane(solution.game(), maxSteps, painter, context.random(name(i))));
            }
            lanes = List.copyOf(opened);
        }
        return List.copyOf(lanes);
    }

    private static String name(int lane) {
        return "lane-" + lane;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        if (seed.length > 0) {
            out.put(SEED, seed);
        }
        out.put("lanes", lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).save(out.under(name(i)));
        }
    }

    @Override
    public void load(StateReader in) {
        long[] saved = seed.clone();
        if (seed.length > 0 && in.read(SEED, saved)) {
            seed = saved;
            solution = solutions.apply(seed);
            lanes = List.of();
        }
        long[] count = {lanes.size()};
        in.read("lanes", count);
        lanes((int) count[0]);
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).load(in.under(name(i)));
        }
    }
}
