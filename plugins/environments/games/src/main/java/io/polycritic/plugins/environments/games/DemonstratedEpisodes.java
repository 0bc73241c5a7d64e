package io.polycritic.plugins.environments.games;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.JointDemonstrations;
import io.polycritic.games.LogitEquilibrium;
import java.util.Arrays;

/**
 * Episodes of a game's experts. They are played when the first batch is asked for, and again when the environment is
 * another one; they belong to the state, so that a run that goes on later has the same ones. Rows are drawn uniformly
 * with replacement.
 */
final class DemonstratedEpisodes implements DataStream {
    /** State, joint action, next state, ending and number of the episode. */
    private static final int COLUMNS = 5;

    private final int episodes;
    private final int steps;
    private final Slot<GameWorld> world;
    private final EnvironmentSpec environment;
    private final RandomStream players;
    private final RandomStream rows;
    private final FieldSpec[] fields;
    private int generation = -1;
    private long[] table = new long[0];
    private long[] firsts = new long[0];

    DemonstratedEpisodes(int episodes, int steps, PartContext context) {
        this.episodes = episodes;
        this.steps = steps;
        this.world = context.slot(Kind.ENVIRONMENT.single(), GameWorld.class);
        this.environment = context.environment();
        this.players = context.random("episodes");
        this.rows = context.random("rows");
        this.fields = JointDemonstrations.fields(environment).fields().toArray(new FieldSpec[0]);
    }

    @Override
    public EnvironmentSpec spec() {
        return new EnvironmentSpec(Space.of(fields), Space.EMPTY, Space.EMPTY, 0, 0, environment.agents());
    }

    @Override
    public boolean next(Batch batch) {
        Game game = world.get().game();
        if (generation != world.generation()) {
            play(game, world.get().experts());
            generation = world.generation();
        }
        float[] before = batch.put(fields[0]);
        float[] after = batch.put(fields[1]);
        float[] actions = batch.put(fields[2]);
        float[] endings = batch.put(fields[3]);
        float[] initial = batch.put(fields[4]);
        float[] numbers = batch.put(fields[5]);
        int o = game.observation().width();
        for (int row = 0; row < batch.rows(); row++) {
            int drawn = rows.nextInt(table.length / COLUMNS);
            int at = drawn * COLUMNS;
            game.observe((int) table[at], before, row * o);
            game.actions().split((int) table[at + 1], actions, row * game.size());
            game.observe((int) table[at + 2], after, row * o);
            endings[row] = table[at + 3];
            game.observe((int) firsts[rows.nextInt(firsts.length)], initial, row * o);
            numbers[row] = drawn;
        }
        return true;
    }

    private void play(Game game, LogitEquilibrium experts) {
        long[] played = new long[episodes * steps * COLUMNS];
        firsts = new long[episodes];
        int count = 0;
        for (int episode = 0; episode < episodes; episode++) {
            int state = GameLane.first(game, players);
            firsts[episode] = state;
            Ending ending = Ending.RUNNING;
            for (int step = 0; ending == Ending.RUNNING; step++) {
                int joint = draw(game, experts, state);
                int outcome = game.outcomes()[state * game.actions().size() + joint];
                int next = outcome == Game.ENDED ? state : game.lotteries().draw(outcome, players.nextDouble());
                ending = outcome == Game.ENDED
                        ? Ending.TERMINATED
                        : step == steps - 1 ? Ending.TRUNCATED : Ending.RUNNING;
                long[] row = {state, joint, next, ending.ordinal(), episode};
                System.arraycopy(row, 0, played, count * COLUMNS, COLUMNS);
                count++;
                state = next;
            }
        }
        table = Arrays.copyOf(played, count * COLUMNS);
    }

    private int draw(Game game, LogitEquilibrium experts, int state) {
        double wanted = players.nextDouble();
        int last = game.actions().size() - 1;
        for (int joint = 0; joint < last; joint++) {
            wanted -= experts.joint(game.actions(), state, joint);
            if (wanted < 0) {
                return joint;
            }
        }
        return last;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(Kind.ENVIRONMENT.single(), GameWorld.class, 1)
                .build();
    }

    @Override
    public void save(StateWriter out) {
        out.put("generation", generation);
        out.put("episodes/" + episodes + "x" + steps + "/transitions", table);
        out.put("episodes/" + episodes + "x" + steps + "/firsts", firsts);
    }

    /** What others have demonstrated, in other numbers, is not taken over. */
    @Override
    public void load(StateReader in) {
        long[] saved = {-1};
        StateReader own = in.under("episodes/" + episodes + "x" + steps);
        boolean there = in.read("generation", saved);
        table = own.longs("transitions").orElse(new long[0]);
        firsts = own.longs("firsts").orElse(new long[0]);
        generation = there && table.length > 0 ? (int) saved[0] : -1;
    }
}
